import { z } from "zod";
import { questionsSchema } from "../forms/input.ts";
import { keptMonths, marks } from "./call.ts";

export const callInput = z.object({
  questions: questionsSchema.refine((questions) => questions.length > 0, "required"),
  opened: z.boolean().default(true),
  keepMonths: z.number().refine((months) => keptMonths.some((each) => each === months), "number_invalid").default(6),
});
export type CallInput = z.output<typeof callInput>;

export const markInput = z.object({
  mark: z.enum(marks, "unknown"),
  /** Seen by those who collect the answers, never by who answered. */
  note: z.string().transform((text) => text.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, "").trim()).pipe(z.string().max(4000, "too_long")).default(""),
});
export type MarkInput = z.output<typeof markInput>;
