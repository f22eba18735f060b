import type { ContentId, TerritoryId } from "../../platform/ids.ts";

/** An event is full or on again, or it is booked here from now on: its words are the same, what is told of it isn't. */
export interface EventPlacesChanged {
  readonly kind: "event.places_changed";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
}
