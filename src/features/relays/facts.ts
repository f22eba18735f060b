import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

export interface Relayed {
  readonly kind: "content.relayed" | "content.relay_undone";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly by: MemberId;
}
