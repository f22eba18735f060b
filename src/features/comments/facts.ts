import type { CommentId, ContentId, TerritoryId } from "../../platform/ids.ts";

export interface Commented {
  readonly kind: "content.commented";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly comment: CommentId;
}
