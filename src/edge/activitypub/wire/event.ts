import { expand, type Occurrence } from "../../../features/agenda/expand.ts";
import { instantOf, isoWithOffset, readDate, readLocal } from "../../../platform/time.ts";
import type { Saying } from "../../session-words.ts";
import { objectPartUri, objectUri, parseUri, sessionStart } from "../uris.ts";
import { commonParts, conversationParts, type SaidContent } from "./content.ts";
import { contexts } from "./contexts.ts";
import { capital, datesHtml, datesOf, firstDateWords, occurrenceWords, practicalHtml, shortPrice, whenWords, type Practical, type SaidTimes } from "./event-words.ts";
import { image, pictureAttachments } from "./pictures.ts";
import { embeddedPlace, type SaidWhere } from "./place.ts";
import { said, type WireObject, type WireValue } from "./wire.ts";
import { escapeText, nameOf, sayingIn, summaryOf } from "./words.ts";

export interface SaidEvent extends SaidContent, SaidTimes, Practical {
  readonly type: string;
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly statusReason: string;
  /** Local: where it first was to begin, once postponed. */
  readonly firstStart: string | null;
  readonly where: SaidWhere | null;
  /** The id of the place of that version, and its page if it has one. */
  readonly placeId: string | null;
  readonly placeUrl: string | null;
  readonly onlineUrl: string | null;
  /** `external`: one books on a page; `free`: "I'm going" is accepted at once; `restricted`: its organisers answer. */
  readonly joinMode: "external" | "free" | "restricted" | "invite";
  /** How many come; null where it isn't counted. */
  readonly participants: number | null;
  /** Where one books here: what each of its times holds, by its local start, and what is taken. */
  readonly seats: readonly { readonly start: string; readonly capacity: number; readonly taken: number }[];
  /** The event in whose programme it stands. */
  readonly parent: string | null;
}

/** Mobilizon's categories. */
const categories: Readonly<Record<string, string>> = { workshop: "LEARNING", training: "LEARNING", screening: "FILM_MEDIA", show: "ARTS", meetup: "MEETING" };
const statuses = { on: "CONFIRMED", full: "CONFIRMED", postponed: "TENTATIVE", cancelled: "CANCELLED" } as const;
/** So many dates of one event are said one by one: the next ones. */
const mostSessions = 60;

/** An event, with all its dates as one span and in words. Null for one that never happens. */
export function event(content: SaidEvent): WireObject | null {
  const all = expand(content.sessions, content.zone);
  const [first] = all;
  if (!first) return null;
  const say = sayingIn(content.language);
  return {
    ...eventWith(content, say, { startsAt: first.startsAt, endsAt: endOf(content, all), wholeDay: all.some((each) => each.wholeDay), when: whenWords(say, content), more: datesHtml(say, content), seats: content.seats }),
    ...conversationParts(content.id),
    ...(content.parent ? { "es:parent": content.parent } : {}),
  };
}

/**
 * The dates of an event that has several, each as an event of its own under it: agendas know no repetition. What is said
 * under one is said under the event; those over are no longer said.
 */
export function sessionsOf(content: SaidEvent, now: Temporal.Instant): WireObject[] {
  const dates = datesOf(content);
  const parsed = parseUri(content.id);
  if (!parsed || parsed.address.kind !== "event" || (dates.length < 2 && !content.sessions.some((each) => each.kind === "opening"))) return [];
  const { origin, address } = parsed;
  const say = sayingIn(content.language);
  const { details: _details, ...alone } = content;
  const coming = dates.filter((each) => Temporal.Instant.compare(each.endsAt ?? each.startsAt, now) >= 0);
  const byStart = new Map(coming.map((each) => [sessionStart(each.startLocal), each]));
  return [...byStart].slice(0, mostSessions).map(([start, each]) => ({
    ...eventWith(alone, say, { startsAt: each.startsAt, endsAt: each.endsAt, wholeDay: each.wholeDay, when: occurrenceWords(say, each, content.zone), more: "", seats: content.seats.filter((one) => one.start === start) }),
    id: objectUri(origin, { kind: "session", id: address.id, start }),
    context: objectPartUri(content.id, "context"),
    "es:parent": content.id,
  }));
}

/** The event with all the dates that are said one by one: who knows the word shows one event, and not as many as it has dates. */
export function withDates(object: WireObject, sessions: readonly WireObject[]): WireObject {
  return sessions.length === 0 ? object : { ...object, "es:sessions": sessions.map(({ startTime, endTime, displayEndTime }) => said({ startTime, endTime, displayEndTime })) };
}

/** When all of it is over. Openings may go on for years, of which only the first are counted out: their last day says it. */
function endOf({ sessions, zone }: SaidEvent, all: readonly Occurrence[]): Temporal.Instant | null {
  if (all.length === 1) return all[0]?.endsAt ?? null;
  const ends = sessions.flatMap((session) => {
    const day = session.kind === "opening" ? readDate(session.until) : null;
    const closes = session.kind === "opening" ? session.hours.map((each) => each.closes ?? "23:59").sort().at(-1) : undefined;
    return day && closes ? [instantOf(day.toPlainDateTime(closes), zone)] : [];
  });
  return [...ends, ...all.map((each) => each.endsAt ?? each.startsAt)].reduce((latest, each) => (Temporal.Instant.compare(each, latest) > 0 ? each : latest));
}

interface Span extends Pick<Occurrence, "startsAt" | "endsAt" | "wholeDay"> {
  readonly when: string;
  /** HTML: the other dates. */
  readonly more: string;
  /** Those that are booked for it. */
  readonly seats: SaidEvent["seats"];
}

function eventWith(content: SaidEvent, say: Saying, span: Span): WireObject {
  const reason = content.statusReason && isOff(content) ? `<p>${escapeText(content.statusReason)}</p>` : "";
  const bookingUrl = content.bookingUrl ?? content.url;
  return said({
    "@context": contexts.event,
    type: "Event",
    ...commonParts(content),
    name: nameOf(titleWords(content, say)),
    summary: summaryOf([firstLine(content, say, span), content.summary]),
    content: `${reason}${span.more}${content.html}${practicalHtml(say, content)}` || `<p>${escapeText(content.title)}</p>`,
    startTime: isoWithOffset(span.startsAt, content.zone),
    endTime: span.endsAt ? isoWithOffset(span.endsAt, content.zone) : undefined,
    timezone: content.zone,
    displayEndTime: span.endsAt !== null && !span.wholeDay,
    inLanguage: content.language,
    category: content.audience.some((each) => each === "families" || each === "children") && content.type === "workshop" ? "FAMILY_EDUCATION" : (categories[content.type] ?? "SCIENCE_TECH"),
    ...statusParts(content, span),
    ...ownParts(content),
    joinMode: content.joinMode,
    externalParticipationUrl: content.joinMode === "external" ? bookingUrl : undefined,
    ...attendance(content, span.seats),
    isAccessibleForFree: content.pricing === "unknown" ? undefined : content.pricing === "free",
    isOnline: content.onlineUrl !== null,
    commentsEnabled: content.commentsOpen,
    repliesModerationOption: content.commentsOpen ? "allow_all" : "closed",
    anonymousParticipationEnabled: false,
    location: content.where && content.placeId ? embeddedPlace(content.placeId, content.where, content.placeUrl) : undefined,
    organizers: objectPartUri(content.id, "organizers"),
    image: content.picture ? image(content.picture) : undefined,
    attachment: [...pictureAttachments("Document", content.picture, content.inline), { type: "Link", mediaType: "text/html", href: content.onlineUrl ?? content.url, name: "Website" }],
  });
}

/** How many may come, how many more, how many do. What can't be booked is only counted. */
function attendance({ participants }: SaidEvent, seats: SaidEvent["seats"]): Readonly<Record<string, WireValue | undefined>> {
  if (seats.length === 0) return { participantCount: participants ?? undefined };
  const sum = (of: (each: SaidEvent["seats"][number]) => number) => seats.reduce((all, each) => all + of(each), 0);
  return { maximumAttendeeCapacity: sum((each) => each.capacity), remainingAttendeeCapacity: sum((each) => Math.max(0, each.capacity - each.taken)), participantCount: sum((each) => each.taken) };
}

function isOff({ status }: SaidEvent): boolean {
  return status === "cancelled" || status === "postponed";
}

/** The same in our own words, for our own servers: nobody else needs them. */
function ownParts(content: SaidEvent): Readonly<Record<string, WireValue | undefined>> {
  return {
    "es:type": content.type,
    "es:status": content.status,
    "es:statusReason": content.statusReason || undefined,
    "es:audience": content.audience.length > 0 ? content.audience : undefined,
    "es:accessibility": content.accessibility.length > 0 ? content.accessibility : undefined,
  };
}

/** "[Annulé] …": all that readers of titles see of it. */
function titleWords({ status, title }: SaidEvent, say: Saying): string {
  if (status === "cancelled") return say.t("wire_cancelled_name", { title });
  return status === "postponed" ? say.t("wire_postponed_name", { title }) : title;
}

function statusParts(content: SaidEvent, span: Span): Readonly<Record<string, WireValue>> {
  const first = movedFrom(content, span.startsAt);
  if (content.status === "cancelled") return { status: "CANCELLED", eventStatus: "EventCancelled" };
  if (first) return { status: "CONFIRMED", eventStatus: "EventRescheduled", previousStartTime: isoWithOffset(first, content.zone) };
  return { status: statuses[content.status], eventStatus: content.status === "postponed" ? "EventPostponed" : "EventScheduled" };
}

/** When it was first to begin, if it begins at another time now. */
function movedFrom({ firstStart, zone }: SaidEvent, start: Temporal.Instant): Temporal.Instant | null {
  const local = firstStart ? readLocal(firstStart) : null;
  const first = local ? instantOf(local.at, zone) : null;
  return first && !first.equals(start) ? first : null;
}

/** What it is first of all: cancelled or not, when, where, free or not. */
function firstLine(content: SaidEvent, say: Saying, span: Span): string {
  const { t } = say;
  const moved = movedFrom(content, span.startsAt) !== null;
  const postponed = content.status === "postponed";
  const first = content.firstStart && moved && content.status !== "cancelled" ? t("wire_first_date", { when: firstDateWords(say, content.firstStart, content.zone) }) : "";
  const parts = [
    content.status === "cancelled" ? t("wire_cancelled") : "",
    postponed ? t(moved ? "wire_postponed" : "wire_postponed_undated") : "",
    postponed && !moved ? t("wire_first_date", { when: span.when }) : t("wire_when", { when: capital(span.when) }),
    first,
    content.where ? t("wire_where", { where: whereWords(content.where) }) : "",
    content.onlineUrl ? t("wire_online") : "",
    content.status === "full" ? t("wire_full") : "",
    capital(shortPrice(say, content)),
    isOff(content) ? content.statusReason : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** "La Casemate, Grenoble". */
export function whereWords({ name, commune }: SaidWhere): string {
  return [...new Set([name, commune])].filter(Boolean).join(", ");
}
