import { findIana } from "windows-iana";
import { instantOf, isZone } from "../../platform/time.ts";
import type { Property } from "./calendar-lines.ts";

/** A time of a calendar: local where it hangs, with the zone that was said or assumed. */
export interface ReadTime {
  /** `2026-12-02T14:00` or `2026-12-02`. */
  readonly local: string;
  readonly zone: string;
  readonly zones: Zones;
  readonly wholeDay: boolean;
  /** The same time on the clock of another zone. */
  in(zone: string): string;
  plus(duration: string): ReadTime | null;
  dayBefore(): ReadTime;
  /** An UNTIL in UTC, on this clock: `20261218T150000`. */
  untilLocal(utc: string): string;
}

export interface Zones {
  /** For times that don't say theirs. */
  readonly assumed: string;
  zoneOf(id: string): string | null;
}

/** Which zone a TZID means: its VTIMEZONE's location, an IANA name, a Windows name, or what the calendar says of itself. */
export function zonesOf(calendar: string, fallback: string): Zones {
  const own = /^X-WR-TIMEZONE[^:\n]*:(.*)$/im.exec(calendar)?.[1]?.trim() ?? "";
  const assumed = isZone(own) ? own : fallback;
  const locations = new Map<string, string>();
  for (const block of calendar.split(/^BEGIN:VTIMEZONE\s*$/im).slice(1)) {
    const id = /^TZID[^:\n]*:(.*)$/im.exec(block)?.[1]?.trim();
    const location = /^X-LIC-LOCATION:(.*)$/im.exec(block)?.[1]?.trim();
    if (id && location && isZone(location)) locations.set(id, location);
  }
  return {
    assumed,
    zoneOf(id) {
      const name = id.trim().replace(/^\/[^/]+\/[^/]+\//, "");
      if (locations.has(id)) return locations.get(id) ?? null;
      if (/^(UTC|GMT|Z)$/i.test(name)) return "UTC";
      if (name.includes("/") && isZone(name)) return name;
      const tail = /([A-Za-z]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?)$/.exec(name)?.[1];
      if (tail && isZone(tail)) return tail;
      return findIana(name)[0] ?? null;
    },
  };
}

/** Null when it isn't a time. What had to be assumed is told in `warnings`. */
export function readTime({ parameters, value }: Property, zones: Zones, warnings: string[]): ReadTime | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(value.trim());
  if (!found) return null;
  const [, year, month, day, hour, minute, , utc] = found;
  const wholeDay = hour === undefined;
  const text = wholeDay ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${hour}:${minute}`;
  try {
    Temporal.PlainDateTime.from(wholeDay ? `${text}T00:00` : text, { overflow: "reject" });
  } catch {
    return null;
  }
  const named = parameters["TZID"] ? zones.zoneOf(parameters["TZID"]) : null;
  if (utc) {
    // UTC says the instant, not the clock that people read: that is the calendar's own.
    const at = Temporal.PlainDateTime.from(text).toZonedDateTime("UTC").withTimeZone(zones.assumed).toPlainDateTime();
    return make(at.toString({ smallestUnit: "minute" }), zones.assumed, zones, false);
  }
  if (!wholeDay && !named) warnings.push(parameters["TZID"] ? "zone-unknown" : "zone-assumed");
  return make(text, named ?? zones.assumed, zones, wholeDay);
}

function make(local: string, zone: string, zones: Zones, wholeDay: boolean): ReadTime {
  const plain = Temporal.PlainDateTime.from(wholeDay ? `${local}T00:00` : local);
  return {
    local,
    zone,
    zones,
    wholeDay,
    in: (other) => (wholeDay || other === zone ? local : instantOf(plain, zone).toZonedDateTimeISO(other).toPlainDateTime().toString({ smallestUnit: "minute" })),
    plus(duration) {
      try {
        const end = plain.add(Temporal.Duration.from(duration));
        return make(wholeDay ? end.toPlainDate().toString() : end.toString({ smallestUnit: "minute" }), zone, zones, wholeDay);
      } catch {
        return null;
      }
    },
    dayBefore: () => make(plain.subtract({ days: 1 }).toPlainDate().toString(), zone, zones, true),
    untilLocal(utc) {
      try {
        const at = Temporal.Instant.from(utc.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, "$1-$2-$3T$4:$5:$6Z")).toZonedDateTimeISO(zone).toPlainDateTime();
        return at.toString({ smallestUnit: "second" }).replace(/[-:]/g, "");
      } catch {
        return utc;
      }
    },
  };
}
