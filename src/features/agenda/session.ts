/** Rows of the grid of one event. */
export const mostSessions = 60;

/**
 * When an event happens, as the poster says it: local time where it hangs.
 * The zone belongs to the event; instants are derived (see expand.ts).
 */
export type Session = Slot | RepeatedSlot | Opening;

/** One slot, "mercredi 2 décembre, 14 h – 16 h". A whole day when `start` is a date. */
export interface Slot {
  readonly kind: "slot";
  /** ISO 8601 local date-time without offset, `2026-12-02T14:00`, or a date, `2026-12-02`. */
  readonly start: string;
  /** Same form as `start`; for whole days the last day, included. Null: the end is not known. */
  readonly end: string | null;
}

/** A slot repeated by a rule, with exceptions. */
export interface RepeatedSlot {
  readonly kind: "repeated";
  readonly start: string;
  readonly end: string | null;
  /** RFC 5545 RRULE value without the prefix; UNTIL is local: `FREQ=WEEKLY;BYDAY=WE;UNTIL=20261218T235959`. */
  readonly rule: string;
  /** Local dates left out, `2026-10-30`. */
  readonly except: readonly string[];
}

/** A permanent opening over a period, with weekly hours. */
export interface Opening {
  readonly kind: "opening";
  /** First and last day, included, `2026-09-01`. */
  readonly from: string;
  readonly until: string;
  readonly hours: readonly OpeningHours[];
  readonly except: readonly string[];
}

export interface OpeningHours {
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly days: readonly number[];
  /** `10:00` and `18:00`; both null: open, hours not said. */
  readonly opens: string | null;
  readonly closes: string | null;
}
