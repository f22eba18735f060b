import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { touch, touchContent } from "../../platform/facts.ts";
import type { CommentId, ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canWithdrawComment } from "./policy.ts";
import { lockCommentAnywhere, takeAway } from "./store.ts";

/** Takes a comment from the page; the thread keeps its place. */
export async function withdrawComment({ db, viewer }: Context, id: CommentId): Promise<Outcome<ContentId, { kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<ContentId, { kind: "unknown" | "forbidden" }>> => {
    const found = await lockCommentAnywhere(tx, id);
    if (!found || found.state !== "visible") return refused({ kind: "unknown" });
    if (!canWithdrawComment(viewer, found, found.territory)) return refused({ kind: "forbidden" });
    await takeAway(tx, id, found.content, viewer.kind === "member" && viewer.id === found.authorId ? "withdrawn" : "hidden");
    await touch(tx, [touchContent(found.content)]);
    return done(found.content);
  });
}
