import type { SeatKind, Seats } from "../features/bookings/booking.ts";
import type { Locale } from "../platform/messages.ts";
import { formatDay, formatHours, readLocal } from "../platform/time.ts";

interface Time {
  /** Wall-clock, as the database writes it: `2026-12-02 14:00:00`. */
  readonly startLocal: string;
  readonly endLocal: string | null;
  readonly wholeDay: boolean;
}

export function localOf(text: string | null): Temporal.PlainDateTime | null {
  return text ? (readLocal(text.replace(" ", "T").slice(0, 16))?.at ?? null) : null;
}

/** "mercredi 2 décembre, 14 h – 16 h", on the clocks of the event. */
export function timeWords(locale: Locale, { startLocal, endLocal, wholeDay }: Time, today: Temporal.PlainDate): string {
  const start = localOf(startLocal);
  if (!start) return "";
  return [formatDay(start.toPlainDate(), locale, today), wholeDay ? "" : formatHours(start, localOf(endLocal), locale)].filter(Boolean).join(", ");
}

/** "2 × Plein tarif, 1 × Enfant". */
export function seatWords(kinds: readonly SeatKind[], seats: Seats): string {
  const known = kinds.filter((kind) => (seats[kind.id] ?? 0) > 0).map((kind) => `${seats[kind.id]} × ${kind.label}`);
  const others = Object.entries(seats).filter(([id]) => !kinds.some((kind) => kind.id === id)).map(([, n]) => String(n));
  return [...known, ...others].join(", ");
}
