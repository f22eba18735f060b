import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { slugify } from "../../platform/text/slug.ts";

/** What a programme shows of an event, whatever the time. */
export interface ProgrammeEvent {
  readonly id: ContentId;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** The event right above it. */
  readonly parent: ContentId | null;
  readonly type: string;
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly statusReason: string;
  readonly firstStart: string | null;
  readonly zone: string;
  readonly placeName: string;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly online: boolean;
  readonly pricing: "free" | "paid" | "unknown";
  readonly audience: readonly string[];
  readonly sequence: number;
  readonly updatedAt: Temporal.Instant;
}

/** One time of an event. */
export interface ProgrammeTime {
  readonly id: ContentId;
  readonly day: string;
  readonly startLocal: string;
  readonly endLocal: string | null;
  readonly wholeDay: boolean;
  /** Open over a period, rather than at an hour. */
  readonly opening: boolean;
}

/** One time of one event of a programme. */
export interface ProgrammeLine extends ProgrammeEvent, ProgrammeTime {}

/** The times with their events, in the order of the times. Those of an event that isn't there are left out. */
export function linesOf(times: readonly ProgrammeTime[], events: readonly ProgrammeEvent[]): ProgrammeLine[] {
  const known = new Map(events.map((event) => [event.id, event]));
  return times.flatMap((time) => {
    const event = known.get(time.id);
    return event ? [{ ...event, ...time }] : [];
  });
}

export interface ProgrammeFilter {
  readonly day?: string | undefined;
  /** `placeKeyOf` a line. */
  readonly place?: string | undefined;
  readonly audience?: string | undefined;
}

export function placeOf(line: Pick<ProgrammeLine, "placeName" | "communeName">): string {
  return [line.placeName, line.communeName].filter(Boolean).join(", ");
}

/** A place as an address names it; "" for what happens nowhere but online. */
export function placeKeyOf(line: Pick<ProgrammeLine, "placeName" | "communeName">): string {
  const place = placeOf(line);
  return place ? slugify(place, "lieu") : "";
}

export interface ProgrammeChoices {
  readonly days: readonly string[];
  readonly places: readonly { readonly key: string; readonly name: string }[];
  readonly audiences: readonly string[];
}

/** What one can choose among: only what is there. Places by name. */
export function choicesOf(events: readonly ProgrammeEvent[], days: readonly string[]): ProgrammeChoices {
  // Each place once, before its key is made: hundreds of events are at dozens of places.
  const named = new Map(events.map((event) => [placeOf(event), event]));
  const places = new Map([...named].filter(([name]) => name !== "").map(([name, event]) => [placeKeyOf(event), name]));
  return { days, places: [...places].map(([key, name]) => ({ key, name })).sort((a, b) => a.name.localeCompare(b.name, "fr")), audiences: audiencesOf(events) };
}

export function audiencesOf(events: readonly Pick<ProgrammeEvent, "audience">[]): string[] {
  return [...new Set(events.flatMap((event) => event.audience))].sort();
}

/** Whether an event is at this place, and for these people: what is for everyone is for each audience. */
export function fits(event: Pick<ProgrammeEvent, "placeName" | "communeName" | "audience">, { place, audience }: ProgrammeFilter): boolean {
  return (!place || placeKeyOf(event) === place) && (!audience || event.audience.includes(audience) || event.audience.includes("everyone"));
}

export function chosen(lines: readonly ProgrammeLine[], filter: ProgrammeFilter): ProgrammeLine[] {
  return lines.filter((line) => (!filter.day || line.day === filter.day) && fits(line, filter));
}

/** What is open over several days, each once, with its first and last day among these lines. */
export function openOnes(lines: readonly ProgrammeLine[]): { readonly line: ProgrammeLine; readonly from: string; readonly until: string }[] {
  return [...Map.groupBy(lines.filter((line) => line.opening), (line) => line.id).values()].flatMap((times) => {
    const days = times.map((time) => time.day).sort();
    const [line] = times;
    return line ? [{ line, from: days[0] ?? line.day, until: days.at(-1) ?? line.day }] : [];
  });
}
