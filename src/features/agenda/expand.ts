import { RRuleTemporal } from "rrule-temporal";
import { instantOf, readDate, readLocal } from "../../platform/time.ts";
import type { Opening, RepeatedSlot, Session, Slot } from "./session.ts";

/** One time that an event happens. */
export interface Occurrence {
  readonly session: number;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant | null;
  readonly startLocal: Temporal.PlainDateTime;
  readonly endLocal: Temporal.PlainDateTime | null;
  readonly wholeDay: boolean;
  readonly opening: boolean;
}

/** What one event may fill of the agenda: enough for two years of a daily opening with two ranges a day. */
export const mostOccurrences = 1000;
/** A repetition without an end is followed this far. */
const farthestYears = 2;

/** When an event happens, from its sessions and its zone, by time. At most `mostOccurrences`. */
export function expand(sessions: readonly Session[], zone: string): Occurrence[] {
  const all = sessions.flatMap((session, index) => occurrencesOf(session, index, zone));
  const unique = new Map(all.map((each) => [`${each.session} ${each.startsAt.epochMilliseconds}`, each]));
  return [...unique.values()].sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt)).slice(0, mostOccurrences);
}

function occurrencesOf(session: Session, index: number, zone: string): Occurrence[] {
  if (session.kind === "slot") return slotOf(session, index, zone);
  return session.kind === "repeated" ? repetitionsOf(session, index, zone) : openingsOf(session, index, zone);
}

function slotOf(slot: Pick<Slot, "start" | "end">, session: number, zone: string): Occurrence[] {
  const start = readLocal(slot.start);
  if (!start) return [];
  const end = slot.end === null ? null : readLocal(slot.end);
  const endLocal = end ? (end.wholeDay ? end.at.with({ hour: 23, minute: 59 }) : end.at) : start.wholeDay ? start.at.with({ hour: 23, minute: 59 }) : null;
  return [make(start.at, endLocal, zone, { session, wholeDay: start.wholeDay, opening: false })];
}

function repetitionsOf(repeated: RepeatedSlot, session: number, zone: string): Occurrence[] {
  const first = slotOf(repeated, session, zone)[0];
  if (!first) return [];
  const length = first.endLocal ? first.startLocal.until(first.endLocal) : null;
  const except = new Set(repeated.except);
  return localDates(repeated.rule, first.startLocal)
    .filter((local) => !except.has(local.toPlainDate().toString()))
    .map((local) => make(local, length ? local.add(length) : null, zone, { session, wholeDay: first.wholeDay, opening: false }));
}

/** The wall-clock times of a rule. The rule runs in UTC, where no clock changes, so that 14 h stays 14 h. */
export function localDates(rule: string, start: Temporal.PlainDateTime): Temporal.PlainDateTime[] {
  const stamp = `${start.toString({ smallestUnit: "second" }).replace(/[-:]/g, "")}Z`;
  const untilUtc = rule.replace(/UNTIL=(\d{8})(T\d{6})?Z?/i, (_, day: string, time: string | undefined) => `UNTIL=${day}${time ?? "T235959"}Z`);
  const last = start.add({ years: farthestYears });
  const found: Temporal.PlainDateTime[] = [];
  const series = new RRuleTemporal({ rruleString: `DTSTART:${stamp}\nRRULE:${untilUtc}`, maxIterations: turnsOf(rule) });
  try {
    series.all((at, count) => {
      const local = at.withTimeZone("UTC").toPlainDateTime();
      if (Temporal.PlainDateTime.compare(local, last) > 0 || count >= mostOccurrences) return false;
      found.push(local);
      return true;
    });
  } catch (error) {
    // The library gives up where nothing more was found; what was found before stands.
    if (found.length === 0) throw error;
  }
  return found;
}

/** How many days, weeks, months or years there are to look at: a rule that never falls must not be looked for in vain. */
function turnsOf(rule: string): number {
  const years = farthestYears + 1;
  const turns = { DAILY: 366, WEEKLY: 53, MONTHLY: 12, YEARLY: 1 };
  return years * (turns[/FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)/.exec(rule)?.[1] as keyof typeof turns] ?? 1) + 4;
}

function openingsOf(opening: Opening, session: number, zone: string): Occurrence[] {
  const from = readDate(opening.from);
  const until = readDate(opening.until);
  if (!from || !until) return [];
  const except = new Set(opening.except);
  const found: Occurrence[] = [];
  for (let day = from; Temporal.PlainDate.compare(day, until) <= 0 && found.length < mostOccurrences; day = day.add({ days: 1 })) {
    if (except.has(day.toString())) continue;
    for (const hours of opening.hours) {
      if (!hours.days.includes(day.dayOfWeek)) continue;
      const start = day.toPlainDateTime(hours.opens ?? "00:00");
      const end = day.toPlainDateTime(hours.closes ?? "23:59");
      found.push(make(start, end, zone, { session, wholeDay: hours.opens === null, opening: true }));
    }
  }
  return found;
}

function make(startLocal: Temporal.PlainDateTime, endLocal: Temporal.PlainDateTime | null, zone: string, more: Pick<Occurrence, "session" | "wholeDay" | "opening">): Occurrence {
  return { ...more, startLocal, endLocal, startsAt: instantOf(startLocal, zone), endsAt: endLocal ? instantOf(endLocal, zone) : null };
}
