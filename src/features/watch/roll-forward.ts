import { readLocal } from "../../platform/time.ts";
import type { RepeatedSlot, Session } from "../agenda/session.ts";

/**
 * A series without an end that began years ago is followed from last year on: the agenda follows a rule two years from
 * its start. Whole periods are skipped, so its rhythm stays. The start changes once a year, not at each reading.
 */
export function rollForward(session: Session, today: Temporal.PlainDate): Session {
  if (session.kind !== "repeated" || /COUNT=/.test(session.rule)) return session;
  const start = readLocal(session.start);
  const from = Temporal.PlainDate.from({ year: today.year - 1, month: 1, day: 1 });
  if (!start || Temporal.PlainDate.compare(start.at.toPlainDate(), from) >= 0) return session;
  const until = /UNTIL=(\d{4})(\d{2})(\d{2})/.exec(session.rule);
  if (until && `${until[1]}-${until[2]}-${until[3]}` < from.toString()) return session;
  const by = periodsUntil(session, start.at.toPlainDate(), from);
  if (!by) return session;
  const move = (text: string) => {
    const time = readLocal(text);
    return time ? time.at.add(by).toString({ smallestUnit: "minute" }).slice(0, time.wholeDay ? 10 : 16) : text;
  };
  const moved = move(session.start);
  return { ...session, start: moved, end: session.end === null ? null : move(session.end), except: session.except.filter((day) => day >= moved.slice(0, 10)) };
}

/** So many whole intervals of the rule as end before `from`; null when skipping would change the rule's days. */
function periodsUntil({ rule }: RepeatedSlot, start: Temporal.PlainDate, from: Temporal.PlainDate): Temporal.DurationLike | null {
  const every = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1) || 1;
  switch (/FREQ=(\w+)/.exec(rule)?.[1]) {
    case "DAILY":
      return { days: Math.floor(start.until(from).total("days") / every) * every };
    case "WEEKLY":
      return { days: Math.floor(start.until(from).total("days") / (7 * every)) * 7 * every };
    case "MONTHLY":
      return start.day > 28 ? null : { months: Math.floor(start.until(from, { largestUnit: "months" }).months / every) * every };
    case "YEARLY":
      return start.day > 28 ? null : { years: Math.floor(start.until(from, { largestUnit: "years" }).years / every) * every };
    default:
      return null;
  }
}
