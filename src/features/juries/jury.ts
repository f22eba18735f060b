import type { AnswerId, MemberId } from "../../platform/ids.ts";

/** What answers are judged by. */
export interface Criterion {
  readonly id: string;
  readonly label: string;
  readonly weight: number;
}

export const jurorStates = ["invited", "accepted", "declined"] as const;
export type JurorState = (typeof jurorStates)[number];

export interface Juror {
  readonly member: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly state: JurorState;
  /** How many answers they have judged, or withdrawn from. */
  readonly given: number;
}

/** What a juror thinks of an answer; without notes when they withdrew, being too close to it. */
export interface Notes {
  readonly answer: AnswerId;
  readonly member: MemberId;
  readonly name: string;
  readonly conflict: boolean;
  /** By criterion, 0 to 5. */
  readonly notes: Readonly<Record<string, number>>;
  readonly comment: string;
}

export const highestNote = 5;
export const mostCriteria = 8;

/** An answer among the others, as its jury ranks it. */
export interface Ranked {
  readonly answer: AnswerId;
  /** From 1; equal means share theirs. Null without a note. */
  readonly rank: number | null;
  /** 0 to 5, of the jurors' means, each weighted by the criteria. */
  readonly mean: number | null;
  readonly count: number;
  /** Between the most and the least generous juror. */
  readonly spread: number;
  readonly conflicts: number;
  /** By criterion, over the jurors. */
  readonly means: Readonly<Record<string, number>>;
}

/** One juror's mean of an answer, weighted. */
export function meanOf(criteria: readonly Criterion[], notes: Readonly<Record<string, number>>): number {
  const total = criteria.reduce((sum, each) => sum + each.weight, 0);
  return criteria.reduce((sum, each) => sum + each.weight * (notes[each.id] ?? 0), 0) / (total || 1);
}

/** The answers in the order that the notes give, those without any last. */
export function rank(criteria: readonly Criterion[], answers: readonly AnswerId[], given: readonly Notes[]): Ranked[] {
  const judged = answers.map((answer) => {
    const ours = given.filter((each) => each.answer === answer);
    const notes = ours.filter((each) => !each.conflict).map((each) => each.notes);
    const means = notes.map((each) => meanOf(criteria, each));
    const average = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
    return {
      answer,
      mean: means.length > 0 ? rounded(average(means)) : null,
      count: means.length,
      spread: means.length > 0 ? rounded(Math.max(...means) - Math.min(...means)) : 0,
      conflicts: ours.length - notes.length,
      means: Object.fromEntries(notes.length > 0 ? criteria.map(({ id }) => [id, rounded(average(notes.map((each) => each[id] ?? 0)))] as const) : []),
    };
  });
  const ordered = judged.toSorted((a, b) => (b.mean ?? -1) - (a.mean ?? -1));
  return ordered.map((each) => ({ ...each, rank: each.mean === null ? null : ordered.findIndex((other) => other.mean === each.mean) + 1 }));
}

/** To the hundredth: what is shown equal is equal. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
