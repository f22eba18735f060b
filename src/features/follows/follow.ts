import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { findStandingTag } from "../tags/list-tags.ts";
import type { ContentFollowed, Followed } from "./facts.ts";
import { isVoiceless, type FollowInput } from "./input.ts";
import { countFollowsAnywhere, deleteFollow, insertFollow, speakingProject, standingStructure, standsAnywhere } from "./store.ts";

/** One who follows more than this follows nobody. */
export const mostFollows = 2000;

export type FollowRefusal = { readonly kind: "sign-in" | "unknown" | "too-many" };

/** Follows a person, a tag, a territory, a dossier, an operation, a project, a structure or a community of any territory, or stops. Doing it twice does it once. */
export async function follow({ db, viewer, now }: Context, asked: FollowInput, wanted: boolean): Promise<Outcome<null, FollowRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, FollowRefusal>> => {
    const input = await standing(tx, asked);
    if (!wanted) {
      if (await deleteFollow(tx, viewer.id, input)) await tell(tx, viewer.id, input, false);
      return done(null);
    }
    if (!(await standsAnywhere(tx, input, viewer.id))) return refused({ kind: "unknown" });
    if ((await countFollowsAnywhere(tx, viewer.id)) >= mostFollows) return refused({ kind: "too-many" });
    if (await insertFollow(tx, viewer.id, input, now())) await tell(tx, viewer.id, input, true);
    return done(null);
  });
}

/** What may stand at another server is told there. */
async function tell(tx: Transaction, by: MemberId, input: FollowInput, followed: boolean): Promise<void> {
  if (input.kind === "member") await record<Followed>(tx, { kind: followed ? "member.followed" : "member.unfollowed", territory: null, subject: input.target, by }, []);
  else if (isVoiceless(input)) await record<ContentFollowed>(tx, { kind: followed ? "content.followed" : "content.unfollowed", territory: null, subject: input.target, by }, []);
}

/** A tag that became another on the whole network, or a structure that was merged, is followed as that one; a project of another server, as who speaks for it there. */
async function standing(tx: Transaction, asked: FollowInput): Promise<FollowInput> {
  if (asked.kind === "project") {
    const voice = await speakingProject(tx, asked.target);
    return voice ? { kind: "member", target: voice } : asked;
  }
  if (asked.kind === "structure") return { kind: "structure", target: (await standingStructure(tx, asked.target)) ?? asked.target };
  return asked.kind === "tag" ? { kind: "tag", target: await findStandingTag(tx, null, asked.target) } : asked;
}
