import { hasChoices, mostChoices, mostQuestions, questionKinds, type Answered, type Question, type QuestionKind } from "../../features/forms/question.ts";
import type { FormValues } from "./form-data.ts";

/** A question as the composer holds it, as typed. */
export interface QuestionRow {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  /** One a line. */
  readonly choices: string;
}

export function rowsOf(questions: readonly Question[]): QuestionRow[] {
  return questions.map((each) => ({ ...each, choices: each.choices.join("\n") }));
}

export function emptyRow(kind: QuestionKind): QuestionRow {
  return { id: `q${crypto.randomUUID().replaceAll("-", "").slice(0, 8)}`, kind, label: "", help: "", required: kind === "consent", choices: "" };
}

/** What the composer sent, with what its button asked for done: a question added, moved or taken away. `composing`: the form is to be shown again, nothing saved. */
export function readComposer(values: FormValues): { rows: QuestionRow[]; composing: boolean; previewing: boolean } {
  const cells = (name: string) => values.all(`question_${name}`);
  const [kinds, labels, helps, choices] = [cells("kind"), cells("label"), cells("help"), cells("choices")];
  const required = new Set(cells("required"));
  const rows = cells("id").slice(0, mostQuestions + 1).map((id, index) => ({ id, kind: kinds[index] ?? "", label: labels[index] ?? "", help: helps[index] ?? "", required: required.has(id), choices: choices[index] ?? "" }));
  const [what = "", act = "", which = ""] = values.one("do").split(":");
  if (what !== "question") return { rows, composing: false, previewing: false };
  const kind = questionKinds.find((each) => each === which);
  if (act === "add") return { rows: kind && rows.length < mostQuestions ? [...rows, emptyRow(kind)] : rows, composing: true, previewing: false };
  return { rows: rearranged(rows, act, which), composing: true, previewing: act === "preview" };
}

function rearranged(rows: readonly QuestionRow[], act: string, id: string): QuestionRow[] {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  if (!row) return [...rows];
  const others = rows.filter((each) => each !== row);
  if (act === "remove") return others;
  const to = act === "up" ? at - 1 : at + 1;
  return others.toSpliced(Math.max(0, Math.min(to, others.length)), 0, row);
}

/** The questions that can be read already, under names of their own: the form beside them has the true ones. */
export function previewOf(rows: readonly QuestionRow[]): Question[] {
  return rows.flatMap((row) => {
    const kind = questionKinds.find((each) => each === row.kind);
    const choices = [...new Set(row.choices.split("\n").map((each) => each.trim()).filter(Boolean))].slice(0, mostChoices);
    return kind && row.label.trim() ? [{ id: `apercu-${row.id}`, kind, label: row.label.trim(), help: row.help.trim(), required: row.required, choices: hasChoices(kind) ? choices : [] }] : [];
  });
}

/** What the schema of questions parses. */
export function questionsOf(rows: readonly QuestionRow[]): unknown[] {
  return rows.map((row) => ({ ...row, choices: hasChoices(row.kind as QuestionKind) ? row.choices.split("\n") : [] }));
}

/** The control that a fault of the composer leads to: `questions/2/label` is that of the third question. */
export function composerField(path: readonly PropertyKey[], rows: readonly QuestionRow[]): string {
  const [first, index, name] = path;
  const row = typeof index === "number" ? rows[index] : undefined;
  return first === "questions" && row ? `${row.id}-${name === "choices" ? "choices" : "label"}` : String(first ?? "form");
}

/** What was typed into an asked form, by question: a text, several choices, a consent, or the file that was taken before. */
export type Filled = Readonly<Record<string, string | readonly string[] | boolean>>;

export function readFilled(values: FormValues, questions: readonly Question[]): Filled {
  return Object.fromEntries(questions.map(({ id, kind }) => [id, kind === "several" ? values.all(id) : kind === "consent" ? values.one(id) === "1" : values.one(id)]));
}

/** An answer that was sent, as the form shows it again; what was asked otherwise then starts empty. */
export function filledOf(questions: readonly Question[], answered: readonly Answered[]): Filled {
  return Object.fromEntries(questions.map(({ id, kind }) => {
    const before = answered.find((each) => each.id === id && each.kind === kind)?.value ?? null;
    return [id, kind === "several" ? (Array.isArray(before) ? before : []) : kind === "consent" ? before === true : typeof before === "string" ? before : ""];
  }));
}
