import OpeningHours from "opening_hours";
import { LRUCache } from "lru-cache";
import { instantOf } from "../../platform/time.ts";
import { strangeRule } from "./rules.ts";
import { findCommune } from "../places/communes.ts";

/** Where the hours hold: its clock, its public and school holidays. */
export interface Where {
  readonly zone: string;
  /** INSEE code of its commune, when it is known. */
  readonly communeCode: string | null;
}

/** One opening on the clocks of the place. */
export interface OpenSpan {
  readonly from: Temporal.PlainDateTime;
  readonly until: Temporal.PlainDateTime;
  /** "on appointment": what the text says of it. */
  readonly comment: string;
  /** Whether it is really open isn't sure: the comment says why. */
  readonly unsure: boolean;
}

/** Whether it is open at an instant, and until when that holds; `changesAt` is null when nothing changes for two months. */
export interface Standing {
  readonly state: "open" | "closed" | "unsure";
  readonly changesAt: Temporal.PlainDateTime | null;
  readonly comment: string;
}

/** How far ahead a change is looked for: further, hours say more of the past than of the future. */
const horizonDays = 60;

// INSEE's regions as OpenStreetMap's holidays name them. Three départements of the Grand Est have holidays of their own.
const regions: Readonly<Record<string, string>> = {
  "01": "Guadeloupe", "02": "Martinique", "03": "Guyane", "04": "La Réunion", "06": "Mayotte", "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandie", "32": "Hauts-de-France",
  "44": "Grand Est", "52": "Pays de la Loire", "53": "Bretagne", "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes", "93": "Provence-Alpes-Côte d'Azur", "94": "Corse",
};
const departements: Readonly<Record<string, string>> = { "57": "Moselle", "67": "Bas-Rhin", "68": "Haut-Rhin" };

const inFrance = (state: string) => ({ lat: 46.5, lon: 2.5, address: { country_code: "fr", state } });

/** A region as the library asks where one is. */
export function nominatimOf(region: string): { lat: number; lon: number; address: { country_code: string; state: string } } {
  return inFrance(regions[region] ?? "");
}

const parsed = new LRUCache<string, OpeningHours>({ max: 2000 });

/** Throws what the library throws of a text that it doesn't read. */
function parse(text: string, { communeCode }: Where): OpeningHours {
  const commune = communeCode ? findCommune(communeCode) : null;
  // The library files school holidays by region only: hours that need them do without the two holidays of Alsace and Moselle.
  const own = /\bSH\b/.test(text) ? undefined : departements[commune?.departement ?? ""];
  const state = own ?? regions[commune?.region ?? ""] ?? "";
  const key = `${text}|${state}`;
  const before = parsed.get(key);
  if (before) return before;
  const read = new OpeningHours(text, inFrance(state));
  parsed.set(key, read);
  return read;
}

// The library reads the clock of the process where we need that of the place: its dates have the fields of the time there.
const asDate = (at: Temporal.PlainDateTime) => new Date(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
const asLocal = (date: Date) => new Temporal.PlainDateTime(date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes());

/** The text as OpenStreetMap writes it, or where reading it stopped. Rules without hours say too little to be kept. */
export function tidyHours(typed: string, where: Where): { readonly text: string } | { readonly stoppedAt: string } {
  const text = typed.replace(/\s+/g, " ").replace(/;\s*$/, "").trim();
  if (text === "") return { text };
  const strange = strangeRule(text);
  if (strange !== null) return { stoppedAt: strange.slice(0, 60) };
  try {
    const read = parse(text, where);
    const pretty = read.prettifyValue();
    const lacking = read.getStructuredWarnings().find((each) => each.type === "vague" || each.type === "nothing_useful");
    return lacking || strangeRule(pretty) !== null ? { stoppedAt: text.slice(0, 60) } : { text: pretty };
  } catch (error) {
    const [before = ""] = String(error instanceof Error ? error.message : error).split(" <---");
    return { stoppedAt: (text.startsWith(before.trim()) ? before : text).trim().slice(-60) };
  }
}

/** Whether it is open at an instant; null when the text can't be read there. */
export function standingAt(text: string, where: Where, now: Temporal.Instant): Standing | null {
  const local = now.toZonedDateTimeISO(where.zone).toPlainDateTime();
  return tolerant(text, where, local.toPlainDate(), (hours) => {
    const at = asDate(local);
    const change = hours.getNextChange(at, asDate(local.add({ days: horizonDays })));
    const state = hours.getUnknown(at) ? "unsure" : hours.getState(at) ? "open" : "closed";
    return { state, changesAt: change ? asLocal(change) : null, comment: hours.getComment(at) ?? "" };
  });
}

/** What is open over some days, the first included, in order. */
export function spansOf(text: string, where: Where, from: Temporal.PlainDate, days: number): OpenSpan[] {
  const first = from.toPlainDateTime();
  return tolerant(text, where, from, (hours) => hours.getOpenIntervals(asDate(first), asDate(first.add({ days }))).map(([start, end, unsure, comment]) => ({ from: asLocal(start), until: asLocal(end), unsure, comment: comment ?? "" }))) ?? [];
}

/** The instant of a change: a clock time that the spring change skips moves forward. */
export function instantThere(at: Temporal.PlainDateTime, where: Where): Temporal.Instant {
  return instantOf(at, where.zone);
}

// What couldn't be computed in a month, so that it isn't tried, and complained of, at each reading.
const unknown = new LRUCache<string, true>({ max: 2000 });

/** Whether the hours depend on school holidays whose dates, over some days from this one, nobody has published yet: readers are told. */
export function lacksSchoolHolidays(text: string, where: Where, from: Temporal.PlainDate, days: number): boolean {
  if (!/\bSH\b/.test(text)) return false;
  spansOf(text, where, from, days);
  return unknown.has(keyOf(text, where, from));
}

const keyOf = (text: string, { communeCode }: Where, from: Temporal.PlainDate) => `${text}|${communeCode}|${from.toPlainYearMonth()}`;

/** School holidays are known some years ahead only: past them, the rules that need them are left out. */
function tolerant<T>(text: string, where: Where, from: Temporal.PlainDate, ask: (hours: OpeningHours) => T): T | null {
  if (strangeRule(text) !== null) return null;
  for (const each of [text, text.split(";").filter((rule) => !/\bSH\b/.test(rule)).join(";")]) {
    const key = keyOf(each, where, from);
    if (each.trim() === "" || unknown.has(key)) continue;
    try {
      return ask(parse(each, where));
    } catch {
      unknown.set(key, true);
    }
  }
  return null;
}
