import type { Context } from "../../platform/context.ts";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import type { KindDetails } from "../contents/content.ts";
import type { Intent } from "../contents/input.ts";
import { restoreVersion, type RestoreRefusal } from "../contents/restore-version.ts";
import { standBehind } from "../contents/write-behind.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { findCommune, type Point } from "../places/communes.ts";
import { itineraryInput, type ItineraryInput, type StopInput } from "./input.ts";
import type { ItineraryBrief } from "./itinerary.ts";
import { durationOf, lengthOf, straightLine } from "./route.ts";
import { listChosenAnywhere, writeItineraryRow, writeStops, type ChosenPlace, type StopRow } from "./store.ts";

/** Writes an itinerary with its stops, and measures it. A place that nobody may see any more is kept only where it stood already. */
export function writeItinerary(context: Context, target: Target, input: ItineraryInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  const { title: _t, summary: _s, body: _b, tags: _g, lead: _l, ...details } = input;
  return writeContent(context, { kind: "itinerary", target, genre: null, ...input, ...intent, details }, (tx, id) => writeDetails(tx, id, input));
}

/** Goes back to an earlier version, its stops and its line too. */
export function restoreItinerary(context: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return restoreVersion(context, id, revision, async (tx, itinerary, details) => {
    const input = itineraryInput.safeParse({ ...details, title: "-", body: emptyDocument });
    return input.success ? { details: await writeDetails(tx, itinerary, input.data) } : null;
  });
}

interface Halt {
  readonly row: StopRow;
  /** Where it is on the map, and what it is called, as far as everybody may know. */
  readonly point: Point | null;
  readonly title: string;
  readonly communeName: string;
}

async function writeDetails(tx: Transaction, id: ContentId, input: ItineraryInput): Promise<KindDetails> {
  const chosen = await listChosenAnywhere(tx, id, input.stops.flatMap((stop) => stop.place ?? []));
  const halts = input.stops.flatMap((stop) => haltOf(stop, chosen));
  const points = halts.flatMap((halt) => halt.point ?? []);
  const metres = input.ownMetres ?? lengthOf(input.line ?? straightLine(points, input.looped));
  const minutes = input.ownMinutes ?? durationOf(metres, input.travel, halts.map((halt) => halt.row.minutes));
  await writeItineraryRow(tx, id, input, { metres: Math.min(metres, 3_000_000), minutes: Math.min(minutes, 43_200) });
  await writeStops(tx, id, halts.map((halt) => halt.row));
  await standBehind(tx, id, input);
  const communes = [...new Set(halts.map((halt) => halt.communeName).filter(Boolean))];
  const { travel, level, looped, audience, accessibility, pricing } = input;
  const brief: ItineraryBrief = { travel, level, looped, metres, minutes, stops: halts.length, communeName: communes[0] ?? "", audience, accessibility, pricing };
  return { keywords: [...halts.map((halt) => halt.title), ...communes].filter(Boolean).join(" ").slice(0, 2000), brief, point: points[0] ?? null };
}

function haltOf(stop: StopInput, chosen: ReadonlyMap<ContentId, ChosenPlace>): Halt[] {
  if (stop.place) {
    const place = chosen.get(stop.place);
    if (!place) return [];
    const point = place.shown && place.latitude !== null && place.longitude !== null ? { latitude: place.latitude, longitude: place.longitude } : null;
    const row = { place: place.id, name: "", address: "", communeCode: null, communeName: "", latitude: null, longitude: null, note: stop.note, minutes: stop.minutes };
    return [{ row, point, title: place.shown ? place.title : "", communeName: place.shown ? place.communeName : "" }];
  }
  const commune = stop.communeCode ? findCommune(stop.communeCode) : null;
  const point = stop.latitude !== null && stop.longitude !== null ? { latitude: stop.latitude, longitude: stop.longitude } : (commune?.point ?? null);
  const communeName = commune?.name ?? "";
  return [{ row: { ...stop, place: null, communeName, latitude: point?.latitude ?? null, longitude: point?.longitude ?? null }, point, title: stop.name, communeName }];
}
