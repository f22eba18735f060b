import { z } from "zod";
import { accessibilities } from "../features/agenda/event.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import type { PlaceFilter } from "../features/visiting/list-places.ts";
import { placeTypes } from "../features/visiting/place.ts";
import { instantOf, todayIn } from "../platform/time.ts";
import { territoryOf, zoneOf, type WebContext } from "./env.ts";
import { optional, readListQuery, whereFields, whereFilter } from "./list-query.ts";

/** The filters of the places to visit as an address carries them: the page's, its feeds' and the map's. What isn't understood is as if it weren't there. */
const placeQuery = z.object({
  type: optional(z.enum(placeTypes)),
  ouvert: optional(z.enum(["maintenant", "aujourd-hui"])),
  acces: optional(z.enum(accessibilities)),
  prix: optional(z.enum(["gratuit"])),
  ...whereFields,
  theme: optional(themeCodeSchema),
  suite: optional(z.string().max(100)),
});
export type PlaceQuery = z.output<typeof placeQuery>;

export function readPlaceQuery(c: WebContext): PlaceQuery {
  return readListQuery(c, placeQuery);
}

/** `place` is the commune that was understood, if one was asked for. */
export function placeFilter(c: WebContext, query: PlaceQuery): { filter: PlaceFilter; place: string | null } {
  const { place, near } = whereFilter(query);
  return { place, filter: { type: query.type, open: openSpan(c, query.ouvert), accessibility: query.acces, free: query.prix === "gratuit" || undefined, theme: query.theme, near } };
}

/** "Now" is this second; "today" goes on until midnight there. */
function openSpan(c: WebContext, when: PlaceQuery["ouvert"]): PlaceFilter["open"] {
  if (!when) return undefined;
  const now = c.get("act").now();
  const zone = zoneOf(c, territoryOf(c)?.id ?? null);
  return { from: now, until: when === "maintenant" ? now.add({ seconds: 1 }) : instantOf(todayIn(zone, now).add({ days: 1 }).toPlainDateTime(), zone) };
}
