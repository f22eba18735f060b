import type { ContentId, TerritoryId } from "../../platform/ids.ts";

/** Its deadline has passed. */
export interface AnnouncementClosed {
  readonly kind: "announcement.closed";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
}

export type AnnouncementFact = AnnouncementClosed;
