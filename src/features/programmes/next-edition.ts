import { expand } from "../agenda/expand.ts";
import { mostSessions, type Session, type Slot } from "../agenda/session.ts";
import { startOf } from "../agenda/postponed.ts";
import { readDate, readLocal } from "../../platform/time.ts";

/** Ten years: further, nobody knows. */
export const mostWeeks = 520;

/** How many whole weeks lead from the first day of an event to near the wanted day, so that each date keeps its weekday. */
export function weeksTo(sessions: readonly Session[], wanted: Temporal.PlainDate): number {
  const first = readDate(startOf(sessions)?.slice(0, 10));
  return first ? Math.round(first.until(wanted).total("days") / 7) : 0;
}

/** The first day of the same event a year later, on the same weekday. */
export function yearLater(sessions: readonly Session[]): Temporal.PlainDate | null {
  return readDate(startOf(sessions)?.slice(0, 10))?.add({ weeks: 52 }) ?? null;
}

/**
 * The same sessions so many weeks later: every time keeps its weekday and its hour. A rule that counts in months or years
 * wouldn't ("the second Tuesday"), so its times are written out.
 */
export function shiftSessions(sessions: readonly Session[], weeks: number, zone: string): Session[] {
  const days = weeks * 7;
  return sessions.flatMap((session): Session[] => {
    if (session.kind === "opening") return [{ ...session, from: shift(session.from, days), until: shift(session.until, days), except: session.except.map((day) => shift(day, days)) }];
    const moved = { start: shift(session.start, days), end: session.end === null ? null : shift(session.end, days) };
    if (session.kind === "slot") return [{ kind: "slot", ...moved }];
    if (!/^FREQ=(DAILY|WEEKLY)/.test(session.rule) || /BYMONTH|BYSETPOS/.test(session.rule)) return writtenOut(session, days, zone);
    const rule = session.rule.replace(/UNTIL=(\d{4})(\d{2})(\d{2})/, (_, year: string, month: string, day: string) => `UNTIL=${shift(`${year}-${month}-${day}`, days).replaceAll("-", "")}`);
    return [{ ...session, ...moved, rule, except: session.except.map((day) => shift(day, days)) }];
  }).slice(0, mostSessions);
}

function writtenOut(session: Session, days: number, zone: string): Slot[] {
  return expand([session], zone).map(({ startLocal, endLocal, wholeDay }) => {
    const text = (local: Temporal.PlainDateTime) => (wholeDay ? local.toPlainDate().toString() : local.toString({ smallestUnit: "minute" }));
    return { kind: "slot", start: text(startLocal.add({ days })), end: endLocal ? text(endLocal.add({ days })) : null };
  });
}

function shift(text: string, days: number): string {
  const local = readLocal(text);
  if (!local) return text;
  const moved = local.at.add({ days });
  return local.wholeDay ? moved.toPlainDate().toString() : moved.toString({ smallestUnit: "minute" });
}

/** "Fête de la science 2026" becomes that of 2027. */
export function titleOfEdition(title: string, sessions: readonly Session[], later: readonly Session[]): string {
  const [year, next] = [startOf(sessions)?.slice(0, 4), startOf(later)?.slice(0, 4)];
  return year && next ? title.replace(new RegExp(`(?<!\\d)${year}(?!\\d)`, "g"), next) : title;
}
