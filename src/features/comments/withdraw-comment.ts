import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { CommentId, ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import type { CommentWithdrawn } from "./facts.ts";
import { canWithdrawComment } from "./policy.ts";
import { readComment, lockCommentedAnywhere, takeAway } from "./store.ts";

/** Takes a comment from the page; the thread keeps its place, and what answers it stays. */
export async function withdrawComment({ db, viewer, now }: Context, id: CommentId): Promise<Outcome<ContentId, { kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<ContentId, { kind: "unknown" | "forbidden" }>> => {
    const known = await readComment(tx, id);
    const content = known && (await lockCommentedAnywhere(tx, known.content));
    const comment = content && (await readComment(tx, id));
    if (!content || !comment || (comment.state !== "visible" && comment.state !== "suspended")) return refused({ kind: "unknown" });
    // One's own words can be taken back wherever they stand, even where one may no longer read.
    if (!canWithdrawComment(viewer, comment, content.territory)) return refused({ kind: canSee(viewer, content, now()) ? "forbidden" : "unknown" });
    await takeAway(tx, comment, viewer.kind === "member" && viewer.id === comment.authorId ? "withdrawn" : "hidden");
    await record<CommentWithdrawn>(tx, { kind: "content.comment_withdrawn", territory: content.territory, subject: content.id, comment: id }, [touchContent(content.id)]);
    return done(content.id);
  });
}
