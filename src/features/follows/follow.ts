import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { findStandingTag } from "../tags/list-tags.ts";
import type { DossierFollowed, Followed } from "./facts.ts";
import type { FollowInput } from "./input.ts";
import { countFollowsAnywhere, deleteFollow, insertFollow, standingStructure, standsAnywhere } from "./store.ts";

/** One who follows more than this follows nobody. */
export const mostFollows = 2000;

export type FollowRefusal = { readonly kind: "sign-in" | "unknown" | "too-many" };

/** Follows a person, a tag, a territory, a dossier, an operation, a structure or a community of any territory, or stops. Doing it twice does it once. */
export async function follow({ db, viewer, now }: Context, asked: FollowInput, wanted: boolean): Promise<Outcome<null, FollowRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, FollowRefusal>> => {
    const input = await standing(tx, asked);
    if (!wanted) {
      const left = await deleteFollow(tx, viewer.id, input);
      if (left && input.kind === "member") await record<Followed>(tx, { kind: "member.unfollowed", territory: null, subject: input.target, by: viewer.id }, []);
      if (left && input.kind === "dossier") await record<DossierFollowed>(tx, { kind: "dossier.unfollowed", territory: null, subject: input.target, by: viewer.id }, []);
      return done(null);
    }
    if (!(await standsAnywhere(tx, input, viewer.id))) return refused({ kind: "unknown" });
    if ((await countFollowsAnywhere(tx, viewer.id)) >= mostFollows) return refused({ kind: "too-many" });
    const added = await insertFollow(tx, viewer.id, input, now());
    if (added && input.kind === "member") {
      await record<Followed>(tx, { kind: "member.followed", territory: null, subject: input.target, by: viewer.id }, []);
    }
    if (added && input.kind === "dossier") await record<DossierFollowed>(tx, { kind: "dossier.followed", territory: null, subject: input.target, by: viewer.id }, []);
    return done(null);
  });
}

/** A tag that became another on the whole network, or a structure that was merged, is followed as that one. */
async function standing(tx: Transaction, asked: FollowInput): Promise<FollowInput> {
  if (asked.kind === "structure") return { kind: "structure", target: (await standingStructure(tx, asked.target)) ?? asked.target };
  return asked.kind === "tag" ? { kind: "tag", target: await findStandingTag(tx, null, asked.target) } : asked;
}
