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

/** What one can choose among: only what is there. Places by name. */
export function choicesOf(lines: readonly ProgrammeLine[]): { days: string[]; places: { key: string; name: string }[]; audiences: string[] } {
  // Each event once, and each place once before its key is made: thousands of times are of hundreds of events at dozens of places.
  const events = [...new Map(lines.map((line) => [line.id, line])).values()];
  const named = new Map(events.map((line) => [placeOf(line), line]));
  const places = new Map([...named].filter(([name]) => name !== "").map(([name, line]) => [placeKeyOf(line), name]));
  return {
    days: [...new Set(lines.filter((line) => !line.opening).map((line) => line.day))].sort(),
    places: [...places].map(([key, name]) => ({ key, name })).sort((a, b) => a.name.localeCompare(b.name, "fr")),
    audiences: [...new Set(events.flatMap((line) => line.audience))].sort(),
  };
}

/** What is for everyone is for each audience. */
export function chosen(lines: readonly ProgrammeLine[], { day, place, audience }: ProgrammeFilter): ProgrammeLine[] {
  return lines.filter((line) => (!day || line.day === day) && (!place || placeKeyOf(line) === place) && (!audience || line.audience.includes(audience) || line.audience.includes("everyone")));
}

/** What is open over several days, each once, with its first and last day among these lines. */
export function openOnes(lines: readonly ProgrammeLine[]): { readonly line: ProgrammeLine; readonly from: string; readonly until: string }[] {
  return [...Map.groupBy(lines.filter((line) => line.opening), (line) => line.id).values()].flatMap((times) => {
    const days = times.map((time) => time.day).sort();
    const [line] = times;
    return line ? [{ line, from: days[0] ?? line.day, until: days.at(-1) ?? line.day }] : [];
  });
}
