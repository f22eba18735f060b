import { readHours, runsOf, type Hours, type HoursException, type HoursRow, type Period } from "../../../features/hours/hours.ts";
import { lacksSchoolHolidays, spansOf, standingAt, type OpenSpan, type Where } from "../../../features/hours/timetable.ts";
import { formatDay, formatHours, formatTime, formatWeekday, readDate, todayIn } from "../../../platform/time.ts";
import type { WebContext } from "../../env.ts";

const monday = Temporal.PlainDate.from("2024-01-01");
const lists = { fr: new Intl.ListFormat("fr", { type: "conjunction" }), en: new Intl.ListFormat("en", { type: "conjunction" }) };

/** Whether it is open now and until when, the rules in words, and the coming week day by day. `text` is in OpenStreetMap's syntax. */
export function HoursWords({ c, text, where }: { c: WebContext; text: string; where: Where }) {
  const t = c.get("t");
  const hours = readHours(text);
  const today = todayIn(where.zone, c.get("act").now());
  const spans = spansOf(text, where, today, 8);
  // Kept from before hours were checked: better as it is than not at all.
  if (!hours && standingAt(text, where, c.get("act").now()) === null) return <>{text}</>;
  return (
    <div class="stack tight">
      <p><StandingWords c={c} text={text} where={where} /></p>
      {hours ? <ul class="plain">{sentencesOf(c, hours, today).map((each) => <li>{each}</li>)}</ul> : null}
      {lacksSchoolHolidays(text, where, today, 8) ? <p class="notice">{t("hours_school_unknown")}</p> : null}
      <details open={hours === null}>
        <summary>{t("hours_week")}</summary>
        <ul class="plain">{[0, 1, 2, 3, 4, 5, 6].map((ahead) => <li>{t("hours_day_line", { day: formatDay(today.add({ days: ahead }), c.get("locale"), today), hours: dayWords(c, spans, today.add({ days: ahead })) })}</li>)}</ul>
      </details>
    </div>
  );
}

/** "Ouvert jusqu'à 18 h", "Fermé, ouvre demain à 10 h": computed on the clocks of the place. */
export function StandingWords({ c, text, where }: { c: WebContext; text: string; where: Where }) {
  const words = standingWords(c, text, where);
  return words ? <strong class="badge">{words.words}</strong> : null;
}

/** The same as text, for a card; null when hours aren't known. */
export function standingWords(c: WebContext, text: string, where: Where): { readonly open: boolean; readonly words: string } | null {
  const t = c.get("t");
  const now = c.get("act").now();
  const standing = text ? standingAt(text, where, now) : null;
  if (!standing) return null;
  const { state, changesAt, comment } = standing;
  if (state === "unsure") return { open: false, words: comment ? t("hours_unsure_why", { why: comment }) : t("hours_unsure") };
  const local = now.toZonedDateTimeISO(where.zone).toPlainDateTime();
  const when = changesAt ? momentWords(c, changesAt, local) : null;
  if (state === "open") return { open: true, words: when ? t("hours_open_until", { when }) : t("hours_open") };
  return { open: false, words: when ? t("hours_closed_until", { when }) : t("hours_closed") };
}

/** "18 h", "demain à 10 h", "mardi à 10 h", "mardi 8 décembre à 10 h". */
function momentWords(c: WebContext, at: Temporal.PlainDateTime, now: Temporal.PlainDateTime): string {
  const t = c.get("t");
  const locale = c.get("locale");
  const [day, today] = [at.toPlainDate(), now.toPlainDate()];
  const ahead = today.until(day).days;
  const time = formatTime(at, locale);
  if (ahead === 0) return time;
  if (at.hour === 0 && at.minute === 0 && ahead === 1) return t("hours_midnight");
  return ahead === 1 ? t("hours_tomorrow_at", { time }) : t("hours_day_at", { day: ahead < 7 ? formatWeekday(day, locale, "long") : formatDay(day, locale, today), time });
}

function dayWords(c: WebContext, spans: readonly OpenSpan[], day: Temporal.PlainDate): string {
  const t = c.get("t");
  const locale = c.get("locale");
  const [start, end] = [day.toPlainDateTime(), day.add({ days: 1 }).toPlainDateTime()];
  // What began yesterday evening was said yesterday, unless it goes on all day.
  const within = spans.filter((span) => span.from.toPlainDate().equals(day) || (Temporal.PlainDateTime.compare(span.from, start) < 0 && Temporal.PlainDateTime.compare(span.until, end) >= 0));
  const words = within.map((span) => {
    const allDay = Temporal.PlainDateTime.compare(span.from, start) <= 0 && Temporal.PlainDateTime.compare(span.until, end) >= 0;
    const hours = allDay ? t("hours_all_day") : span.until.equals(end) ? t("hours_until_midnight", { from: formatTime(span.from, locale) }) : formatHours(span.from, span.until, locale);
    return span.comment ? `${hours} (${span.comment})` : hours;
  });
  return words.length > 0 ? lists[locale].format(words) : t("hours_closed_day");
}

/** The rules in sentences: days that share their hours together, part of the year by part of the year. */
function sentencesOf(c: WebContext, hours: Hours, today: Temporal.PlainDate): string[] {
  const t = c.get("t");
  const periods = Map.groupBy(hours.rows, (row) => JSON.stringify(row.period));
  const weekly = [...periods.values()].flatMap((rows) => {
    const [first] = rows;
    const prefix = first?.period ? periodWords(c, first.period) : "";
    const lines = weekLines(c, rows);
    return prefix ? [t("hours_in_period", { period: prefix, hours: lines.join(t("hours_between")) })] : lines.map(capital);
  });
  const coming = hours.exceptions.filter((each) => Temporal.PlainDate.compare(readDate(each.until) ?? today, today) >= 0).slice(0, 12);
  return [...weekly, ...(hours.closedOnHolidays ? [t("hours_closed_holidays")] : []), ...coming.map((each) => exceptionWords(c, each, today))];
}

const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase("fr") + text.slice(1);

function weekLines(c: WebContext, rows: readonly HoursRow[]): string[] {
  const t = c.get("t");
  const locale = c.get("locale");
  const timesOf = (day: number) => rows.filter((row) => row.days.includes(day)).map((row) => `${row.opens}-${row.closes}`).sort().join(",");
  const alike = Map.groupBy([1, 2, 3, 4, 5, 6, 7].filter((day) => timesOf(day) !== ""), timesOf);
  return [...alike].map(([times, days]) => {
    const words = times.split(",").map((each) => {
      const [opens = "", closes = ""] = each.split("-");
      if (opens === "00:00" && closes === "24:00") return t("hours_all_day");
      const from = formatTime(Temporal.PlainTime.from(opens), locale);
      return closes === "24:00" ? t("hours_until_midnight", { from }) : `${from}\u00a0– ${formatTime(Temporal.PlainTime.from(closes), locale)}`;
    });
    return t("hours_days_line", { days: daysWords(c, days), hours: lists[locale].format(words) });
  });
}

/** "du mardi au dimanche", "lundi, mercredi et vendredi", "tous les jours". */
function daysWords(c: WebContext, days: readonly number[]): string {
  const t = c.get("t");
  const locale = c.get("locale");
  if (days.length === 7) return t("every_day");
  const name = (day: number) => formatWeekday(monday.add({ days: day - 1 }), locale, "long");
  return lists[locale].format(runsOf(days).flatMap(([first, last]) => (last - first >= 2 ? [t("hours_from_to_day", { first: name(first), last: name(last) })] : first === last ? [name(first)] : [name(first), name(last)])));
}

function periodWords(c: WebContext, period: Period): string {
  const t = c.get("t");
  if (period.kind === "school-holidays") return t("hours_in_school_holidays");
  const [from, until] = [period.from, period.until].map((text) => dayOfYear(c, text));
  return t("hours_from_to_date", { from: from ?? "", until: until ?? "" });
}

/** "1er juillet": a day of every year. */
function dayOfYear(c: WebContext, monthDay: string): string {
  const day = Temporal.PlainDate.from(`2024-${monthDay}`);
  return formatDay(day, c.get("locale"), day).replace(/^\S+\s/, "");
}

function exceptionWords(c: WebContext, each: HoursException, today: Temporal.PlainDate): string {
  const t = c.get("t");
  const locale = c.get("locale");
  const [from, until] = [each.from, each.until].map((text) => formatDay(readDate(text) ?? today, locale, today));
  const days = each.from === each.until ? t("hours_on_day", { day: from ?? "" }) : t("hours_from_to_date", { from: from ?? "", until: until ?? "" });
  const clock = (text: string) => formatTime(Temporal.PlainTime.from(text === "24:00" ? "00:00" : text), locale);
  return t("hours_in_period", { period: days, hours: each.opens && each.closes ? `${clock(each.opens)}\u00a0– ${clock(each.closes)}` : t("hours_closed_day") });
}
