import { createHash } from "node:crypto";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { readLocal } from "../../platform/time.ts";
import type { RepeatedSlot, Session, Slot } from "../agenda/session.ts";
import { sessionsSchema } from "../agenda/session-input.ts";
import { readProperties, type Properties, type Property } from "./calendar-lines.ts";
import { readTime, type ReadTime } from "./calendar-time.ts";
import { zonesOf } from "./calendar-zones.ts";
import type { Ignored, ItemRefusal, ReadItem, ReadReport, SourceRefusal } from "./item.ts";

const mostEvents = 10_000;

interface Component {
  readonly uid: string;
  readonly properties: Properties;
  readonly start: ReadTime;
  readonly end: ReadTime | null;
  readonly sequence: number;
  /** The day that this one replaces in a series, as a local date. */
  readonly replaces: string | null;
  readonly cancelled: boolean;
  readonly warnings: string[];
}

/**
 * RFC 5545. Each VEVENT is read by itself, so that a bad one never loses the others. Who attends, and how to reach
 * them, is never kept.
 */
export function readCalendar(text: string, zone: string): Outcome<ReadReport, SourceRefusal> {
  const unfolded = text.replace(/\r\n?/g, "\n").replace(/\n[ \t]/g, "");
  const { published, messages } = withoutMessages(unfolded);
  if (messages.length > 0 && published === "") return refused("not-a-calendar-to-publish" as const);
  const zones = zonesOf(unfolded, zone);
  const blocks = published.split(/^BEGIN:VEVENT\s*$/im).slice(1).map((block) => block.split(/^END:VEVENT\s*$/im)[0] ?? "");
  const refusals: ReadReport["refused"][number][] = [...Map.groupBy(messages, (method) => method)].map(([method, list]) => ({ title: "", reason: "not-published", detail: `${list.length} × METHOD:${method}` }));
  const found: Component[] = [];
  for (const block of blocks.slice(0, mostEvents)) {
    const component = readComponent(block, zones);
    if ("reason" in component) refusals.push(component);
    else found.push(component);
  }
  if (blocks.length > mostEvents) refusals.push({ title: "", reason: "too-many", detail: String(blocks.length - mostEvents) });
  const items: ReadItem[] = [];
  for (const series of Map.groupBy(found, (component) => component.uid).values()) {
    for (const item of itemsOf(series)) {
      if ("reason" in item) refusals.push(item);
      else items.push(item);
    }
  }
  if (items.length === 0 && found.length === 0 && refusals.some((each) => each.reason === "broken")) return refused("unreadable-text" as const);
  return done({ title: /^X-WR-CALNAME[^:\n]*:(.*)$/im.exec(unfolded)?.[1]?.trim() ?? "", items, refused: refusals, ignored: ignoredIn(published) });
}

/** Invitations, answers and counter-proposals are letters between persons (RFC 5546): only what is published is read. */
function withoutMessages(text: string): { published: string; messages: string[] } {
  const calendars = text.split(/^(?=BEGIN:VCALENDAR[ \t]*$)/im).filter((part) => part.trim() !== "");
  const methods = calendars.map((part) => /^METHOD[^:\n]*:(\w+)/im.exec(part)?.[1]?.toUpperCase() ?? "PUBLISH");
  return { published: calendars.filter((_, index) => methods[index] === "PUBLISH").join(""), messages: methods.filter((method) => method !== "PUBLISH") };
}

function ignoredIn(text: string): Ignored[] {
  return (["VTODO", "VJOURNAL", "VFREEBUSY"] as const).map((what) => ({ what, count: text.split(new RegExp(`^BEGIN:${what}[ \\t]*$`, "im")).length - 1 })).filter((each) => each.count > 0);
}

function readComponent(block: string, zones: ReturnType<typeof zonesOf>): Component | { title: string; reason: ItemRefusal; detail: string } {
  // An alarm inside an event has times of its own.
  const properties = readProperties(ownLines(block));
  const title = properties.text("SUMMARY");
  const warnings: string[] = [];
  const given = properties.first("DTSTART");
  if (!given) return { title, reason: properties.count === 0 ? "broken" : "no-start", detail: properties.text("UID") };
  const start = readTime(given, zones, warnings);
  if (!start) return { title, reason: "broken", detail: given.value.slice(0, 80) };
  if (/^(PRIVATE|CONFIDENTIAL)$/i.test(properties.text("CLASS"))) return { title, reason: "not-public", detail: properties.text("CLASS") };
  const end = endOf(properties, start, zones, warnings);
  const recurrence = properties.first("RECURRENCE-ID");
  if (!title.trim() && !recurrence) return { title: "", reason: "no-title", detail: properties.text("UID") || given.value };
  if (/^TENTATIVE$/i.test(properties.text("STATUS"))) warnings.push("tentative");
  const replaced = recurrence ? readTime(recurrence, zones, []) : null;
  const uid = properties.text("UID") || createHash("sha256").update(`${title}\n${given.value}\n${properties.text("LOCATION")}`).digest("hex");
  return { uid: uid.slice(0, 900), properties, start, end, sequence: Number(properties.text("SEQUENCE")) || 0, replaces: replaced ? replaced.in(start.zone).slice(0, 10) : null, cancelled: /^CANCELLED$/i.test(properties.text("STATUS")), warnings };
}

/** The lines of a component without those of the components inside it. */
function ownLines(block: string): string {
  let depth = 0;
  return block.split("\n").filter((line) => {
    if (/^BEGIN:\w/i.test(line)) depth++;
    const own = depth === 0;
    if (/^END:\w/i.test(line)) depth = Math.max(0, depth - 1);
    return own;
  }).join("\n");
}

function endOf(properties: Properties, start: ReadTime, zones: ReturnType<typeof zonesOf>, warnings: string[]): ReadTime | null {
  const given = properties.first("DTEND");
  const duration = properties.text("DURATION");
  const end = given ? readTime(given, zones, warnings) : duration ? start.plus(duration) : null;
  if (!end) return null;
  // The end of a whole day is the day after, which nobody says in words.
  const kept = start.wholeDay && end.wholeDay ? end.dayBefore() : end;
  if (kept.in(start.zone) < start.local) {
    if (!(start.wholeDay && end.local === start.local)) warnings.push("end-before-start");
    return null;
  }
  return kept.in(start.zone) === start.local && !start.wholeDay ? null : kept;
}

/** One series of one UID: its master with what replaces some of its days, and those that stand alone. */
function itemsOf(series: readonly Component[]): (ReadItem | { title: string; reason: ItemRefusal; detail: string })[] {
  const latest = (list: readonly Component[]) => [...list].sort((a, b) => b.sequence - a.sequence)[0];
  const masters = series.filter((each) => each.replaces === null);
  const byDay = [...Map.groupBy(series.filter((each) => each.replaces !== null), (each) => each.replaces).values()].flatMap((list) => latest(list) ?? []);
  const sameTime = Map.groupBy(masters, (each) => each.start.local);
  // Some calendars give one UID to different events: those of other days are events of their own.
  const distinct = [...sameTime.values()].flatMap((list) => latest(list) ?? []);
  const master = distinct[0];
  const alone = (each: Component) => itemOf({ ...each, uid: `${each.uid}/${each.replaces}` }, []);
  if (!master) return byDay.map(alone);
  // A day with a name of its own is an event of its own; the series leaves it out.
  const isRenamed = (each: Component) => !each.cancelled && titleOf(each) !== "" && titleOf(each) !== titleOf(master);
  return [itemOf(master, byDay.map((each) => (isRenamed(each) ? { ...each, cancelled: true } : each))), ...byDay.filter(isRenamed).map(alone), ...distinct.slice(1).map((each) => itemOf({ ...each, uid: `${each.uid}/${each.start.local}` }, []))];
}

const titleOf = ({ properties }: Component) => properties.text("SUMMARY").replace(/\s+/g, " ").trim();

function itemOf(component: Component, replacements: readonly Component[]): ReadItem | { title: string; reason: ItemRefusal; detail: string } {
  const { properties, start } = component;
  const title = titleOf(component);
  if (!title) return { title: "", reason: "no-title", detail: component.uid };
  const warnings = [...component.warnings];
  const sessions = sessionsOf(component, replacements, warnings);
  const geo = /^(-?\d+(?:\.\d+)?);(-?\d+(?:\.\d+)?)$/.exec(properties.text("GEO"));
  const point = geo ? { latitude: Number(geo[1]), longitude: Number(geo[2]) } : null;
  const url = properties.text("URL").trim();
  return {
    kind: "event",
    uid: component.uid,
    title: title.slice(0, 200),
    html: properties.text("DESCRIPTION"),
    url: /^https?:\/\//.test(url) && URL.canParse(url) ? url : null,
    tags: properties.text("CATEGORIES").split(",").map((tag) => tag.trim()).filter(Boolean).slice(0, 12),
    publishedAt: null,
    sessions,
    zone: start.zone,
    cancelled: component.cancelled,
    place: properties.text("LOCATION").replace(/\s+/g, " ").trim().slice(0, 300),
    point: point && Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 && (point.latitude !== 0 || point.longitude !== 0) ? point : null,
    warnings: [...new Set(warnings)],
  };
}

function sessionsOf(component: Component, replacements: readonly Component[], warnings: string[]): Session[] {
  const { properties, start, end } = component;
  const slot: Slot = { kind: "slot", start: start.local, end: end && end.wholeDay === start.wholeDay ? end.in(start.zone) : null };
  const excluded = [...properties.all("EXDATE").flatMap((each) => each.value.split(",").flatMap((value) => excludedDay(start, readTime({ ...each, value }, start.zones, [])))), ...replacements.map((each) => each.replaces ?? "")];
  const extra = [...properties.all("RDATE").flatMap((each) => each.value.split(",").flatMap((value) => extraDate(slot, each, value, start))), ...replacements.filter((each) => !each.cancelled).map((each): Slot => ({ kind: "slot", start: each.start.in(start.zone), end: each.end ? each.end.in(start.zone) : null }))];
  const rule = properties.first("RRULE")?.value.toUpperCase().replace(/^RRULE:/, "");
  if (rule?.split(";").some((part) => !rulePart.test(part) && !part.startsWith("X-"))) warnings.push("rule-part-unknown");
  const candidates: Session[] = rule ? [{ ...slot, kind: "repeated", rule: localRule(rule, start), except: excluded } satisfies RepeatedSlot] : excluded.includes(start.local.slice(0, 10)) ? [] : [slot];
  const main = candidates.flatMap((session): Session[] => {
    if (sessionsSchema.safeParse([session]).success) return [session];
    warnings.push("rule-unreadable");
    return [slot];
  });
  const all = [...main, ...extra.filter((each) => readLocal(each.start) !== null)].slice(0, 60);
  return all.length > 0 ? all : [slot];
}

/** A date excludes its day; a time only the occurrence that begins then. */
function excludedDay(start: ReadTime, excluded: ReadTime | null): string[] {
  if (!excluded) return [];
  const local = excluded.in(start.zone);
  return start.wholeDay || excluded.wholeDay || local.slice(11) === start.local.slice(11) ? [local.slice(0, 10)] : [];
}

/** One more date: as long as the others, or a period with an end of its own. */
function extraDate(slot: Slot, property: Property, value: string, start: ReadTime): Slot[] {
  const [from = "", to = ""] = value.split("/");
  const begins = readTime({ ...property, value: from }, start.zones, []);
  const ends = to.startsWith("P") ? (begins?.plus(to) ?? null) : to ? readTime({ ...property, value: to }, start.zones, []) : null;
  return moved(slot, begins?.in(start.zone)).map((extra) => (ends ? { ...extra, end: ends.in(start.zone) } : extra));
}

function moved(slot: Slot, local: string | undefined): Slot[] {
  const at = local ? readLocal(local) : null;
  const start = readLocal(slot.start);
  if (!local || !at || !start) return [];
  const end = slot.end ? readLocal(slot.end) : null;
  return [{ kind: "slot", start: local, end: end ? at.at.add(start.at.until(end.at)).toString({ smallestUnit: "minute" }).slice(0, at.wholeDay ? 10 : 16) : null }];
}

const rulePart = /^(FREQ|INTERVAL|COUNT|UNTIL|WKST|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)=/;

/** UNTIL in UTC becomes the wall-clock time of the event; parts that say nothing here are left out. */
function localRule(rule: string, start: ReadTime): string {
  const parts = rule.split(";").filter((part) => rulePart.test(part));
  return ["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"].flatMap((name) => parts.filter((part) => part.startsWith(`${name}=`)).slice(0, 1)).map((part) => {
    const until = /^UNTIL=(\d{8}T\d{6}Z)$/.exec(part)?.[1];
    return until ? `UNTIL=${start.untilLocal(until)}` : part;
  }).join(";");
}
