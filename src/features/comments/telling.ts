import type { CommentId, ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { ContentKind } from "../contents/content.ts";

/** A comment that has just been written, or corrected so that it names others. */
export interface TellingJob {
  readonly comment: CommentId;
  /** When it was written: those whom it names since then are told. A job names nobody, so that nothing of who leaves is left in it. */
  readonly at: string;
}

/** Somebody to write to about a comment. */
export interface ToldOfComment {
  readonly member: MemberId;
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly why: "mentions" | "answers";
  readonly by: { readonly id: MemberId; readonly name: string };
  readonly comment: CommentId;
  readonly body: TextDocument;
  readonly content: { readonly id: ContentId; readonly kind: ContentKind; readonly territory: TerritoryId; readonly title: string };
}
