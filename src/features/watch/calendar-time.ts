import { instantOf } from "../../platform/time.ts";
import type { Property } from "./calendar-lines.ts";
import type { Zones } from "./calendar-zones.ts";

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
