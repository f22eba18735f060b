import { z } from "zod";
import { accessibilities, audiences } from "../agenda/event.ts";

export const travels = ["walk", "bike", "transit", "car"] as const;
export type Travel = (typeof travels)[number];

export const levels = ["unknown", "easy", "medium", "hard"] as const;
export type Level = (typeof levels)[number];

export const mostStops = 50;

const briefSchema = z.object({
  travel: z.enum(travels),
  level: z.enum(levels),
  looped: z.boolean(),
  metres: z.number(),
  minutes: z.number(),
  stops: z.number(),
  communeName: z.string(),
  audience: z.array(z.enum(audiences)),
  accessibility: z.array(z.enum(accessibilities)),
  pricing: z.enum(["free", "paid", "unknown"]),
});
/** What a card shows of an itinerary. */
export type ItineraryBrief = z.output<typeof briefSchema>;

/** What `writeItinerary` left on the card; null on the card of another kind. */
export function readItineraryBrief(brief: Readonly<Record<string, unknown>>): ItineraryBrief | null {
  const read = briefSchema.safeParse(brief);
  return read.success ? read.data : null;
}
