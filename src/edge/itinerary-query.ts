import { z } from "zod";
import { accessibilities, audiences } from "../features/agenda/event.ts";
import { travels } from "../features/itineraries/itinerary.ts";
import type { ItineraryFilter } from "../features/itineraries/list-itineraries.ts";
import { searchCommunes } from "../features/places/communes.ts";
import { themeCodes } from "../features/tags/themes.ts";
import type { WebContext } from "./env.ts";

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** The filters of the itineraries as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
const itineraryQuery = z.object({
  moyen: optional(z.enum(travels)),
  public: optional(z.enum(audiences)),
  acces: optional(z.enum(accessibilities)),
  /** Kilometres at most. */
  longueur: optional(z.coerce.number().min(0.1).max(3000)),
  ou: optional(z.string().trim().min(2).max(80)),
  rayon: optional(z.coerce.number().int().min(1).max(200)),
  theme: optional(z.enum(themeCodes)),
  suite: optional(z.string().max(100)),
});
export type ItineraryQuery = z.output<typeof itineraryQuery>;

export function readItineraryQuery(c: WebContext): ItineraryQuery {
  return itineraryQuery.parse(Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== "")));
}

/** `place` is the commune that was understood, if one was asked for. */
export function itineraryFilter(query: ItineraryQuery): { filter: ItineraryFilter; place: string | null } {
  const commune = query.ou ? (searchCommunes(query.ou, 10).find((each) => each.point) ?? null) : null;
  const near = commune?.point ? { point: commune.point, km: query.rayon ?? 20 } : undefined;
  const metres = query.longueur === undefined ? undefined : Math.round(query.longueur * 1000);
  return { place: commune?.name ?? null, filter: { travel: query.moyen, audience: query.public, accessibility: query.acces, metres, theme: query.theme, near } };
}
