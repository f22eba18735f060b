import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ActorId } from "./actor.ts";

/** Those who wrote a content asked a dossier of another server to take it out. */
export interface ListingDeclined {
  readonly kind: "content.listing_declined";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly dossier: string;
}

/** A member says otherwise under which addresses elsewhere they are known, or is back. */
export interface AddressesChanged {
  readonly kind: "member.addresses_changed";
  readonly territory: TerritoryId;
  readonly subject: MemberId;
}

/** A member went to live at another server. */
export interface Moved {
  readonly kind: "member.moved";
  readonly territory: TerritoryId;
  readonly subject: MemberId;
  readonly to: string;
}

/** One of ours signs with another key; `former` is the one of before. */
export interface KeyRotated {
  readonly kind: "actor.key_rotated";
  readonly territory: TerritoryId;
  readonly subject: ActorId;
  readonly former: string;
}
