import { z } from "zod";
import { idSchema, type ContentId } from "../../platform/ids.ts";
import { accessibilities, audiences } from "../agenda/event.ts";
import { structuresSchema } from "../agenda/input.ts";
import { contentFields, lineSchema } from "../contents/input.ts";
import { findCommune } from "../places/communes.ts";
import { levels, mostStops, travels } from "./itinerary.ts";

const degrees = (most: number) => z.number("number_invalid").min(-most, "number_invalid").max(most, "number_invalid");
const whole = (most: number) => z.number("number_invalid").int("number_invalid").min(0, "number_invalid").max(most, "number_invalid");

const stopInput = z.object({
  /** A place of the census; its own page says its name and where it is. */
  place: idSchema<ContentId>().nullable().default(null),
  name: lineSchema(200).default(""),
  address: lineSchema(300).default(""),
  communeCode: z.string().nullable().default(null),
  latitude: degrees(90).nullable().default(null),
  longitude: degrees(180).nullable().default(null),
  note: lineSchema(600).default(""),
  /** Spent there. */
  minutes: whole(1440).default(0),
});
export type StopInput = z.output<typeof stopInput>;

/** Each stop by its number, as its author counts: `stop_where:3`. */
const stopsSchema = z.array(stopInput).max(mostStops, "too_many").superRefine((stops, context) => {
  const fault = (index: number, code: string) => context.addIssue({ code: "custom", path: [index], message: `${code}:${index + 1}` });
  for (const [index, stop] of stops.entries()) {
    if (stop.place) continue;
    if (stop.name === "") fault(index, "stop_name");
    // The address of a page that is no place of the network.
    if (/^https?:/i.test(stop.name)) fault(index, "stop_address");
    else if (stop.communeCode !== null && findCommune(stop.communeCode) === null) fault(index, "stop_commune");
    if ((stop.latitude === null) !== (stop.longitude === null)) fault(index, "stop_point");
    else if (stop.latitude === null && stop.communeCode === null) fault(index, "stop_where");
  }
  if (stops.length < 2) context.addIssue({ code: "custom", message: "stops_few" });
});

export const itineraryInput = z.object({
  ...contentFields,
  organisers: structuresSchema,
  partners: structuresSchema,
  travel: z.enum(travels, "required"),
  level: z.enum(levels).default("unknown"),
  looped: z.boolean().default(false),
  audience: z.array(z.enum(audiences)).max(audiences.length).default([]),
  accessibility: z.array(z.enum(accessibilities)).max(accessibilities.length).default([]),
  pricing: z.enum(["free", "paid", "unknown"]).default("unknown"),
  prices: z.array(z.object({ label: lineSchema(120), cents: whole(10_000_000) })).max(12, "too_many").default([]),
  /** What the author knows better than the measure. */
  ownMetres: whole(3_000_000).nullable().default(null),
  ownMinutes: whole(43_200).nullable().default(null),
  /** Longitude, latitude: drawn by a track; without one, one goes straight from stop to stop. */
  line: z.array(z.tuple([degrees(180), degrees(90)]), "track_unreadable").max(3000, "track_large").nullable().default(null),
  stops: stopsSchema,
});
export type ItineraryInput = z.output<typeof itineraryInput>;
