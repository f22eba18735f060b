import { largestTrack, readTrack, type TrackRefusal } from "../../features/itineraries/read-track.ts";
import type { ItineraryDetails, Stop } from "../../features/itineraries/show-itinerary.ts";
import { communeOf, communeWords } from "./event-draft.ts";
import type { FormValues } from "./form-data.ts";

/** One stop of the form as it stands. */
export interface StopFields {
  /** The place of the census that it was, and its name then: another name is another stop. */
  readonly place: string;
  readonly known: string;
  readonly name: string;
  readonly minutes: string;
  readonly note: string;
  readonly address: string;
  readonly commune: string;
  readonly latitude: string;
  readonly longitude: string;
}

/** The form of an itinerary as it stands. */
export interface ItineraryDraft {
  readonly values: Readonly<Record<string, string>>;
  readonly audience: readonly string[];
  readonly accessibility: readonly string[];
  readonly prices: readonly { readonly label: string; readonly amount: string }[];
  readonly stops: readonly StopFields[];
  /** The drawn line, as JSON; empty where one goes straight. */
  readonly line: string;
  readonly trackFault: TrackRefusal | null;
}

const names = ["travel", "level", "looped", "pricing", "own_km", "own_hours", "own_minutes"] as const;
const parts = ["place", "known", "name", "minutes", "note", "address", "commune", "latitude", "longitude"] as const;
export const emptyStop: StopFields = { place: "", known: "", name: "", minutes: "", note: "", address: "", commune: "", latitude: "", longitude: "" };
const blank = (stop: StopFields) => parts.every((part) => stop[part] === "");

export const emptyItineraryDraft: ItineraryDraft = { values: { travel: "walk", level: "unknown", pricing: "unknown" }, audience: [], accessibility: [], prices: [], stops: [emptyStop, emptyStop, emptyStop], line: "", trackFault: null };

export async function readItineraryDraft(form: FormValues): Promise<ItineraryDraft> {
  const labels = form.all("price_label");
  const track = await trackOf(form);
  return {
    values: Object.fromEntries(names.map((name) => [name, form.one(name).trim()])),
    audience: form.all("audience"), accessibility: form.all("accessibility"),
    prices: form.all("price_amount").map((amount, index) => ({ label: labels[index] ?? "", amount })),
    stops: readStops(form), line: track.line, trackFault: track.fault,
  };
}

/** In the order that their numbers say; what a button of the form without scripts asks is done. */
function readStops(form: FormValues): StopFields[] {
  const columns = parts.map((part) => [part, form.all(`stop_${part}`)] as const);
  const ranks = form.all("stop_rank");
  const count = Math.min(60, columns.find(([part]) => part === "name")?.[1].length ?? 0);
  const rows = Array.from({ length: count }, (_, index) => ({ index, rank: Number(ranks[index]) || index + 1, stop: { ...emptyStop, ...Object.fromEntries(columns.map(([part, values]) => [part, (values[index] ?? "").trim()])) } }));
  rows.sort((a, b) => a.rank - b.rank || a.index - b.index);
  const [, act = "", number = ""] = /^rows(?:-(up|down|remove)-(\d{1,2}))?$/.exec(form.one("do")) ?? [];
  const at = rows.findIndex((row) => row.index === Number(number || -1));
  const [row] = at >= 0 ? rows.splice(at, 1) : [];
  if (row && act !== "remove") rows.splice(Math.max(0, at + (act === "up" ? -1 : 1)), 0, row);
  const stops = rows.map((each) => each.stop);
  return form.one("do") === "rows" ? [...stops, emptyStop, emptyStop, emptyStop] : stops;
}

async function trackOf(form: FormValues): Promise<{ line: string; fault: TrackRefusal | null }> {
  const kept = form.one("line_remove") === "1" ? "" : form.one("line");
  const file = form.file("track");
  if (!file) return { line: kept, fault: null };
  if (file.size > largestTrack) return { line: kept, fault: "track_large" };
  const read = readTrack(await file.text());
  return read.done ? { line: JSON.stringify(read.value), fault: null } : { line: kept, fault: read.refusal };
}

/** Those that say something, as they are numbered to their author. */
export function filledStops(draft: ItineraryDraft): StopFields[] {
  return draft.stops.filter((stop) => !blank(stop));
}

const number = (text: string | undefined) => (text ? Number(text.replace(",", ".").replace(/\s/g, "")) : null);

/** What the schema of an itinerary parses; `places` are the places of the census that the stops were found to be. */
export function itineraryInputOf(draft: ItineraryDraft, places: readonly (string | null)[]): object {
  const { values } = draft;
  const km = number(values["own_km"]);
  const [hours, minutes] = [number(values["own_hours"]), number(values["own_minutes"])];
  return {
    travel: values["travel"], level: values["level"] || undefined, looped: values["looped"] === "1", audience: draft.audience, accessibility: draft.accessibility, pricing: values["pricing"] || undefined,
    prices: draft.prices.filter((price) => price.amount.trim() !== "").map((price) => ({ label: price.label, cents: Math.round(Number(price.amount.replace(",", ".").replace(/[€\s]/g, "")) * 100) })),
    ownMetres: km === null ? null : Math.round(km * 1000), ownMinutes: hours === null && minutes === null ? null : (hours ?? 0) * 60 + (minutes ?? 0),
    line: draft.line ? fromJson(draft.line) : null,
    stops: filledStops(draft).map((stop, index) => ({
      place: places[index] ?? null, name: stop.name, address: stop.address, communeCode: stop.commune ? (communeOf(stop.commune) ?? stop.commune) : null,
      latitude: number(stop.latitude), longitude: number(stop.longitude), note: stop.note, minutes: number(stop.minutes) ?? 0,
    })),
  };
}

/** What the browser gives back is parsed like all the rest, by the schema of lines. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text.slice(0, 200_000));
  } catch {
    return "";
  }
}

/** A stored itinerary, as the form shows it. A point that is only its commune's middle was not typed. */
export function itineraryDraft(details: ItineraryDetails): ItineraryDraft {
  const { ownMetres, ownMinutes } = details;
  const own = { own_km: ownMetres === null ? "" : String(ownMetres / 1000), own_hours: ownMinutes === null ? "" : String(Math.floor(ownMinutes / 60)), own_minutes: ownMinutes === null ? "" : String(ownMinutes % 60) };
  return {
    values: { travel: details.travel, level: details.level, looped: details.looped ? "1" : "", pricing: details.pricing, ...own },
    audience: details.audience, accessibility: details.accessibility, prices: details.prices.map((price) => ({ label: price.label, amount: (price.cents / 100).toFixed(2) })),
    stops: [...details.stops.filter((stop) => stop.place !== null || !stop.gone).map(fieldsOf), emptyStop],
    line: details.line ? JSON.stringify(details.line) : "", trackFault: null,
  };
}

function fieldsOf(stop: Stop): StopFields {
  const base = { ...emptyStop, name: stop.name, minutes: stop.minutes > 0 ? String(stop.minutes) : "", note: stop.note };
  if (stop.place) return { ...base, place: stop.place, known: stop.name };
  return { ...base, address: stop.address, commune: communeWords(stop.communeCode), latitude: String(stop.latitude ?? ""), longitude: String(stop.longitude ?? "") };
}
