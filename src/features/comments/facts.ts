import type { CommentId, ContentId, TerritoryId } from "../../platform/ids.ts";

interface AboutComment {
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly comment: CommentId;
}

export interface Commented extends AboutComment {
  readonly kind: "content.commented";
}
export interface CommentEdited extends AboutComment {
  readonly kind: "content.comment_edited";
}
export interface CommentWithdrawn extends AboutComment {
  readonly kind: "content.comment_withdrawn";
}
export interface CommentsClosed {
  readonly kind: "content.comments_closed" | "content.comments_reopened";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
}

export type CommentFact = Commented | CommentEdited | CommentWithdrawn | CommentsClosed;
