import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

export interface Liked {
  readonly kind: "content.liked" | "content.unliked";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly by: MemberId;
}
