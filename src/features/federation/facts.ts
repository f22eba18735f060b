import type { ContentId, TerritoryId } from "../../platform/ids.ts";

/** Those who wrote a content asked a dossier of another server to take it out. */
export interface ListingDeclined {
  readonly kind: "content.listing_declined";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly dossier: string;
}
