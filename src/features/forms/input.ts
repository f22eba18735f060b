import { z } from "zod";
import { readDate } from "../../platform/time.ts";
import { hasChoices, mostChoices, mostFiles, mostQuestions, questionKinds, type AnswerValue, type Question } from "./question.ts";

/** One line as it was typed, without what a line can't hold: it goes into cells and mails. */
function line(longest: number) {
  return z.string().transform((text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim()).pipe(z.string().max(longest, "too_long"));
}

function paragraphs(longest: number) {
  return z.string().transform((text) => text.replace(/\r\n?/g, "\n").replace(/(?!\n)\p{Cc}/gu, "").trim()).pipe(z.string().max(longest, "too_long"));
}

const choices = z.array(line(120)).transform((typed) => [...new Set(typed.filter(Boolean))]).pipe(z.array(z.string()).max(mostChoices, "too_many"));

const question = z
  .strictObject({
    id: z.string().regex(/^q[a-z0-9]{1,11}$/, "unknown"),
    kind: z.enum(questionKinds, "unknown"),
    label: line(300).pipe(z.string().min(1, "required")),
    help: line(500).default(""),
    required: z.boolean().default(false),
    choices: choices.default([]),
  })
  .transform((asked): Question => (hasChoices(asked.kind) ? asked : { ...asked, choices: [] }))
  .refine((asked) => !hasChoices(asked.kind) || asked.choices.length >= 2, { path: ["choices"], error: "choices_few" });

/** The questions of a composed form. */
export const questionsSchema = z
  .array(question)
  .max(mostQuestions, "too_many")
  .refine((questions) => new Set(questions.map((each) => each.id)).size === questions.length, "unknown")
  .refine((questions) => questions.filter((each) => each.kind === "file").length <= mostFiles, "files_many");

/** Where no file can be taken: those who answer may have no account. */
export const questionsWithoutFilesSchema = questionsSchema.refine((questions) => questions.every((each) => each.kind !== "file"), "unknown");

function valueSchema({ kind, required, choices: offered }: Question): z.ZodType<AnswerValue> {
  const filled = <T extends z.ZodType<string>>(text: T) => text.transform((value) => value || null).refine((value) => !required || value !== null, "required");
  switch (kind) {
    case "short": return filled(line(300));
    case "long": return filled(paragraphs(5000));
    case "one": return filled(z.string().refine((value) => value === "" || offered.includes(value), "unknown"));
    case "several": return z.array(z.string().refine((value) => offered.includes(value), "unknown")).max(mostChoices, "too_many").transform((picked) => offered.filter((each) => picked.includes(each))).refine((picked) => !required || picked.length > 0, "required");
    case "date": return filled(z.string().refine((value) => value === "" || readDate(value) !== null, "not_a_date"));
    case "file": return filled(z.union([z.literal(""), z.uuid("unknown")]));
    case "consent": return z.boolean().refine((value) => value || !required, "consent_needed");
  }
}

/** What the answers to these questions are parsed with, on every door: by question id. What isn't asked is refused. */
export function answersSchema(questions: readonly Question[]): z.ZodType<Readonly<Record<string, AnswerValue>>> {
  return z.strictObject(Object.fromEntries(questions.map((each) => [each.id, valueSchema(each)])));
}
