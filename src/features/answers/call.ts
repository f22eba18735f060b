import type { MemberId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { Question } from "../forms/question.ts";

/** A content that collects answers, as its author set it up. */
export interface Call {
  readonly questions: readonly Question[];
  /** The author may stop before the deadline. */
  readonly opened: boolean;
  readonly closesAt: Temporal.Instant;
  /** How many months answers are kept after the deadline. */
  readonly keepMonths: number;
  readonly forgetAt: Temporal.Instant;
}

/** What deciding about a call and its answers needs to know. */
export interface CallStanding extends Call {
  readonly content: ContentStanding;
  /** Those who were asked to judge, and have accepted. */
  readonly jury: readonly MemberId[];
}

export const marks = ["new", "seen", "kept", "refused"] as const;
export type Mark = (typeof marks)[number];

export const keptMonths = [1, 3, 6, 12, 24] as const;

/** When the answers to a call are deleted: so many months after its deadline, on the clocks there. */
export function forgettingOf(closesAt: Temporal.Instant, keepMonths: number, zone: string): Temporal.Instant {
  return closesAt.toZonedDateTimeISO(zone).add({ months: keepMonths }).toInstant();
}

export function takesAnswers(call: Pick<Call, "opened" | "closesAt">, now: Temporal.Instant): boolean {
  return call.opened && Temporal.Instant.compare(now, call.closesAt) < 0;
}
