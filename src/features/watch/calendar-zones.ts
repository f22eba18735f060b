import { findIana } from "windows-iana";
import { isZone } from "../../platform/time.ts";

export interface Zones {
  /** For times that don't say theirs. */
  readonly assumed: string;
  zoneOf(id: string): string | null;
}

/**
 * Which zone a TZID means: its VTIMEZONE's location, an IANA name, a Windows name, a Windows sentence, the offsets of
 * its VTIMEZONE. Times that say none have the calendar's own, or the fallback.
 */
export function zonesOf(calendar: string, fallback: string): Zones {
  const own = /^X-WR-TIMEZONE[^:\n]*:(.*)$/im.exec(calendar)?.[1]?.trim() ?? "";
  const assumed = isZone(own) ? own : fallback;
  const described = new Map<string, string>();
  for (const block of calendar.split(/^BEGIN:VTIMEZONE[ \t]*$/im).slice(1)) {
    const id = /^TZID[^:\n]*:(.*)$/im.exec(block)?.[1]?.trim();
    if (id && !described.has(id)) described.set(id, (block.split(/^END:VTIMEZONE[ \t]*$/im)[0] ?? "").slice(0, 20_000));
  }
  const known = new Map<string, string | null>();
  const find = (id: string): string | null => {
    const block = described.get(id) ?? "";
    const location = /^X-LIC-LOCATION:(.*)$/im.exec(block)?.[1]?.trim();
    return (location && isZone(location) ? location : null) ?? byName(id) ?? byOffsets(block, fallback);
  };
  return {
    assumed,
    zoneOf(id) {
      const name = id.trim();
      if (!known.has(name)) known.set(name, find(name));
      return known.get(name) ?? null;
    },
  };
}

function byName(id: string): string | null {
  const name = id.replace(/^\/[^/]+\/[^/]+\//, "");
  if (/^(UTC|GMT|Z)$/i.test(name)) return "UTC";
  if (name.includes("/") && isZone(name)) return name;
  const tail = /([A-Za-z]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?)$/.exec(name)?.[1];
  if (tail && isZone(tail)) return tail;
  return findIana(name)[0] ?? bySentence(name);
}

/** "(UTC-05:00) Eastern Time (US and Canada)", "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris". */
function bySentence(name: string): string | null {
  const words = name.replace(/^\((?:UTC|GMT)[^)]*\)\s*/i, "");
  const windows = /^([\w. ]+?) (?:Standard )?Time\b/.exec(words)?.[1];
  const named = windows ? findIana(`${windows} Standard Time`)[0] : undefined;
  if (named) return named;
  const cities = words.split(",").map((city) => city.trim().replace(/ /g, "_")).filter((city) => /^[A-Za-z_]{3,30}$/.test(city));
  return cities.flatMap((city) => ["Europe", "America", "Indian", "Pacific", "Africa", "Asia", "Atlantic"].map((part) => `${part}/${city}`)).find(isZone) ?? null;
}

const usual = ["Europe/Paris", "Europe/London", "Europe/Athens", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Indian/Reunion", "America/Martinique", "America/Cayenne", "Pacific/Noumea"];

/** A zone whose winter and summer are those that a VTIMEZONE without a name describes. */
function byOffsets(block: string, fallback: string): string | null {
  const offsets = new Set([...block.matchAll(/^TZOFFSETTO:([+-]\d{2})(\d{2})/gim)].map(([, hours, minutes]) => `${hours}:${minutes}`));
  if (offsets.size === 0) return null;
  const of = (zone: string, month: number) => Temporal.ZonedDateTime.from({ year: 2026, month, day: 15, timeZone: zone }).offset;
  return [fallback, ...usual].find((zone) => new Set([of(zone, 1), of(zone, 7)]).symmetricDifference(offsets).size === 0) ?? null;
}
