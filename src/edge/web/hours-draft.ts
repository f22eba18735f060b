import { readHours, runsOf, writeHours, type Hours, type HoursException, type HoursRow, type Period } from "../../features/hours/hours.ts";
import { readDate } from "../../platform/time.ts";
import type { FormValues } from "./form-data.ts";

/** A row of the form: from a day to another, from an hour to another, all year or in a part of it. */
export interface HoursDraftRow {
  readonly first: string;
  readonly last: string;
  readonly opens: string;
  readonly closes: string;
  readonly period: "" | "school-holidays" | "dates";
  /** `01/07`, as one writes a day of each year. */
  readonly since: string;
  readonly until: string;
}

/** Opening hours, as the form holds them. */
export interface HoursDraft {
  readonly rows: readonly HoursDraftRow[];
  readonly closedOnHolidays: boolean;
  readonly exceptions: readonly { readonly from: string; readonly until: string; readonly opens: string; readonly closes: string }[];
  /** The text of the expert field, and what stood there when the form was opened: when it was changed, it wins over the rows. */
  readonly raw: string;
  readonly kept: string;
}

export const emptyHoursRow: HoursDraftRow = { first: "", last: "", opens: "", closes: "", period: "", since: "", until: "" };
const most = 40;

export function hoursDraft(text: string): HoursDraft {
  const hours = readHours(text);
  return {
    rows: (hours?.rows ?? []).flatMap((row) => runsOf(row.days).map(([first, last]) => rowOf(row, first, last))),
    closedOnHolidays: hours?.closedOnHolidays ?? false,
    exceptions: (hours?.exceptions ?? []).map((each) => ({ from: each.from, until: each.until === each.from ? "" : each.until, opens: each.opens ?? "", closes: each.closes ?? "" })),
    raw: text,
    kept: text,
  };
}

const clock = (text: string) => (text === "24:00" ? "00:00" : text);
const shown = (monthDay: string) => monthDay.split("-").reverse().join("/");

function rowOf(row: HoursRow, first: number, last: number): HoursDraftRow {
  const { period } = row;
  const dates = period?.kind === "dates" ? { since: shown(period.from), until: shown(period.until) } : { since: "", until: "" };
  return { first: String(first), last: String(last), opens: row.opens, closes: clock(row.closes), period: period?.kind ?? "", ...dates };
}

export function readHoursDraft(form: FormValues): HoursDraft {
  const column = (name: string) => form.all(`hours_${name}`).slice(0, most).map((value) => value.trim());
  const cells = { first: column("first"), last: column("last"), opens: column("opens"), closes: column("closes"), period: column("period"), since: column("since"), until: column("until") };
  const periodAt = (index: number) => (["school-holidays", "dates"] as const).find((each) => each === cells.period[index]) ?? "";
  const at = (name: keyof typeof cells, index: number) => cells[name][index] ?? "";
  const [from, until, opens, closes] = [column("except_from"), column("except_until"), column("except_opens"), column("except_closes")];
  return {
    rows: cells.first.map((first, index) => ({ first, last: at("last", index), opens: at("opens", index), closes: at("closes", index), period: periodAt(index), since: at("since", index), until: at("until", index) })),
    closedOnHolidays: form.one("hours_holidays") === "1",
    exceptions: from.map((day, index) => ({ from: day, until: until[index] ?? "", opens: opens[index] ?? "", closes: closes[index] ?? "" })),
    raw: form.one("hours_raw"),
    kept: form.one("hours_kept"),
  };
}

/** What the schema of hours parses: a text, or null when a row isn't complete. */
export function hoursInput(draft: HoursDraft): string | null {
  if (draft.raw.trim() !== draft.kept.trim()) return draft.raw;
  const rows = draft.rows.filter((row) => [row.first, row.last, row.opens, row.closes].some((cell) => cell !== "")).map(readRow);
  const exceptions = draft.exceptions.filter((each) => each.from !== "" || each.opens !== "").map(readException);
  // What the rows can't show stays until rows are typed.
  if (rows.length === 0 && exceptions.length === 0 && readHours(draft.kept) === null) return draft.kept;
  const whole: Hours = { rows: rows.filter((row) => row !== null), closedOnHolidays: draft.closedOnHolidays, exceptions: exceptions.filter((each) => each !== null) };
  return whole.rows.length + whole.exceptions.length < rows.length + exceptions.length ? null : writeHours(whole);
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

function readRow(row: HoursDraftRow): HoursRow | null {
  const first = Number(row.first || row.last);
  const last = Number(row.last || row.first);
  const period = readPeriod(row);
  if (!(first >= 1 && first <= 7 && last >= 1 && last <= 7) || !time.test(row.opens) || !time.test(row.closes) || period === undefined) return null;
  const days = Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => ((first - 1 + index) % 7) + 1);
  return { period, days, opens: row.opens, closes: row.closes === "00:00" ? "24:00" : row.closes };
}

/** Undefined when dates are meant and can't be read. */
function readPeriod(row: HoursDraftRow): Period | null | undefined {
  if (row.period !== "dates") return row.period === "" ? null : { kind: "school-holidays" };
  const [from, until] = [row.since, row.until].map((text) => {
    const [, day = "", month = ""] = /^(\d{1,2})[/. -](\d{1,2})$/.exec(text) ?? [];
    const date = readDate(`2024-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
    return date ? date.toString().slice(5) : null;
  });
  return from && until ? { kind: "dates", from, until } : undefined;
}

function readException(each: HoursDraft["exceptions"][number]): HoursException | null {
  const [from, until] = [readDate(each.from), readDate(each.until || each.from)];
  if (!from || !until || Temporal.PlainDate.compare(from, until) > 0) return null;
  const closed = each.opens === "" && each.closes === "";
  if (!closed && (!time.test(each.opens) || !time.test(each.closes))) return null;
  return { from: from.toString(), until: until.toString(), opens: closed ? null : each.opens, closes: closed ? null : each.closes };
}
