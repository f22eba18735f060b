import { ICalCalendarMethod, ICalEventStatus, type ICalCalendar } from "ical-generator";
import ical from "ical-generator";
import { LRUCache } from "lru-cache";
import { expand } from "../../features/agenda/expand.ts";
import { readBrief } from "../../features/announcements/brief.ts";
import type { Card } from "../../features/contents/card.ts";
import type { Content } from "../../features/contents/show-content.ts";
import { placeOf, type ProgrammeLine } from "../../features/programmes/programme.ts";
import { instantOf, readLocal } from "../../platform/time.ts";
import type { FeedHead } from "./forms.ts";

interface Time {
  readonly uid: string;
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant | null;
  readonly wholeDay: boolean;
  readonly zone: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  readonly place: string;
  readonly point: { readonly lat: number; readonly lon: number } | null;
  readonly status: string;
  readonly sequence: number;
  readonly updated: Temporal.Instant;
}

/** RFC 5545. A UID never changes; SEQUENCE grows with each correction; a cancelled event stays, and says so. */
function addTime(calendar: ICalCalendar, time: Time): void {
  const event = calendar.createEvent({
    id: time.uid,
    start: dateOf(time.start, time, 0),
    // The end of whole days is the day after them (RFC 5545, 3.6.1).
    end: time.end ? dateOf(time.end, time, 1) : null,
    allDay: time.wholeDay,
    summary: line(time.title),
    description: `${line(time.summary)}\n${time.url}`,
    url: time.url,
    sequence: time.sequence,
    stamp: new Date(time.updated.epochMilliseconds),
    lastModified: new Date(time.updated.epochMilliseconds),
    status: time.status === "cancelled" ? ICalEventStatus.CANCELLED : time.status === "postponed" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
  });
  if (time.place) event.location(time.point ? { title: line(time.place), geo: time.point } : { title: line(time.place) });
}

/** Of a whole day the library writes the date that it is in UTC: it must be the one that it is there. */
function dateOf(instant: Temporal.Instant, { wholeDay, zone }: Pick<Time, "wholeDay" | "zone">, later: number): Date {
  return new Date(wholeDay ? `${instant.toZonedDateTimeISO(zone).toPlainDate().add({ days: later }).toString()}T00:00Z` : instant.epochMilliseconds);
}

function line(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

function calendarNamed(name: string, source: string): ICalCalendar {
  return ical({ name: line(name), prodId: { company: "Echosciences", product: "agenda" }, method: ICalCalendarMethod.PUBLISH, source, ttl: 3600 });
}

const closing = "END:VCALENDAR";

// Subscribers ask for the same times again and again: what depends on nothing but its words is written once.
const written = new LRUCache<string, string>({ maxSize: 3_000_000, sizeCalculation: (text, key) => 2 * (text.length + key.length) });

/** A programme, or the agenda that one subscribes to, as a calendar: each time of each event. */
export function timesCalendar(head: Pick<FeedHead, "title" | "self"> & { readonly urlOf: (line: ProgrammeLine) => string }, lines: readonly ProgrammeLine[]): string {
  const blocks = lines.map((line) => {
    const url = head.urlOf(line);
    const key = [line.id, line.startLocal, line.endLocal, line.wholeDay, line.zone, line.title, line.summary, url, placeOf(line), line.latitude, line.longitude, line.status, line.sequence, line.updatedAt.epochMilliseconds].join("\0");
    const known = written.get(key);
    if (known !== undefined) return known;
    const block = blockOf(line, url);
    written.set(key, block);
    return block;
  });
  const empty = calendarNamed(head.title, head.self).toString();
  const end = empty.lastIndexOf(closing);
  return `${empty.slice(0, end)}${blocks.join("")}${empty.slice(end)}`;
}

/** One time as it stands in a calendar, folded as it must be; "" for one without a date. */
function blockOf(line: ProgrammeLine, url: string): string {
  const read = (text: string | null) => (text ? (readLocal(text.replace(" ", "T").slice(0, 16))?.at ?? null) : null);
  const [start, end] = [read(line.startLocal), read(line.endLocal)];
  if (!start) return "";
  const alone = ical();
  addTime(alone, {
    ...line,
    uid: uidOf(line.id, start),
    start: instantOf(start, line.zone),
    end: end ? instantOf(end, line.zone) : null,
    url,
    place: placeOf(line),
    point: line.latitude === null || line.longitude === null ? null : { lat: line.latitude, lon: line.longitude },
    updated: line.updatedAt,
  });
  const text = alone.toString();
  return text.slice(text.indexOf("BEGIN:VEVENT"), text.lastIndexOf(closing));
}

/** The deadlines of announcements: a whole day, or the hour at which each closes. */
export function deadlineCalendar(head: FeedHead, cards: readonly Card[]): string {
  const calendar = calendarNamed(head.title, head.self);
  for (const card of cards) {
    const brief = readBrief(card.brief);
    const local = brief ? readLocal(brief.deadline) : null;
    if (!brief || !local) continue;
    addTime(calendar, {
      uid: `${card.id}-deadline@echosciences`,
      start: instantOf(local.at, brief.zone),
      end: null,
      wholeDay: local.wholeDay,
      zone: brief.zone,
      title: head.titleOf(card),
      summary: card.summary,
      url: head.urlOf(card),
      place: brief.communeName,
      point: null,
      status: "on",
      sequence: card.sequence,
      updated: card.updatedAt,
    });
  }
  return calendar.toString();
}

/** One event as a calendar. */
export function eventCalendar(content: Content, url: string): string {
  const calendar = calendarNamed(content.title, `${url}.ics`);
  const { event } = content;
  for (const time of event ? expand(event.sessions, event.zone) : []) {
    addTime(calendar, {
      uid: uidOf(content.id, time.startLocal),
      start: time.startsAt,
      end: time.endsAt,
      wholeDay: time.wholeDay,
      zone: event?.zone ?? "Europe/Paris",
      title: content.title,
      summary: content.summary,
      url,
      place: [event?.placeName, event?.address, event?.communeName].filter(Boolean).join(", "),
      point: event?.latitude == null || event.longitude === null ? null : { lat: event.latitude, lon: event.longitude },
      status: event?.status ?? "on",
      sequence: content.sequence,
      updated: content.updatedAt,
    });
  }
  return calendar.toString();
}

/** The same time of the same event has the same UID in every calendar, for ever. */
function uidOf(id: string, start: Temporal.PlainDateTime): string {
  return `${id}-${start.toString({ smallestUnit: "minute" }).replace(/[-:]/g, "")}@echosciences`;
}
