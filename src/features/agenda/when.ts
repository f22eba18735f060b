import { readDate } from "../../platform/time.ts";

export const whens = ["aujourd-hui", "demain", "ce-week-end", "cette-semaine", "ce-mois", "vacances"] as const;

/** Days from `from` to `until`, both included; `until` null goes on. */
export interface Days {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate | null;
}

/**
 * What "this weekend" means today; explicit dates win. A past beginning is today unless a date is asked for.
 * `holidays`: the school holidays that are on or come next; null when nobody knows them, and everything to come counts.
 */
export function daysOf(query: { quand?: string | undefined; du?: string | undefined; au?: string | undefined }, today: Temporal.PlainDate, holidays: Days | null = null): Days {
  const from = readDate(query.du);
  const until = readDate(query.au);
  if (from || until) return { from: from ?? today, until: until && (!from || Temporal.PlainDate.compare(until, from) >= 0) ? until : null };
  const sunday = today.add({ days: 7 - today.dayOfWeek });
  switch (query.quand) {
    case "aujourd-hui":
      return { from: today, until: today };
    case "demain":
      return { from: today.add({ days: 1 }), until: today.add({ days: 1 }) };
    case "ce-week-end":
      return { from: today.dayOfWeek >= 6 ? today : sunday.subtract({ days: 1 }), until: sunday };
    case "cette-semaine":
      return { from: today, until: sunday };
    case "ce-mois":
      return { from: today, until: today.with({ day: today.daysInMonth }) };
    case "vacances":
      return holidays ?? { from: today, until: null };
    default:
      return { from: today, until: null };
  }
}
