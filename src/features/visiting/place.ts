import { z } from "zod";
import { accessibilities } from "../agenda/event.ts";

export const placeTypes = ["museum", "science-centre", "planetarium", "observatory", "garden", "natural-site", "industrial-heritage", "laboratory", "library", "fablab", "monument", "other"] as const;
export type PlaceType = (typeof placeTypes)[number];

const briefSchema = z.object({
  type: z.enum(placeTypes),
  zone: z.string(),
  hours: z.string(),
  communeCode: z.string().nullable(),
  communeName: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  pricing: z.enum(["free", "paid", "unknown"]),
  accessibility: z.array(z.enum(accessibilities)),
});
/** What a card shows of a place to visit. */
export type PlaceBrief = z.output<typeof briefSchema>;

/** What `writePlace` left on the card; null on the card of another kind. */
export function readPlaceBrief(brief: Readonly<Record<string, unknown>>): PlaceBrief | null {
  const read = briefSchema.safeParse(brief);
  return read.success ? read.data : null;
}
