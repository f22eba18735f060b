import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { stopFollowingWithin } from "../follows/keep-follow.ts";
import type { FarState } from "./far-community.ts";
import type { FarCommunityFact } from "./facts.ts";
import { countStandingsAnywhere, deleteStanding, insertAsked, lockFarAnywhere, readStanding } from "./store.ts";

export type FarRefusal = { readonly kind: "sign-in" | "unknown" | "closed" };

const mostJoined = 200;
const longestWords = 2000;

/** Asks to come into a community of another server, in one's own words. Those in charge there answer: at once, where it is open. Asking twice asks once. */
export async function joinFar({ db, viewer, now }: Context, community: MemberId, words: string): Promise<Outcome<FarState, FarRefusal>> {
  if (viewer.kind === "visitor" || viewer.visiting) return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<FarState, FarRefusal>> => {
    const far = await lockFarAnywhere(tx, community, viewer.id);
    if (!far || far.shut) return refused({ kind: "unknown" });
    const before = await readStanding(tx, far.actor, viewer.id);
    if (before) return done(before.state);
    if ((await countStandingsAnywhere(tx, viewer.id)) >= mostJoined) return refused({ kind: "closed" });
    await insertAsked(tx, far.actor, viewer.id, words.slice(0, longestWords), now());
    await record<FarCommunityFact>(tx, { kind: "far_community.asked", territory: null, subject: community, by: viewer.id }, []);
    return done("asked");
  });
}

/** Leaves it, or takes back what was asked: what is published in it doesn't come any more. */
export async function leaveFar({ db, viewer }: Context, community: MemberId): Promise<Outcome<null, FarRefusal>> {
  if (viewer.kind === "visitor" || viewer.visiting) return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, FarRefusal>> => {
    const far = await lockFarAnywhere(tx, community, viewer.id);
    const before = far && (await readStanding(tx, far.actor, viewer.id));
    if (!far) return refused({ kind: "unknown" });
    if (!before) return done(null);
    await deleteStanding(tx, far.actor, viewer.id);
    if (before.state === "in") await stopFollowingWithin(tx, far.actor, community, viewer.id);
    await record<FarCommunityFact>(tx, { kind: "far_community.left", territory: null, subject: community, by: viewer.id }, []);
    return done(null);
  });
}
