import { z } from "zod";
import { emailSchema, personNameSchema } from "../accounts/input.ts";
import { idSchema, type BookingTimeId } from "../../platform/ids.ts";
import { questionsWithoutFilesSchema } from "../forms/input.ts";
import { mostKinds, placesOf, type SeatKind } from "./booking.ts";

const count = (from: number, to: number) => z.number("number_invalid").int("number_invalid").min(from, "number_invalid").max(to, "number_invalid");
const label = z.string().transform((text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()).pipe(z.string().min(1, "required").max(80, "too_long"));
const kind = z.object({ id: z.string().regex(/^k[a-z0-9]{1,11}$/, "unknown"), label, limit: count(0, 100_000).nullable() });

export const offerInput = z.object({
  kinds: z.array(kind).min(1, "required").max(mostKinds, "too_many").refine((kinds) => new Set(kinds.map((each) => each.id)).size === kinds.length, "unknown").transform((kinds): SeatKind[] => kinds),
  capacity: count(1, 100_000),
  /** Of the times that have their own. */
  capacities: z.array(z.object({ time: idSchema<BookingTimeId>(), capacity: count(0, 100_000) })).max(1000, "too_many").default([]),
  mostEach: count(1, 50),
  waitingList: z.boolean(),
  questions: questionsWithoutFilesSchema,
  opened: z.boolean(),
  hoursBefore: count(0, 720),
  keepMonths: count(1, 24),
});
export type OfferInput = z.output<typeof offerInput>;

/** What somebody books, whatever the door; the answers to the event's own questions are parsed by theirs. */
export const bookingInput = z.object({
  time: z.string().min(1, "required").pipe(idSchema<BookingTimeId>()),
  seats: z.record(z.string().regex(/^k[a-z0-9]{1,11}$/, "unknown"), count(0, 50)).transform((seats) => Object.fromEntries(Object.entries(seats).filter(([, n]) => n > 0))).refine((seats) => placesOf(seats) > 0, "required"),
  name: personNameSchema,
  email: emailSchema,
  locale: z.enum(["fr", "en"]),
  submission: z.uuid().nullable(),
  answers: z.record(z.string(), z.unknown()),
});
export type BookingInput = z.output<typeof bookingInput>;
