import { z } from "zod";
import { accessibilities } from "../features/agenda/event.ts";
import { searchCommunes } from "../features/places/communes.ts";
import { themeCodes } from "../features/tags/themes.ts";
import type { PlaceFilter } from "../features/visiting/list-places.ts";
import { placeTypes } from "../features/visiting/place.ts";
import { instantOf, todayIn } from "../platform/time.ts";
import { territoryOf, zoneOf, type WebContext } from "./env.ts";

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The filters of the places to visit as an address carries them: the page's, its feeds' and the map's. What isn't understood is as if it weren't there. */
const placeQuery = z.object({
  type: optional(z.enum(placeTypes)),
  ouvert: optional(z.enum(["maintenant", "aujourd-hui"])),
  acces: optional(z.enum(accessibilities)),
  prix: optional(z.enum(["gratuit"])),
  ou: optional(z.string().trim().min(2).max(80)),
  rayon: optional(z.coerce.number().int().min(1).max(200)),
  theme: optional(z.enum(themeCodes)),
  suite: optional(z.string().max(100)),
});
export type PlaceQuery = z.output<typeof placeQuery>;

export function readPlaceQuery(c: WebContext): PlaceQuery {
  return placeQuery.parse(Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== "")));
}

/** `place` is the commune that was understood, if one was asked for. */
export function placeFilter(c: WebContext, query: PlaceQuery): { filter: PlaceFilter; place: string | null } {
  const commune = query.ou ? (searchCommunes(query.ou, 10).find((each) => each.point) ?? null) : null;
  const near = commune?.point ? { point: commune.point, km: query.rayon ?? 20 } : undefined;
  return { place: commune?.name ?? null, filter: { type: query.type, open: openSpan(c, query.ouvert), accessibility: query.acces, free: query.prix === "gratuit" || undefined, theme: query.theme, near } };
}

/** "Now" is this second; "today" goes on until midnight there. */
function openSpan(c: WebContext, when: PlaceQuery["ouvert"]): PlaceFilter["open"] {
  if (!when) return undefined;
  const now = c.get("act").now();
  const zone = zoneOf(c, territoryOf(c)?.id ?? null);
  return { from: now, until: when === "maintenant" ? now.add({ seconds: 1 }) : instantOf(todayIn(zone, now).add({ days: 1 }).toPlainDateTime(), zone) };
}
