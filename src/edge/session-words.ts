import { expand, type Occurrence } from "../features/agenda/expand.ts";
import type { Opening, RepeatedSlot } from "../features/agenda/session.ts";
import type { EventDetails } from "../features/contents/show-content.ts";
import { writeHours } from "../features/hours/hours.ts";
import { sessionsSchema } from "../features/agenda/session-input.ts";
import type { Locale, MessageKey, Translate } from "../platform/messages.ts";
import { formatDate, formatDay, formatHours, formatTime, formatWeekday, readDate, readLocal } from "../platform/time.ts";
import type { WebContext } from "./env.ts";

/** In which language something is said: a page's reader's, or a content's own. */
export interface Saying {
  readonly t: Translate;
  readonly locale: Locale;
}

export function sayingOf(c: WebContext): Saying {
  return { t: c.get("t"), locale: c.get("locale") };
}

const euros = { fr: new Intl.NumberFormat("fr", { style: "currency", currency: "EUR" }), en: new Intl.NumberFormat("en", { style: "currency", currency: "EUR" }) };
const conjunctions = { fr: new Intl.ListFormat("fr", { type: "conjunction" }), en: new Intl.ListFormat("en", { type: "conjunction" }) };
const monday = Temporal.PlainDate.from("2024-01-01");
const codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** "mercredi et samedi"; several times each in French: "mercredis et samedis". */
function weekdays(say: Saying, numbers: readonly number[], many: boolean): string {
  const locale = say.locale;
  const names = [...new Set(numbers)].sort((a, b) => a - b).map((day) => `${formatWeekday(monday.add({ days: day - 1 }), locale, "long")}${many && locale === "fr" ? "s" : ""}`);
  return conjunctions[locale].format(names);
}

/** "Du 1er octobre au 3 janvier : mardi et dimanche, 10 h – 18 h". */
export function openingWords(say: Saying, opening: Opening, today: Temporal.PlainDate): string {
  const t = say.t;
  const locale = say.locale;
  const day = (text: string) => formatDay(readDate(text) ?? today, locale, today);
  const hours = opening.hours.map((each) => {
    const clock = each.opens && each.closes ? `${formatTime(Temporal.PlainTime.from(each.opens), locale)} – ${formatTime(Temporal.PlainTime.from(each.closes), locale)}` : "";
    return [each.days.length === 7 ? t("every_day") : weekdays(say, each.days, false), clock].filter(Boolean).join(", ");
  });
  return `${t("opening_words", { from: day(opening.from), until: day(opening.until), hours: hours.join(" ; ") })}${exceptWords(say, opening.except, today)}`;
}

/** The same in OpenStreetMap's syntax, for what computes whether it is open now. */
export function openingText(opening: Opening): string {
  const rows = opening.hours.map((each) => ({ period: null, days: each.days, opens: each.opens ?? "00:00", closes: each.closes ?? "24:00" }));
  return writeHours({ rows, closedOnHolidays: false, exceptions: opening.except.map((day) => ({ from: day, until: day, opens: null, closes: null })) });
}

/** "Tous les mercredis, 14 h – 16 h, jusqu’au 18 décembre, sauf le 30 octobre." */
export function ruleWords(say: Saying, repeated: RepeatedSlot, today: Temporal.PlainDate): string {
  const t = say.t;
  const locale = say.locale;
  const start = readLocal(repeated.start);
  if (!start) return "";
  const part = partsOf(repeated.rule);
  const end = repeated.end ? (readLocal(repeated.end)?.at ?? null) : null;
  const until = part("UNTIL");
  const untilDay = until ? readDate(`${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`) : null;
  const count = part("COUNT");
  const limit = untilDay ? t("rule_until", { day: formatDate(untilDay, locale, today) }) : count ? t("rule_count", { count: Number(count) }) : "";
  const hours = start.wholeDay ? "" : formatHours(start.at, end, locale);
  return `${[rhythmOf(say, repeated.rule, start.at), hours, limit].filter(Boolean).join(", ")}${exceptWords(say, repeated.except, today)}.`;
}

function partsOf(rule: string): (name: string) => string | undefined {
  return (name) => new RegExp(`(?:^|;)${name}=([^;]+)`).exec(rule)?.[1];
}

function rhythmOf(say: Saying, rule: string, start: Temporal.PlainDateTime): string {
  const t = say.t;
  const part = partsOf(rule);
  const frequency = part("FREQ") ?? "WEEKLY";
  const count = Number(part("INTERVAL") ?? 1);
  const days = (part("BYDAY") ?? "").split(",").map((code) => ({ day: codes.indexOf(code.slice(-2)) + 1, nth: Number(code.slice(0, -2) || 0) })).filter((each) => each.day > 0);
  if (frequency === "WEEKLY" || (frequency === "DAILY" && days.length > 0)) return t("rule_weekly", { count: frequency === "DAILY" ? 1 : count, days: weekdays(say, days.length > 0 ? days.map((each) => each.day) : [start.dayOfWeek], count === 1) });
  const months = part("BYMONTHDAY")?.split(",").map(Number) ?? [];
  const nth = days[0]?.nth ?? 0;
  if (frequency === "MONTHLY" && days.length === 1 && (nth === -1 || (nth >= 1 && nth <= 4))) return t("rule_monthly_nth", { count, nth: t(nth === -1 ? "nth_last" : (`nth_${nth}` as MessageKey)), day: weekdays(say, days.map((each) => each.day), false) });
  if (frequency === "MONTHLY" && days.length === 0) return t("rule_monthly_day", { count, day: conjunctions[say.locale].format((months.length > 0 && months.every((day) => day > 0) ? months : [start.day]).map(String)) });
  return t(`rule_${frequency.toLowerCase()}` as MessageKey, { count });
}

function exceptWords(say: Saying, except: readonly string[], today: Temporal.PlainDate): string {
  if (except.length === 0) return "";
  const locale = say.locale;
  const list = except.slice(0, 12).map((day) => formatDate(readDate(day) ?? today, locale, today));
  return say.t("except_words", { days: conjunctions[locale].format(list) });
}

/** What a repeated row of the form says, and how many dates it makes; "" for what isn't one, or isn't right yet. */
export function repeatedRowWords(say: Saying, session: object, zone: string, today: Temporal.PlainDate): string {
  const parsed = sessionsSchema.safeParse([session]);
  const [repeated] = parsed.success ? parsed.data : [];
  if (repeated?.kind !== "repeated") return "";
  return `${ruleWords(say, repeated, today)} ${say.t("rule_dates", { count: expand([repeated], zone).length })}`;
}

/** "mercredi 2 décembre, 14 h – 16 h"; of whole days, "du vendredi 4 décembre au dimanche 6 décembre". */
export function sessionTimeWords(say: Saying, { startLocal, endLocal, wholeDay }: Occurrence, today: Temporal.PlainDate): string {
  const locale = say.locale;
  const [first, last] = [startLocal.toPlainDate(), (endLocal ?? startLocal).toPlainDate()];
  if (!wholeDay) return `${formatDay(first, locale, today)}, ${formatHours(startLocal, endLocal, locale)}`;
  return first.equals(last) ? formatDay(first, locale, today) : say.t("from_until", { from: formatDay(first, locale, today), until: formatDay(last, locale, today) });
}

/** "Gratuit", or each price with who pays it. */
export function priceWords(say: Saying, { pricing, prices }: Pick<EventDetails, "pricing" | "prices">): string {
  const t = say.t;
  if (pricing === "free") return t("pricing_free");
  return prices.map((each) => `${each.label ? `${each.label}\u00a0: ` : ""}${each.cents === 0 ? t("pricing_free") : euros[say.locale].format(each.cents / 100)}`).join(" · ") || (pricing === "paid" ? t("pricing_paid") : "");
}
