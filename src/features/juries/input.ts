import { z } from "zod";
import { highestNote, mostCriteria, type Criterion } from "./jury.ts";

const label = z.string().transform((text) => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim()).pipe(z.string().min(1, "required").max(120, "too_long"));

export const juryInput = z.object({
  criteria: z
    .array(z.object({ label, weight: z.number().int("number_invalid").min(1, "number_invalid").max(10, "number_invalid") }))
    .min(1, "required")
    .max(mostCriteria, "too_many")
    .transform((criteria) => criteria.map((each, index): Criterion => ({ id: `c${index + 1}`, ...each }))),
});
export type JuryInput = z.output<typeof juryInput>;

/** What a juror gives: a note for every criterion, or none at all for who withdraws. */
export function notesSchema(criteria: readonly Criterion[]) {
  const note = z.number("required").int("number_invalid").min(0, "number_invalid").max(highestNote, "number_invalid");
  const comment = z.string().transform((text) => text.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, "").trim()).pipe(z.string().max(4000, "too_long"));
  return z.discriminatedUnion("conflict", [
    z.object({ conflict: z.literal(true), comment }).transform((given) => ({ ...given, notes: {} as Record<string, number> })),
    z.object({ conflict: z.literal(false), comment, notes: z.object(Object.fromEntries(criteria.map(({ id }) => [id, note]))) }),
  ]);
}
