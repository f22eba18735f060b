import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import type { CommentsClosed } from "./facts.ts";
import { canCloseComments } from "./policy.ts";
import { lockCommentedAnywhere, markClosed } from "./store.ts";

/** Ends the discussion of a content, or opens it again. What was said stays to be read. */
export async function closeComments({ db, viewer, now }: Context, id: ContentId, closed: boolean): Promise<Outcome<null, { kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { kind: "unknown" | "forbidden" }>> => {
    const content = await lockCommentedAnywhere(tx, id);
    if (!content || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canCloseComments(viewer, content)) return refused({ kind: "forbidden" });
    if (content.commentsClosed === closed) return done(null);
    await markClosed(tx, id, closed ? now() : null);
    await record<CommentsClosed>(tx, { kind: closed ? "content.comments_closed" : "content.comments_reopened", territory: content.territory, subject: id }, [touchContent(id)]);
    return done(null);
  });
}
