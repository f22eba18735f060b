import { accessibilities, audiences, eventStatuses, eventTypes, type Accessibility, type Audience, type EventStatus, type EventType } from "../../../features/agenda/event.ts";
import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import { foldLetters } from "../../../platform/text/slug.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import { plainText } from "../../../platform/text/plain.ts";
import { readAddress, sameOrigin } from "../guard/address.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";
import { textIn } from "./body.ts";
import { hearContent, isOfType, titleOf, type HeardContent, type HeardRefusal, type Hearing } from "./content.ts";
import { categoryTypes } from "./categories.ts";
import { linkOf, nameOf } from "./links.ts";
import { hearWhere, type HeardPlace } from "./place.ts";
import { lineOf, linesOfHtml } from "./text.ts";
import { hearWhen, type HeardWhen } from "./when.ts";

export interface HeardEvent extends HeardContent {
  readonly kind: "event";
  readonly title: string;
  /** Plain words, in one line. */
  readonly summary: string;
  readonly body: TextDocument;
  readonly language: string | null;
  readonly when: HeardWhen;
  /** Of one with several dates at one of our servers: each of them. */
  readonly dates: readonly HeardWhen[];
  /** When it was to begin before it was moved. */
  readonly firstStart: Temporal.Instant | null;
  readonly place: HeardPlace | null;
  readonly onlineUrl: string | null;
  readonly type: EventType;
  readonly status: EventStatus;
  /** Why it is cancelled or postponed, where one of our servers says it. */
  readonly statusReason: string;
  readonly audience: readonly Audience[];
  readonly accessibility: readonly Accessibility[];
  /** `free`: whoever says that they come, comes. `external`: one books on a page. `restricted`: its organisers answer. Null: it doesn't say. */
  readonly joining: "free" | "external" | "restricted" | "invite" | null;
  /** How many come, as its server counts. */
  readonly participants: number | null;
  readonly bookingUrl: string | null;
  readonly free: boolean | null;
  readonly commentsOpen: boolean;
  /** The event of the same server of which this is one date, or a part. */
  readonly parent: string | null;
}

/** Reads an event of Mobilizon, Gancio, WordPress, Friendica, Hubzilla or one of ours. `zone`: that of readers here. */
export function hearEvent(value: JsonObject, hearing: Hearing, zone: string): Outcome<HeardEvent, HeardRefusal> {
  if (!isOfType(value, "Event")) return refused("other-type");
  const content = hearContent(value, hearing);
  if (!content.done) return content;
  if (value["draft"] === true) return refused("draft");
  const { body, language } = textIn(value);
  const title = titleOf(value, language).replace(/^\[(?:annulée?|reportée?|cancell?ed|postponed)\]\s*/i, "");
  if (!title) return refused("no-title");
  const when = hearWhen(value, zone);
  if (!when) return refused("no-start");
  const where = hearWhere(value["location"]);
  const { id, url } = content.value;
  const onlineUrl = onlineOf(value, where, url);
  const parent = nameOf(value["es:parent"]);
  const bookingUrl = linkOf(value["externalParticipationUrl"], /^/);
  return done({
    ...content.value, kind: "event", title, summary: teaserOf(value, body), body, language, when, dates: datesOf(value, zone), firstStart: instantOf(value["previousStartTime"]),
    // A place named by another server is said here with this event alone.
    place: where.place && { ...where.place, id: sameOrigin(where.place.id, id) ? where.place.id : null }, onlineUrl,
    type: typeOf(value), status: statusOf(value), statusReason: lineOf(value["es:statusReason"], 300), audience: wordsAmong(value["es:audience"], audiences), accessibility: wordsAmong(value["es:accessibility"], accessibilities), joining: joiningOf(value, bookingUrl), participants: countOf(value["participantCount"]), bookingUrl: bookingUrl ?? (value["joinMode"] === "external" ? url : null),
    free: typeof value["isAccessibleForFree"] === "boolean" ? value["isAccessibleForFree"] : null, commentsOpen: value["commentsEnabled"] !== false && value["repliesModerationOption"] !== "closed",
    parent: parent !== null && parent !== id && sameOrigin(parent, id) ? parent : null,
  });
}

const mostDates = 60;

function datesOf(value: JsonObject, zone: string): HeardWhen[] {
  return listOf(value["es:sessions"]).slice(0, mostDates).filter(isObject).flatMap((each) => hearWhen({ ...each, timezone: value["timezone"] ?? null }, zone) ?? []);
}

/** Whether it is one date of an event that says all of its dates itself. */
export function isOneDate({ id, parent }: Pick<HeardEvent, "id" | "parent">): boolean {
  return parent !== null && id.startsWith(`${parent}/sessions/`);
}

/** Its summary, or how its text begins, without the lines that only say when and where to those who know no events. */
function teaserOf(value: JsonObject, body: TextDocument): string {
  const told = (lines: readonly string[]) => lines.filter((line) => !/^\s*(?:📅|🗓|📍|❌|⏳|💻|⚠)/u.test(line)).join("\n");
  return lineOf(told(linesOfHtml(value["summary"])), 600) || lineOf(told(plainText(body).split("\n")).slice(0, 2000), 280);
}

/** The page "Website" that Mobilizon attaches is where one looks on only of what says that it is online, or is nowhere else. */
function onlineOf(value: JsonObject, where: ReturnType<typeof hearWhere>, page: string): string | null {
  const website = listOf(value["attachment"]).slice(0, 32).filter(isObject).find((each) => each["type"] === "Link" && each["name"] === "Website");
  const site = readAddress(website?.["href"]);
  const elsewhere = site !== null && site !== page && (value["isOnline"] === true || (where.place === null && value["isOnline"] !== false)) ? site : null;
  return elsewhere ?? where.online ?? linkOf(value["onlineAddress"], /^/);
}

function typeOf(value: JsonObject): EventType {
  for (const each of [...listOf(value["es:type"]), ...listOf(value["category"])].slice(0, 10)) {
    const said = foldLetters(textOf(isObject(each) ? each["name"] : each).slice(0, 60)).trim().replace(/[\s_]+/g, "-");
    const type = eventTypes.find((one) => one === said) ?? categoryTypes.get(said);
    if (type) return type;
  }
  return "other";
}

const statuses: ReadonlyMap<string, EventStatus> = new Map([["cancelled", "cancelled"], ["canceled", "cancelled"], ["eventcancelled", "cancelled"], ["eventpostponed", "postponed"], ["eventrescheduled", "postponed"]]);

function statusOf(value: JsonObject): EventStatus {
  // One of our servers says it in our own words.
  const own = eventStatuses.find((each) => each === value["es:status"]);
  if (own) return own;
  const said = [value["eventStatus"], value["status"], value["ical:status"]].map((each) => statuses.get(textOf(isObject(each) ? each["id"] : each).slice(0, 100).toLowerCase().replace(/^.*[/#:]/, "")));
  const status = said.find((each) => each === "cancelled") ?? said.find((each) => each !== undefined);
  if (status) return status;
  const [most, left] = [value["maximumAttendeeCapacity"], value["remainingAttendeeCapacity"]];
  return typeof most === "number" && most > 0 && left === 0 ? "full" : "on";
}

/** Words of ours among those that were said. */
function wordsAmong<T extends string>(said: Json | undefined, ours: readonly T[]): T[] {
  const words = listOf(said).slice(0, 60);
  return ours.filter((each) => words.includes(each));
}

function joiningOf(value: JsonObject, bookingUrl: string | null): HeardEvent["joining"] {
  const mode = textOf(value["joinMode"]);
  if (mode === "free" || mode === "restricted" || mode === "invite") return mode;
  return mode === "external" || bookingUrl !== null ? "external" : null;
}

/** A number that somebody else counted: a whole one that may be true. */
function countOf(value: Json | undefined): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 1_000_000 ? value : null;
}

function instantOf(value: unknown): Temporal.Instant | null {
  try {
    return typeof value === "string" && /^[12]\d{3}-.{6,30}$/.test(value) ? Temporal.Instant.from(value) : null;
  } catch {
    return null;
  }
}
