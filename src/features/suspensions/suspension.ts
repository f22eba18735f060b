import type { Id, MemberId, TerritoryId } from "../../platform/ids.ts";

export type SuspensionId = Id<"suspension">;

/** Who decides that somebody may not come in: those who animate their territory, the coordination, or their own server, of somebody who lives at another. */
export type Decider = "territory" | "coordination" | "home";

/** What deciding about a person needs to know of them. */
export interface PersonStanding {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly home: TerritoryId;
  readonly animates: readonly TerritoryId[];
  readonly coordinator: boolean;
  readonly state: "active" | "suspended" | "deleted";
}

/** A suspension as those who decide read it: what was lifted since, too. */
export interface Suspension {
  readonly id: SuspensionId;
  readonly member: { readonly name: string; readonly handle: string };
  readonly territory: TerritoryId;
  readonly decidedBy: Decider;
  readonly reason: string;
  /** Null when they left. */
  readonly by: string | null;
  readonly at: Temporal.Instant;
  /** Null: until it is lifted. */
  readonly until: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  readonly endedBy: string | null;
}

/** What the person is told, at the log-in and by mail. */
export interface ToldOfSuspension {
  readonly territory: TerritoryId;
  readonly decidedBy: Decider;
  readonly reason: string;
  readonly until: Temporal.Instant | null;
}

/** Whom a mail about it goes to. */
export interface Suspended extends ToldOfSuspension {
  readonly email: string;
  readonly locale: "fr" | "en";
}

export const longestReason = 1000;
/** For how many days one may choose; nothing means until it is lifted. */
export const spans = [7, 30, 90, 365] as const;
