import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import { newId, type CommentId, type ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { writeMentions } from "../mentions/write-mentions.ts";
import type { Commented } from "./facts.ts";
import { insertComment, isCommentOf, lockCommentableAnywhere } from "./store.ts";

export type CommentRefusal = { readonly kind: "sign-in" | "unknown" | "empty" };

/** Comments a published content of any territory, or answers a comment of the same content. Sent twice, written once. */
export async function addComment({ db, viewer, now }: Context, input: { content: ContentId; parent: CommentId | null; body: TextDocument; submission: string | null }): Promise<Outcome<CommentId, CommentRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (input.body.content.length === 0) return refused({ kind: "empty" });
  return inTransaction(db, async (tx): Promise<Outcome<CommentId, CommentRefusal>> => {
    const territory = await lockCommentableAnywhere(tx, input.content, now());
    if (!territory) return refused({ kind: "unknown" });
    if (input.parent && !(await isCommentOf(tx, input.parent, input.content))) return refused({ kind: "unknown" });
    const id = newId<CommentId>();
    if (!(await insertComment(tx, { ...input, id, author: viewer.id, at: now() }))) return done(id);
    await writeMentions(tx, { comment: id }, { body: input.body, territory, at: now() });
    await record<Commented>(tx, { kind: "content.commented", territory, subject: input.content, comment: id }, [touchContent(input.content)]);
    return done(id);
  });
}
