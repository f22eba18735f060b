/** A form as its author composed it: its questions, in order. Whoever keeps one keeps it whole, as JSON. */
export const questionKinds = ["short", "long", "one", "several", "date", "file", "consent"] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface Question {
  /** Made by the composer: it stays while the question is rewritten or moved. */
  readonly id: string;
  readonly kind: QuestionKind;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  /** Of `one` and `several`; empty otherwise. */
  readonly choices: readonly string[];
}

/** A text, a choice, a date (`2026-12-02`), a file's id; several choices; a consent. Null: left empty. */
export type AnswerValue = string | readonly string[] | boolean | null;

/** One answer, with its question as it was asked: the form may change afterwards. */
export interface Answered {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly label: string;
  readonly value: AnswerValue;
  /** The name of the file, where one was asked for. */
  readonly file?: string;
}

export const mostQuestions = 20;
export const mostFiles = 3;
export const mostChoices = 30;

export function hasChoices(kind: QuestionKind): boolean {
  return kind === "one" || kind === "several";
}

/** What was answered, beside what was asked. */
export function asAsked(questions: readonly Question[], values: Readonly<Record<string, AnswerValue>>, fileNames: ReadonlyMap<string, string> = new Map()): Answered[] {
  return questions.map(({ id, kind, label }) => {
    const value = values[id] ?? null;
    const file = kind === "file" && typeof value === "string" ? fileNames.get(value) : undefined;
    return { id, kind, label, value, ...(file === undefined ? {} : { file }) };
  });
}

/** The files that an answer names. */
export function filesOf(questions: readonly Question[], values: Readonly<Record<string, AnswerValue>>): string[] {
  return questions.flatMap(({ id, kind }) => {
    const value = values[id];
    return kind === "file" && typeof value === "string" ? [value] : [];
  });
}
