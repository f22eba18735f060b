import OpeningHours from "opening_hours";
import { LRUCache } from "lru-cache";
import { communesWithin } from "../places/communes.ts";
import type { PerimeterUnit } from "../territories/territory.ts";
import { nominatimOf } from "./timetable.ts";

/** School holidays of a region, both days included; `name` as the ministry says it, in French. */
export interface SchoolHolidays {
  readonly name: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

/** Summer is the longest time without school holidays' end in sight: eight months see the end of any. */
const monthsAhead = 8;

const known = new LRUCache<string, { readonly next: SchoolHolidays | null }>({ max: 500 });

/** The school holidays that are on, or come next, where most people of a perimeter live: zone A, B or C, Corse, overseas. Null: nobody has published their dates yet. */
export function nextSchoolHolidays(perimeter: readonly PerimeterUnit[], today: Temporal.PlainDate): SchoolHolidays | null {
  const key = `${JSON.stringify(perimeter)}|${today.toString()}`;
  const before = known.get(key);
  if (before) return before.next;
  const region = regionOf(perimeter);
  const next = region === null ? null : look(region, today);
  known.set(key, { next });
  return next;
}

const regionsKnown = new LRUCache<string, { readonly code: string | null }>({ max: 500 });

function regionOf(perimeter: readonly PerimeterUnit[]): string | null {
  const key = JSON.stringify(perimeter);
  const before = regionsKnown.get(key);
  if (before) return before.code;
  const code = communesWithin(perimeter)[0]?.region ?? null;
  regionsKnown.set(key, { code });
  return code;
}

const atMidnight = (day: Temporal.PlainDate) => new Date(day.year, day.month - 1, day.day);
const dayOf = (date: Date) => new Temporal.PlainDate(date.getFullYear(), date.getMonth() + 1, date.getDate());

/** The library refuses a stretch of time that reaches a year it knows nothing of: it is asked a month further each time. */
function look(region: string, today: Temporal.PlainDate): SchoolHolidays | null {
  try {
    const hours = new OpeningHours("SH", nominatimOf(region));
    for (let months = 1; months <= monthsAhead; months++) {
      const limit = today.add({ months });
      const [first] = hours.getOpenIntervals(atMidnight(today), atMidnight(limit));
      if (first && dayOf(first[1]).until(limit).days > 0) return { name: first[3] ?? "", from: dayOf(first[0]), until: dayOf(first[1]).subtract({ days: 1 }) };
    }
  } catch {
    // What it knows ended before the next holidays.
  }
  return null;
}
