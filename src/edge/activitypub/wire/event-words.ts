import { expand, type Occurrence } from "../../../features/agenda/expand.ts";
import type { Session } from "../../../features/agenda/session.ts";
import type { EventDetails } from "../../../features/contents/show-content.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import { formatDate, readDate, readLocal } from "../../../platform/time.ts";
import { openingWords, priceWords, ruleWords, sessionTimeWords, type Saying } from "../../session-words.ts";
import { escapeAttribute, escapeText } from "./words.ts";

/** When, where and for whom: what servers without events can say in words only. */
export interface SaidTimes {
  readonly zone: string;
  readonly sessions: readonly Session[];
}

/** Years are always said: what is said stays where it was sent. */
const noDay = Temporal.PlainDate.from("1000-01-01");
/** A line for each date, up to so many. */
const mostDates = 20;

const zones: Readonly<Record<string, MessageKey>> = {
  "Europe/Paris": "wire_zone_paris", "Indian/Reunion": "wire_zone_reunion", "Indian/Mayotte": "wire_zone_mayotte", "America/Guadeloupe": "wire_zone_guadeloupe", "America/Martinique": "wire_zone_martinique",
  "America/Cayenne": "wire_zone_guyane", "America/Miquelon": "wire_zone_miquelon", "Pacific/Noumea": "wire_zone_noumea", "Pacific/Tahiti": "wire_zone_tahiti", "Pacific/Marquesas": "wire_zone_marquises",
  "Pacific/Gambier": "wire_zone_gambier", "Pacific/Wallis": "wire_zone_wallis",
};

/** The times that one may come at a given hour; the days on which a place is merely open are told as a period. */
export function datesOf({ sessions, zone }: SaidTimes): Occurrence[] {
  return expand(sessions.filter((session) => session.kind !== "opening"), zone);
}

/** "samedi 16 janvier 2027, 19 h – 22 h (heure de Paris)". */
export function occurrenceWords(say: Saying, occurrence: Occurrence, zone: string): string {
  const when = sessionTimeWords(say, occurrence, noDay);
  const known = zones[zone];
  return occurrence.wholeDay ? when : say.t("wire_local_time", { when, zone: known ? say.t(known) : say.t("wire_zone_other", { zone }) });
}

/** When, in one line: the date, or how many there are between which days, or a period of openings. */
export function whenWords(say: Saying, times: SaidTimes): string {
  const all = expand(times.sessions, times.zone);
  const dates = datesOf(times);
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) return "";
  const [from, until] = [first.startLocal, last.endLocal ?? last.startLocal].map((each) => formatDate(each.toPlainDate(), say.locale, noDay));
  if (dates.length < all.length) return periodOf(say, times.sessions) ?? say.t("wire_period", { from: from ?? "", until: until ?? "" });
  if (dates.length === 1) return occurrenceWords(say, first, times.zone);
  return say.t("wire_dates", { count: dates.length, from: from ?? "", until: until ?? "" });
}

/** Openings are told by their first and last day, whatever days of the week they leave out. */
function periodOf(say: Saying, sessions: readonly Session[]): string | null {
  const days = sessions.flatMap((each) => (each.kind === "opening" ? [each.from, each.until] : [each.start.slice(0, 10)])).sort();
  const [from, until] = [readDate(days[0]), readDate(days.at(-1))];
  return from && until ? say.t("wire_period", { from: formatDate(from, say.locale, noDay), until: formatDate(until, say.locale, noDay) }) : null;
}

/** The date that it first had, once it has been postponed. */
export function firstDateWords(say: Saying, firstStart: string, zone: string): string {
  const read = readLocal(firstStart);
  if (!read) return "";
  return occurrenceWords(say, { session: 0, startsAt: read.at.toZonedDateTime(zone).toInstant(), endsAt: null, startLocal: read.at, endLocal: null, wholeDay: read.wholeDay, opening: false }, zone);
}

/** All the dates as a list, and the rules and openings in words: nothing for an event of one date. */
export function datesHtml(say: Saying, times: SaidTimes): string {
  const dates = datesOf(times);
  const openings = times.sessions.filter((session) => session.kind === "opening");
  const rules = times.sessions.filter((session) => session.kind === "repeated");
  if (openings.length === 0 && dates.length < 2) return "";
  const told = [...openings.map((opening) => openingWords(say, opening, noDay)), ...rules.map((rule) => ruleWords(say, rule, noDay))].map((words) => `<p>${escapeText(words)}</p>`).join("");
  const lines = dates.slice(0, mostDates).map((each) => `<li>${escapeText(occurrenceWords(say, each, times.zone))}</li>`);
  const more = dates.length - mostDates;
  if (more > 0) lines.push(`<li>${escapeText(say.t("wire_dates_more", { count: more }))}</li>`);
  return told + (lines.length > 0 ? `<p>${escapeText(say.t("wire_dates_title"))}</p><ul>${lines.join("")}</ul>` : "");
}

export type Practical = Pick<EventDetails, "pricing" | "prices" | "audience" | "ageMin" | "ageMax" | "accessibility"> & { readonly organisers: readonly string[]; readonly bookingUrl: string | null };

/** What it costs, for whom, who organises: said at the end of the text. */
export function practicalHtml(say: Saying, event: Practical): string {
  const { t } = say;
  const ages = event.ageMin === null && event.ageMax === null ? "" : t(event.ageMax === null ? "age_from" : "age_range", { min: event.ageMin ?? 0, max: event.ageMax ?? 120 });
  const audience = [...event.audience.map((each) => t(`audience_${each}` as MessageKey)), ages].filter(Boolean).join(", ");
  const price = priceWords(say, event);
  const accessibility = event.accessibility.map((each) => t(`access_${each}` as MessageKey)).join(", ");
  const lines = [
    price ? t("wire_price", { price }) : "",
    audience ? t("wire_audience", { audience }) : "",
    accessibility ? t("wire_accessibility", { accessibility }) : "",
    event.organisers.length > 0 ? t("wire_organiser", { names: new Intl.ListFormat(say.locale, { type: "conjunction" }).format(event.organisers) }) : "",
  ].filter(Boolean).map((line) => escapeText(line));
  if (event.bookingUrl) lines.push(`<a href="${escapeAttribute(event.bookingUrl)}">${escapeText(t("wire_book"))}</a>`);
  return lines.length > 0 ? `<p>${lines.join("<br>")}</p>` : "";
}

/** "Gratuit", or the prices where they fit on a line. */
export function shortPrice(say: Saying, event: Pick<EventDetails, "pricing" | "prices">): string {
  const words = priceWords(say, event);
  return words.length <= 60 ? words : say.t("wire_paid");
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
