import type { EventDetails } from "../../features/contents/show-content.ts";
import type { Opening, RepeatedSlot, Session, Slot } from "../../features/agenda/session.ts";
import { findCommune, searchCommunes } from "../../features/places/communes.ts";
import { readDate, readLocal, todayIn } from "../../platform/time.ts";
import type { FormValues } from "./form-data.ts";

/** A row of the form's grid of times. */
export interface SessionRow {
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly endDate: string;
  /** "" for one time, or how it comes back; "kept": by a rule that these words can't say. */
  readonly repeat: "" | "daily" | "weekly" | "fortnightly" | "monthly" | "kept";
  /** The rule that is kept, as it is stored. */
  readonly rule: string;
  readonly until: string;
  readonly except: string;
}

/** A permanent opening, as the form holds it. */
export interface OpeningRow {
  readonly from: string;
  readonly until: string;
  readonly days: readonly string[];
  readonly opens: string;
  readonly closes: string;
  readonly except: string;
  /** Openings that these fields can't show, as JSON: they stay until others are typed. */
  readonly kept: string;
}

export interface EventDraft {
  readonly rows: readonly SessionRow[];
  readonly opening: OpeningRow;
  readonly values: Readonly<Record<string, string>>;
  readonly audience: readonly string[];
  readonly accessibility: readonly string[];
  readonly prices: readonly { readonly label: string; readonly amount: string }[];
  /** What the schema of an event parses. */
  readonly input: object;
}

export const rowsShown = 6;
const emptyRow: SessionRow = { date: "", start: "", end: "", endDate: "", repeat: "", rule: "", until: "", except: "" };
const emptyOpening: OpeningRow = { from: "", until: "", days: [], opens: "", closes: "", except: "", kept: "" };

export function emptyEventDraft(now: Temporal.Instant, zone: string): EventDraft {
  const date = todayIn(zone, now).add({ days: 7 }).toString();
  return { rows: [{ ...emptyRow, date, start: "14:00", end: "16:00" }, ...Array.from({ length: rowsShown - 1 }, () => emptyRow)], opening: emptyOpening, values: { type: "conference", pricing: "unknown", status: "on", joining: "free" }, audience: [], accessibility: [], prices: [], input: {} };
}

const names = ["type", "place_name", "address", "commune", "latitude", "longitude", "online_url", "age_min", "age_max", "pricing", "booking_url", "organiser", "status", "status_reason", "zone", "joining"] as const;

const columns = ["date", "start", "end", "endDate", "repeat", "rule", "until", "except"] as const;

/** One row of the grid, as its fields are named. */
export function readRow(cell: (name: string) => string): SessionRow {
  return Object.fromEntries(columns.map((column) => [column, cell(`s_${column}`)])) as unknown as SessionRow;
}

export function readEventDraft(values: FormValues): EventDraft {
  const cells = columns.map((column) => values.all(`s_${column}`));
  const rows = (cells[0] ?? []).slice(0, 60).map((_, index) => Object.fromEntries(columns.map((column, at) => [column, cells[at]?.[index] ?? ""])) as unknown as SessionRow);
  if (values.one("do") === "rows") rows.push(...Array.from({ length: Math.min(rowsShown, 60 - rows.length) }, () => emptyRow));
  const opening: OpeningRow = { from: values.one("o_from"), until: values.one("o_until"), days: values.all("o_days"), opens: values.one("o_opens"), closes: values.one("o_closes"), except: values.one("o_except"), kept: values.one("o_kept") };
  const text = Object.fromEntries(names.map((name) => [name, values.one(name).trim()]));
  const labels = values.all("price_label");
  const prices = values.all("price_amount").map((amount, index) => ({ label: labels[index] ?? "", amount }));
  const draft = { rows, opening, values: text, audience: values.all("audience"), accessibility: values.all("accessibility"), prices };
  return { ...draft, input: inputOf(draft) };
}

function inputOf({ rows, opening, values, audience, accessibility, prices }: Omit<EventDraft, "input">): object {
  const number = (text: string | undefined) => (text ? Number(text.replace(",", ".")) : null);
  const typed = values["commune"] ?? "";
  const commune = communeOf(typed);
  return {
    type: values["type"],
    ...(values["zone"] ? { zone: values["zone"] } : {}),
    sessions: [...rows.filter((row) => row.date !== "").map(sessionOf), ...(opening.from ? [openingOf(opening)] : keptOpenings(opening.kept))],
    placeName: values["place_name"],
    address: values["address"],
    communeCode: typed ? (commune ?? typed) : null,
    latitude: number(values["latitude"]),
    longitude: number(values["longitude"]),
    onlineUrl: values["online_url"] || null,
    audience,
    ageMin: number(values["age_min"]),
    ageMax: number(values["age_max"]),
    pricing: values["pricing"],
    prices: prices.filter((price) => price.amount.trim() !== "").map((price) => ({ label: price.label, cents: Math.round(Number(price.amount.replace(",", ".").replace(/[€\s]/g, "")) * 100) })),
    bookingUrl: values["booking_url"] || null,
    ...(values["joining"] ? { joining: values["joining"] } : {}),
    accessibility,
    organiser: values["organiser"],
    status: values["status"],
    statusReason: values["status_reason"],
  };
}

/** A commune as the form shows it, "Grenoble (38000)". */
export function communeWords(code: string | null): string {
  const commune = code ? findCommune(code) : null;
  return commune ? `${commune.name} (${commune.postcodes[0] ?? ""})` : "";
}

/** "38185", "Grenoble" or "Grenoble (38000)": the INSEE code. */
export function communeOf(typed: string): string | null {
  if (findCommune(typed)) return typed;
  const [, name = typed, postcode] = /^(.*?)\s*\((\d{5})\)$/.exec(typed) ?? [];
  const found = searchCommunes(name, 20);
  return (found.find((commune) => postcode && commune.postcodes.includes(postcode)) ?? found[0])?.code ?? null;
}

/** What a row of the grid says, to be parsed. */
export function sessionOf(row: SessionRow): Slot | RepeatedSlot {
  const start = row.start ? `${row.date}T${row.start}` : row.date;
  const lastDay = row.endDate || row.date;
  const end = row.start ? (row.end ? `${lastDay}T${row.end}` : null) : row.endDate || null;
  if (!row.repeat) return { kind: "slot", start, end };
  if (row.repeat === "kept") return { kind: "repeated", start, end, rule: row.rule, except: datesOf(row.except) };
  const frequency = { daily: "FREQ=DAILY", weekly: "FREQ=WEEKLY", fortnightly: "FREQ=WEEKLY;INTERVAL=2", monthly: `FREQ=MONTHLY;BYDAY=${nthWeekday(row.date)}` }[row.repeat];
  // Anything but a date would add parts of its own to the rule: it stays as typed, and is refused.
  const until = row.until ? `;UNTIL=${readDate(row.until)?.toString().replaceAll("-", "") ?? "?"}T235959` : "";
  return { kind: "repeated", start, end, rule: `${frequency}${until}`, except: datesOf(row.except) };
}

/** "Every month" means the same weekday: the second Tuesday, not the twelfth. */
function nthWeekday(date: string): string {
  const at = readLocal(date)?.at;
  if (!at) return "1MO";
  const code = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][at.dayOfWeek - 1] ?? "MO";
  const nth = Math.ceil(at.day / 7);
  return `${nth > 4 ? -1 : nth}${code}`;
}

function openingOf(opening: OpeningRow): Opening {
  const days = opening.days.length > 0 ? opening.days.map(Number) : [1, 2, 3, 4, 5, 6, 7];
  return { kind: "opening", from: opening.from, until: opening.until || opening.from, hours: [{ days, opens: opening.opens || null, closes: opening.closes || null }], except: datesOf(opening.except) };
}

/** What the browser gives back is parsed like all the rest, by the schema of sessions. */
function keptOpenings(kept: string): unknown[] {
  try {
    const openings: unknown = JSON.parse(kept || "[]");
    return Array.isArray(openings) ? openings : [];
  } catch {
    return [];
  }
}

/** "30/10/2026, 2026-11-06": days as people write them. */
function datesOf(text: string): string[] {
  return text.split(/[,;\s]+/).filter(Boolean).map((part) => {
    const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(part) ?? [];
    return day && month && year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : part;
  });
}

/** A stored event, as the form shows it. */
export function eventDraft(event: EventDetails): EventDraft {
  const rows = event.sessions.flatMap((session) => (session.kind === "opening" ? [] : [rowOf(session)]));
  const openings = event.sessions.filter((session) => session.kind === "opening");
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  return {
    rows: [...rows, ...Array.from({ length: Math.max(2, rowsShown - rows.length) }, () => emptyRow)],
    opening: openingRow(openings),
    values: {
      type: event.type, place_name: event.placeName, address: event.address, commune: communeWords(event.communeCode), latitude: text(event.latitude), longitude: text(event.longitude),
      online_url: text(event.onlineUrl), age_min: text(event.ageMin), age_max: text(event.ageMax), pricing: event.pricing, booking_url: text(event.bookingUrl), organiser: event.organiser, status: event.status, status_reason: event.statusReason, zone: event.zone, joining: event.joining,
    },
    audience: event.audience,
    accessibility: event.accessibility,
    prices: event.prices.map((price) => ({ label: price.label, amount: (price.cents / 100).toFixed(2) })),
    input: {},
  };
}

function rowOf(session: Exclude<Session, Opening>): SessionRow {
  const [date = "", start = ""] = session.start.split("T");
  const [endDate = "", end = ""] = (session.end ?? "").split("T");
  const base = { ...emptyRow, date, start: start.slice(0, 5), end: end.slice(0, 5), endDate: endDate === date ? "" : endDate };
  if (session.kind === "slot") return base;
  const until = /UNTIL=(\d{4})(\d{2})(\d{2})/.exec(session.rule);
  const repeat = session.rule.includes("FREQ=MONTHLY") ? "monthly" : session.rule.includes("FREQ=DAILY") ? "daily" : session.rule.includes("INTERVAL=2") ? "fortnightly" : "weekly";
  const except = session.except.join(", ");
  const row = { ...base, repeat, until: until ? `${until[1]}-${until[2]}-${until[3]}` : "", except } as const;
  const said = sessionOf(row);
  // Several weekdays, a count, another interval: the rule stays as it is rather than become another one.
  return said.kind === "repeated" && said.rule === session.rule ? row : { ...base, repeat: "kept", rule: session.rule, except };
}

function openingRow(openings: readonly Opening[]): OpeningRow {
  const [opening, ...more] = openings;
  if (!opening) return emptyOpening;
  const [hours, ...moreHours] = opening.hours;
  if (!hours || more.length > 0 || moreHours.length > 0) return { ...emptyOpening, kept: JSON.stringify(openings) };
  return { ...emptyOpening, from: opening.from, until: opening.until, days: hours.days.map(String), opens: hours.opens ?? "", closes: hours.closes ?? "", except: opening.except.join(", ") };
}
