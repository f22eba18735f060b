import type { BookingId, BookingTimeId, ContentId, MemberId } from "../../platform/ids.ts";
import type { Answered, Question } from "../forms/question.ts";

/** A kind of seat: full price, child, wheelchair… Without a limit of its own it shares what the time holds. */
export interface SeatKind {
  readonly id: string;
  readonly label: string;
  readonly limit: number | null;
}

/** How an event is booked, the same for all its times. */
export interface BookingOffer {
  readonly kinds: readonly SeatKind[];
  /** Of a time, unless it has its own. */
  readonly capacity: number;
  readonly mostEach: number;
  readonly waitingList: boolean;
  readonly questions: readonly Question[];
  readonly opened: boolean;
  readonly hoursBefore: number;
  readonly keepMonths: number;
}

/** How many seats of each kind. */
export type Seats = Readonly<Record<string, number>>;

/** One time of an event, as it is booked. */
export interface BookingTime {
  readonly id: BookingTimeId;
  readonly session: number;
  readonly zone: string;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant | null;
  /** Wall-clock, as the database writes it: `2026-12-02 14:00:00`. */
  readonly startLocal: string;
  readonly endLocal: string | null;
  readonly wholeDay: boolean;
  readonly capacity: number;
  readonly dropped: boolean;
  /** What is booked, by kind. */
  readonly taken: Seats;
  /** How many seats are waited for. */
  readonly waiting: number;
}

export const bookingStates = ["booked", "waiting", "cancelled"] as const;
export type BookingState = (typeof bookingStates)[number];

export interface Booking {
  readonly id: BookingId;
  readonly event: ContentId;
  readonly time: BookingTimeId;
  readonly member: MemberId | null;
  readonly name: string;
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly seats: Seats;
  readonly places: number;
  readonly answered: readonly Answered[];
  readonly state: BookingState;
  readonly came: boolean;
  readonly sequence: number;
  readonly bookedAt: Temporal.Instant;
}

/** Why somebody who booked is written to. */
export const tellings = ["booked", "waiting", "promoted", "already", "cancelled", "cancelled-by-organiser", "event-cancelled", "event-withdrawn", "event-erased", "restored", "postponed", "moved", "reminder"] as const;
export type Telling = (typeof tellings)[number];

export const mostKinds = 8;

export function placesOf(seats: Seats): number {
  return Object.values(seats).reduce((sum, each) => sum + each, 0);
}

export function addSeats(one: Seats, other: Seats): Seats {
  return Object.fromEntries([...new Set([...Object.keys(one), ...Object.keys(other)])].map((kind) => [kind, (one[kind] ?? 0) + (other[kind] ?? 0)]));
}

/** How many seats of a kind are left: its own, and no more than what the time holds. Never less than none, though more may have been booked than there are now. */
export function leftOf(kind: SeatKind, time: { readonly capacity: number; readonly taken: Seats }): number {
  const all = time.capacity - placesOf(time.taken);
  return Math.max(0, kind.limit === null ? all : Math.min(all, kind.limit - (time.taken[kind.id] ?? 0)));
}

/** Whether these seats are to be had. */
export function fits(kinds: readonly SeatKind[], time: { readonly capacity: number; readonly taken: Seats }, wanted: Seats): boolean {
  return placesOf(time.taken) + placesOf(wanted) <= time.capacity && kinds.every((kind) => (wanted[kind.id] ?? 0) === 0 || kind.limit === null || (time.taken[kind.id] ?? 0) + (wanted[kind.id] ?? 0) <= kind.limit);
}

/** Full: not one seat of any kind is left. */
export function isFull(kinds: readonly SeatKind[], time: { readonly capacity: number; readonly taken: Seats }): boolean {
  return kinds.every((kind) => leftOf(kind, time) === 0);
}

/** Who moves up from the waiting list, in the order in which they came: a large group that doesn't fit doesn't keep a small one waiting. */
export function whoMovesUp<T extends { readonly seats: Seats }>(kinds: readonly SeatKind[], time: { readonly capacity: number; readonly taken: Seats }, waiting: readonly T[]): T[] {
  let { taken } = time;
  return waiting.filter((each) => {
    if (!fits(kinds, { capacity: time.capacity, taken }, each.seats)) return false;
    taken = addSeats(taken, each.seats);
    return true;
  });
}

export function takesBookings(offer: Pick<BookingOffer, "opened" | "hoursBefore">, time: Pick<BookingTime, "startsAt" | "dropped">, now: Temporal.Instant): boolean {
  return offer.opened && !time.dropped && Temporal.Instant.compare(now, time.startsAt.subtract({ hours: offer.hoursBefore })) < 0;
}
