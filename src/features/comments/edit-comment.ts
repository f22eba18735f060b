import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { CommentId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { writeMentions } from "../mentions/write-mentions.ts";
import type { CommentEdited } from "./facts.ts";
import { canEditComment, whenCommenting } from "./policy.ts";
import type { TellingJob } from "./telling.ts";
import { tellAgain } from "./telling-store.ts";
import { readComment, lockCommentedAnywhere, rewrite } from "./store.ts";

export type EditCommentRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "empty" | "closed" };

/** Its author corrects a comment, as long as the discussion is open. What it said before is kept for those who moderate. */
export async function editComment({ db, viewer, now }: Context, id: CommentId, body: TextDocument): Promise<Outcome<CommentId, EditCommentRefusal>> {
  if (body.content.length === 0) return refused({ kind: "empty" });
  return inTransaction(db, async (tx): Promise<Outcome<CommentId, EditCommentRefusal>> => {
    const known = await readComment(tx, id);
    const content = known && (await lockCommentedAnywhere(tx, known.content));
    const verdict = content ? whenCommenting(viewer, content, now()) : "unknown";
    if (!content || verdict === "sign-in" || verdict === "unknown") return refused({ kind: verdict === "sign-in" ? verdict : "unknown" });
    // Read again under the lock: it may have been withdrawn meanwhile.
    const comment = await readComment(tx, id);
    if (comment?.state !== "visible") return refused({ kind: "unknown" });
    if (!canEditComment(viewer, comment)) return refused({ kind: "forbidden" });
    if (verdict === "closed") return refused({ kind: "closed" });
    if (!(await rewrite(tx, id, body, now()))) return done(id);
    const at = now();
    const named = await writeMentions(tx, { comment: id }, { body, territory: content.territory, at });
    if (named.length > 0) {
      await tellAgain(tx, id);
      await sendJob(tx, "comment-mails", { comment: id, at: at.toString() } satisfies TellingJob);
    }
    await record<CommentEdited>(tx, { kind: "content.comment_edited", territory: content.territory, subject: content.id, comment: id }, [touchContent(content.id)]);
    return done(id);
  });
}
