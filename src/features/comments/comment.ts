import type { CommentId, MemberId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";

export interface Comment {
  readonly id: CommentId;
  readonly parent: CommentId | null;
  readonly author: { readonly name: string; readonly handle: string } | null;
  readonly authorId: MemberId | null;
  readonly body: TextDocument;
  readonly state: "visible" | "withdrawn" | "hidden";
  readonly createdAt: Temporal.Instant;
}
