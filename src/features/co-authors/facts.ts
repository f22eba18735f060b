import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

export interface AuthorsChanged {
  readonly kind: "content.author_joined" | "content.author_left";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly member: MemberId;
}
