import type { Territory } from "../../features/territories/territory.ts";
import { readId, type ContentId } from "../../platform/ids.ts";
import { foldLetters } from "../../platform/text/slug.ts";
import type { WebContext } from "../env.ts";
import { contentAtAddress } from "./content-address.ts";
import { communeOf } from "./event-draft.ts";
import type { StopFields } from "./itinerary-draft.ts";
import { placeNamed } from "./place-of-event.ts";

/**
 * The places of the census that the stops of a form are: by the address of its page, on any territory, or by its name on
 * this one. A stop with a point of its own, or in another commune, is another one of the same name.
 */
export function findPlacesOfStops(c: WebContext, territory: Territory, stops: readonly StopFields[]): Promise<(ContentId | null)[]> {
  return Promise.all(stops.map((stop) => placeOf(c, territory, stop)));
}

async function placeOf(c: WebContext, territory: Territory, stop: StopFields): Promise<ContentId | null> {
  const before = readId<ContentId>(stop.place);
  if (before && foldLetters(stop.known) === foldLetters(stop.name)) return before;
  if (/^https?:\/\//i.test(stop.name)) {
    const content = await contentAtAddress(c, stop.name);
    return content?.kind === "place" && content.state === "published" ? content.id : null;
  }
  if (stop.latitude || stop.longitude) return null;
  const found = await placeNamed(c, territory, stop.name);
  return found && (!stop.commune || communeOf(stop.commune) === found.communeCode) ? found.id : null;
}
