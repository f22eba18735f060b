import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import { newId, type CommentId, type ContentId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { writeMentions } from "../mentions/write-mentions.ts";
import type { Commented } from "./facts.ts";
import { whenCommenting } from "./policy.ts";
import type { TellingJob } from "./telling.ts";
import { insertComment, lockCommentedAnywhere, placeUnder, writtenBefore } from "./store.ts";

export type CommentRefusal = { readonly kind: "sign-in" | "unknown" | "empty" | "closed" };

/** Comments a content of any territory, or answers a comment of the same content. Sent twice, written once. */
export async function addComment({ db, viewer, now }: Context, input: { content: ContentId; parent: CommentId | null; body: TextDocument; submission: string | null }): Promise<Outcome<CommentId, CommentRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (input.body.content.length === 0) return refused({ kind: "empty" });
  return inTransaction(db, async (tx): Promise<Outcome<CommentId, CommentRefusal>> => {
    const content = await lockCommentedAnywhere(tx, input.content);
    const verdict = content ? whenCommenting(viewer, content, now()) : "unknown";
    if (!content || verdict !== "written") return refused({ kind: verdict === "written" ? "unknown" : verdict });
    const under = input.parent ? await placeUnder(tx, input.parent, input.content) : "";
    if (under === null) return refused({ kind: "unknown" });
    const id = newId<CommentId>();
    const at = now();
    if (!(await insertComment(tx, { ...input, id, under, author: viewer.id, at }))) {
      const before = await writtenBefore(tx, input.submission, viewer.id);
      return before ? done(before) : refused({ kind: "unknown" });
    }
    await writeMentions(tx, { comment: id }, { body: input.body, territory: content.territory, at });
    await sendJob(tx, "comment-mails", { comment: id, at: at.toString() } satisfies TellingJob);
    await record<Commented>(tx, { kind: "content.commented", territory: content.territory, subject: input.content, comment: id }, [touchContent(input.content)]);
    return done(id);
  });
}
