import { instantOf, isZone, readLocal } from "../../../platform/time.ts";
import { textOf, type JsonObject } from "../guard/json.ts";

/** When something happens, as the poster there says it: local time and zone. */
export interface HeardWhen {
  /** `2027-01-16T19:00`, or `2027-01-16` for whole days. */
  readonly start: string;
  /** Same form; null when the end isn't known, or can't be believed. */
  readonly end: string | null;
  readonly zone: string;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant | null;
}

/** What lasts longer isn't an event: an end beyond is not believed. */
const longest = { hours: 24 * 366 * 5 };
const moment = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Reads the times of an event; null when it doesn't say when it begins, or says it of no year. `zone`: that of readers here. */
export function hearWhen(value: JsonObject, zone: string): HeardWhen | null {
  const said = textOf(value["timezone"]);
  const begins = partsOf(textOf(value["startTime"]));
  if (!begins) return null;
  const own = isZone(said) && said.length < 60 ? said : zoneOf(begins, zone);
  const start = localOf(begins, own);
  if (!start) return null;
  const ends = partsOf(textOf(value["endTime"]));
  const end = ends ? localOf(ends, own) : null;
  const [startsAt, endsAt] = [instantOf(start, own), end ? instantOf(end, own) : null];
  const believed = endsAt !== null && Temporal.Instant.compare(endsAt, startsAt) > 0 && Temporal.Instant.compare(endsAt, startsAt.add(longest)) <= 0;
  const last = believed ? end : null;
  const wholeDays = begins.day || (value["displayEndTime"] === false && isMidnight(start) && (last === null || isMidnight(last) || (last.hour === 23 && last.minute === 59)));
  if (wholeDays) return { ...days(start, last, ends?.day ?? false), zone: own, startsAt, endsAt: believed ? endsAt : null };
  return { start: write(start), end: last ? write(last) : null, zone: own, startsAt, endsAt: believed ? endsAt : null };
}

interface Parts {
  readonly local: string;
  /** `Z`, `+01:00`, or nothing. */
  readonly offset: string;
  readonly day: boolean;
}

function partsOf(text: string): Parts | null {
  if (text.length > 40) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { local: text, offset: "", day: true };
  const [whole, local = "", seconds = "00", offset = ""] = moment.exec(text) ?? [];
  return whole === undefined ? null : { local: `${local}:${seconds === "60" ? "59" : seconds}`, offset: offset.toUpperCase(), day: false };
}

/** The local time there of a moment written with any offset. */
function localOf({ local, offset }: Parts, zone: string): Temporal.PlainDateTime | null {
  const read = readLocal(local);
  if (!read || !offset) return read?.at ?? null;
  try {
    return Temporal.Instant.from(`${local}${offset}`).toZonedDateTimeISO(zone).toPlainDateTime();
  } catch {
    return null;
  }
}

/** Of a moment without a zone: that of readers here where its offset is theirs then, or says nothing; else one that has that offset. */
function zoneOf({ local, offset, day }: Parts, zone: string): string {
  const [, sign = "", hours = "0", minutes = "00"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  if (day || sign === "" || !readLocal(local)) return zone;
  const there = Temporal.Instant.from(`${local}${offset}`).toZonedDateTimeISO(zone);
  if (there.toPlainDateTime().equals(Temporal.PlainDateTime.from(local)) || minutes !== "00") return zone;
  // Zones named by their offset are written the other way round: Etc/GMT-2 is two hours ahead.
  return Number(hours) === 0 ? "UTC" : `Etc/GMT${sign === "+" ? "-" : "+"}${Number(hours)}`;
}

function isMidnight({ hour, minute }: Temporal.PlainDateTime): boolean {
  return hour === 0 && minute === 0;
}

/** Whole days: the last one is included, and one that ends at midnight ended the day before. */
function days(start: Temporal.PlainDateTime, end: Temporal.PlainDateTime | null, included: boolean): { start: string; end: string | null } {
  const first = start.toPlainDate();
  const last = end && isMidnight(end) && !included ? end.subtract({ days: 1 }).toPlainDate() : (end?.toPlainDate() ?? null);
  return { start: first.toString(), end: last && Temporal.PlainDate.compare(last, first) > 0 ? last.toString() : null };
}

function write(local: Temporal.PlainDateTime): string {
  return local.toString({ smallestUnit: "minute" });
}
