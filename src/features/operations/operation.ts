import { z } from "zod";
import type { TerritoryId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";

export const mostLabels = 8;
/** Days of one operation: a season, not a life. */
export const longestDays = 200;

export interface OperationDetails {
  readonly zone: string;
  /** First and last day, included. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** Local: events are proposed until then; null: there is no call. */
  readonly callUntil: string | null;
  readonly callClosesAt: Temporal.Instant | null;
  readonly labels: readonly string[];
  /** Those invited beside the one that leads. */
  readonly territories: readonly { readonly id: TerritoryId; readonly state: "invited" | "joined" }[];
}

/** What deciding about an operation needs to know. */
export interface OperationStanding extends ContentStanding, OperationDetails {}

/** The territories that take part: the one that leads, and those that joined. */
export function takesPart(operation: Pick<OperationStanding, "territory" | "territories">, territory: TerritoryId): boolean {
  return operation.territory === territory || operation.territories.some((each) => each.id === territory && each.state === "joined");
}

/** Whether members may still propose their events. */
export function takesProposals(operation: Pick<OperationStanding, "callClosesAt" | "state">, now: Temporal.Instant): boolean {
  return operation.state === "published" && operation.callClosesAt !== null && Temporal.Instant.compare(now, operation.callClosesAt) < 0;
}

const briefSchema = z.object({ startsOn: z.string(), endsOn: z.string() });

/** What a card shows of an operation. */
export type OperationBrief = z.output<typeof briefSchema>;

/** What `writeOperation` left on the card; null on the card of another kind. */
export function readOperationBrief(brief: Readonly<Record<string, unknown>>): OperationBrief | null {
  const read = briefSchema.safeParse(brief);
  return read.success ? read.data : null;
}
