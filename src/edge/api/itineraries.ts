import { z } from "zod";
import { accessibilities, audiences } from "../../features/agenda/event.ts";
import type { Content } from "../../features/contents/show-content.ts";
import { levels, travels, type ItineraryBrief } from "../../features/itineraries/itinerary.ts";
import { showItineraryAnywhere } from "../../features/itineraries/show-itinerary.ts";
import { straightLine } from "../../features/itineraries/route.ts";
import { visitor } from "../../platform/viewer.ts";
import { canonicalOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";

export const itineraryShape = z.object({ travel: z.enum(travels), level: z.enum(levels), loop: z.boolean(), metres: z.number(), minutes: z.number(), stops: z.number(), commune: z.string().describe("Of the first stop"), audience: z.array(z.string()), accessibility: z.array(z.string()), pricing: z.enum(["free", "paid", "unknown"]) });

export const itinerariesAsked = {
  travel: z.enum(travels).optional(),
  audience: z.enum(audiences).optional(),
  accessibility: z.enum(accessibilities).optional(),
  length_up_to: z.coerce.number().min(1).max(3_000_000).optional().describe("Metres"),
};

export function itineraryOfBrief(brief: ItineraryBrief | null): z.input<typeof itineraryShape> | null {
  if (!brief) return null;
  const { looped, communeName, ...same } = brief;
  return { ...same, loop: looped, commune: communeName };
}

/** What an itinerary adds to a content: its stops in their order, and all of it as GeoJSON (RFC 7946), the line first. */
export async function itineraryOf(c: WebContext, content: Content): Promise<object> {
  const details = await showItineraryAnywhere({ db: c.get("services").reader, viewer: visitor, now: c.get("services").now }, content.id);
  if (!details) return {};
  const { line, looped, ownMetres: _m, ownMinutes: _d, stops: halts, ...same } = details;
  const stops = halts.map((stop, index) => ({
    number: index + 1, name: stop.name, gone: stop.gone, place: stop.card ? { id: stop.card.id, url: canonicalOf(c, stop.card) } : null,
    address: stop.address, commune: stop.communeName, latitude: stop.latitude, longitude: stop.longitude, note: stop.note, minutes: stop.minutes,
  }));
  const placed = stops.flatMap(({ latitude, longitude, ...stop }) => (latitude === null || longitude === null ? [] : [{ stop, latitude, longitude }]));
  const way = line ?? straightLine(placed, looped);
  const features = [
    ...(way.length > 1 ? [{ type: "Feature", geometry: { type: "LineString", coordinates: way }, properties: { title: content.title, drawn: line !== null } }] : []),
    ...placed.map(({ stop, latitude, longitude }) => ({ type: "Feature", geometry: { type: "Point", coordinates: [longitude, latitude] }, properties: { number: stop.number, name: stop.name, note: stop.note, url: stop.place?.url ?? null } })),
  ];
  return { itinerary: { ...same, loop: looped, stops, geojson: { type: "FeatureCollection", features } } };
}
