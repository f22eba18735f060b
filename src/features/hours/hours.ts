/** Opening hours as a plain form holds them. What is kept and exchanged is OpenStreetMap's `opening_hours` text. */
export interface Hours {
  readonly rows: readonly HoursRow[];
  /** Closed on public holidays; otherwise they are days like others. */
  readonly closedOnHolidays: boolean;
  readonly exceptions: readonly HoursException[];
}

/** Some days of the week, from an hour to another; several rows of one day are its several openings. */
export interface HoursRow {
  readonly period: Period | null;
  /** ISO weekdays, 1 Monday to 7 Sunday. */
  readonly days: readonly number[];
  /** `10:00` and `18:00`; `24:00` is midnight, and what closes before it opens (`02:00`) closes the next day. */
  readonly opens: string;
  readonly closes: string;
}

/** A part of each year, `07-01` to `08-31`, both included; or the school holidays of the place. */
export type Period = { readonly kind: "dates"; readonly from: string; readonly until: string } | { readonly kind: "school-holidays" };

/** Days that aren't like others: closed, or open at these hours. */
export interface HoursException {
  /** `2026-12-24`, both included. */
  readonly from: string;
  readonly until: string;
  readonly opens: string | null;
  readonly closes: string | null;
}

const dayCodes = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
const monthCodes = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const lastDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** [2, 3, 4, 6] is [[2, 4], [6, 6]]: the runs of days that follow one another. */
export function runsOf(days: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

const codeOf = (day: number) => dayCodes[day - 1] ?? "Mo";
const daysText = (days: readonly number[]) => runsOf(days).map(([a, b]) => (a === b ? codeOf(a) : b === a + 1 ? `${codeOf(a)},${codeOf(b)}` : `${codeOf(a)}-${codeOf(b)}`)).join(",");

function monthDay(text: string): { month: number; day: number; code: string } {
  const [month = 1, day = 1] = text.split("-").map(Number);
  return { month, day, code: `${monthCodes[month - 1] ?? "Jan"} ${String(day).padStart(2, "0")}` };
}

function periodText(period: Period | null): string {
  if (!period) return "";
  if (period.kind === "school-holidays") return "SH ";
  const [from, until] = [monthDay(period.from), monthDay(period.until)];
  if (from.day === 1 && until.day === lastDays[until.month - 1]) return from.month === until.month ? `${from.code.slice(0, 3)} ` : `${from.code.slice(0, 3)}-${until.code.slice(0, 3)} `;
  return from.code === until.code ? `${from.code} ` : `${from.code}-${until.code} `;
}

function exceptionText({ from, until, opens, closes }: HoursException): string {
  const [day, last] = [from, until].map((text) => `${text.slice(0, 4)} ${monthDay(text.slice(5)).code}`);
  return `${day === last ? day : `${day}-${last}`} ${opens && closes ? `${opens}-${closes}` : "off"}`;
}

/** The rules of one period: days that open at the same hours together. In a period, the days that it doesn't name are closed. */
function rulesOf(rows: readonly HoursRow[], period: Period | null, usual: readonly number[]): string[] {
  const hoursOf = (day: number) => rows.filter((row) => row.days.includes(day)).map((row) => `${row.opens}-${row.closes}`).sort().join(",");
  const open = [1, 2, 3, 4, 5, 6, 7].filter((day) => hoursOf(day) !== "");
  const alike = Map.groupBy(open, hoursOf);
  const closed = period ? usual.filter((day) => !open.includes(day)) : [];
  return [...[...alike].map(([hours, days]) => `${periodText(period)}${daysText(days)} ${hours}`), ...(closed.length > 0 ? [`${periodText(period)}${daysText(closed)} off`] : [])];
}

/** Past midnight is the next day's: otherwise what the next day says would undo it. */
function partedAtMidnight(row: HoursRow): HoursRow[] {
  if (row.closes > row.opens) return [row];
  return [{ ...row, closes: "24:00" }, { ...row, days: row.days.map((each) => (each % 7) + 1), opens: "00:00" }];
}

/** The `opening_hours` text of what a form holds; "" when it holds nothing. Later rules win over earlier ones. */
export function writeHours({ rows: given, closedOnHolidays, exceptions }: Hours): string {
  const rows = given.flatMap(partedAtMidnight);
  const periods = Map.groupBy(rows, (row) => periodText(row.period));
  const usual = [...new Set((periods.get("") ?? []).flatMap((row) => row.days))].sort((a, b) => a - b);
  const ordered = [...periods].sort(([a], [b]) => Number(a !== "") - Number(b !== ""));
  const rules = [...ordered.flatMap(([, group]) => rulesOf(group, group[0]?.period ?? null, usual)), ...(closedOnHolidays && rows.length > 0 ? ["PH off"] : []), ...exceptions.map(exceptionText)];
  return rules.join("; ");
}

const month = `(?:${monthCodes.join("|")})`;
const ruleForm = new RegExp(`^(?:(?<school>SH) |(?:(?<fromMonth>${month})(?: (?<fromDay>\\d\\d))?(?:-(?<untilMonth>${month})(?: (?<untilDay>\\d\\d))?)?):? )?(?:(?<days>(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*) )?(?<hours>off|\\d\\d:\\d\\d-\\d\\d:\\d\\d(?:,\\d\\d:\\d\\d-\\d\\d:\\d\\d)*)$`);
const exceptionForm = new RegExp(`^(\\d{4}) (${month}) (\\d\\d)(?:-(?:(\\d{4}) )?(?:(${month}) )?(\\d\\d))? (off|\\d\\d:\\d\\d-\\d\\d:\\d\\d)$`);

const monthNumber = (code: string) => String(monthCodes.findIndex((each) => each === code) + 1).padStart(2, "0");

function periodOf(groups: Readonly<Record<string, string | undefined>>): Period | null {
  const { school, fromMonth, fromDay, untilMonth, untilDay } = groups;
  if (school) return { kind: "school-holidays" };
  if (!fromMonth) return null;
  const last = untilMonth ?? fromMonth;
  return { kind: "dates", from: `${monthNumber(fromMonth)}-${fromDay ?? "01"}`, until: `${monthNumber(last)}-${untilDay ?? (untilMonth ? undefined : fromDay) ?? lastDays[Number(monthNumber(last)) - 1]}` };
}

function daysOf(text: string | undefined): number[] {
  if (!text) return [1, 2, 3, 4, 5, 6, 7];
  return text.split(",").flatMap((part) => {
    const [first = 1, last = first] = part.split("-").map((code) => dayCodes.findIndex((each) => each === code) + 1);
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => ((first - 1 + index) % 7) + 1);
  });
}

/** What the form shows of a text; null when the form can't say it exactly, and the text has to be edited as it is. */
export function readHours(text: string): Hours | null {
  if (text === "") return { rows: [], closedOnHolidays: false, exceptions: [] };
  const [rows, exceptions]: [HoursRow[], HoursException[]] = [[], []];
  const rules = text === "24/7" ? ["Mo-Su 00:00-24:00"] : text.split(/\s*;\s*/);
  for (const rule of rules.filter((each) => each !== "PH off")) {
    const exception = exceptionForm.exec(rule);
    const groups = ruleForm.exec(rule)?.groups;
    if (exception) {
      const [, year = "", inMonth = "", day = "", lastYear = year, lastMonth = inMonth, lastDay = day, hours = "off"] = exception;
      const [opens = null, closes = null] = hours === "off" ? [] : hours.split("-");
      exceptions.push({ from: `${year}-${monthNumber(inMonth)}-${day}`, until: `${lastYear}-${monthNumber(lastMonth)}-${lastDay}`, opens, closes });
    } else if (groups) {
      if (groups["hours"] === "off") continue;
      for (const hours of (groups["hours"] ?? "").split(",")) {
        const [opens = "", closes = ""] = hours.split("-");
        rows.push({ period: periodOf(groups), days: daysOf(groups["days"]), opens, closes });
      }
    } else return null;
  }
  const hours: Hours = { rows, closedOnHolidays: rules.includes("PH off"), exceptions };
  const normal = rules.join("; ").replace(/([a-z]): /g, "$1 ");
  return writeHours(hours) === normal || text === "24/7" || sameRules(writeHours(hours), normal) ? hours : null;
}

/** The same rules whatever days they group, in the same order of periods. */
function sameRules(a: string, b: string): boolean {
  const spread = (text: string) => text.split("; ").map((rule) => rule.replace(/\b(Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*/, (days) => daysOf(days).map(codeOf).join(",")).replace(/^(?=\d\d:)/, "Mo,Tu,We,Th,Fr,Sa,Su ")).join("; ");
  return spread(a) === spread(b);
}
