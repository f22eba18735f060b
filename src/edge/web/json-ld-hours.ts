import { readHours } from "../../features/hours/hours.ts";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** schema.org's OpeningHoursSpecification of what it can say: weekly hours, parts of this year, special days. Undefined otherwise. */
export function openingHoursJsonLd(text: string, today: Temporal.PlainDate): object[] | undefined {
  const hours = text ? readHours(text) : null;
  if (!hours) return undefined;
  const weekly = hours.rows.filter((row) => row.period?.kind !== "school-holidays").map((row) => ({
    "@type": "OpeningHoursSpecification",
    dayOfWeek: row.days.map((day) => days[day - 1]),
    opens: row.opens,
    closes: row.closes === "24:00" ? "23:59" : row.closes,
    ...(row.period?.kind === "dates" ? { validFrom: `${today.year}-${row.period.from}`, validThrough: `${today.year}-${row.period.until}` } : {}),
  }));
  // Closed is opening and closing at midnight, as schema.org's documentation has it.
  const special = hours.exceptions.filter((each) => each.until >= today.toString()).map((each) => ({ "@type": "OpeningHoursSpecification", validFrom: each.from, validThrough: each.until, opens: each.opens ?? "00:00", closes: each.closes ?? "00:00" }));
  return [...weekly, ...special];
}
