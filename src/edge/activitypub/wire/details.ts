import type { AnnouncementDetails } from "../../../features/announcements/show-announcement.ts";
import type { Content, EventDetails } from "../../../features/contents/show-content.ts";
import type { ItineraryDetails } from "../../../features/itineraries/show-itinerary.ts";
import type { OperationDetails } from "../../../features/operations/operation.ts";
import type { ProjectDetails } from "../../../features/projects/show-project.ts";
import type { PlaceDetails } from "../../../features/visiting/show-place.ts";
import type { WireObject, WireValue } from "./wire.ts";

/*
 * What the form of a kind holds, as our own servers take it over: they show it as what it is, and read it with the very
 * schema that their own forms pass. No identifier of ours is in it.
 */

/** Its words as they were typed: titles and summaries of the wire are cut, and say more. */
function wordsOf({ title, summary }: Content): Readonly<Record<string, string>> {
  return { title, summary };
}

export function articleDetails(content: Content): WireObject {
  return told({ ...wordsOf(content), genre: content.genre });
}

export function eventDetails(content: Content, event: EventDetails, more: { readonly bookingUrl: string | null; readonly organisers: readonly string[] }): WireObject {
  const { zone, type, sessions, placeName, address, communeCode, latitude, longitude, onlineUrl, audience, ageMin, ageMax, pricing, prices, accessibility, status, statusReason, firstStart, joining } = event;
  return told({ ...wordsOf(content), zone, type, sessions, placeName, address, communeCode, latitude, longitude, onlineUrl, audience, ageMin, ageMax, pricing, prices, accessibility, status, statusReason, firstStart, joining: more.bookingUrl ? "none" : joining, bookingUrl: more.bookingUrl, organiser: more.organisers.join(", ").slice(0, 200) });
}

/** How the contents that it says stand under its headings, in their order; first those that stand before any, under a heading without words. */
export interface ToldSection {
  readonly title: string;
  readonly items: number;
}

export function dossierDetails(content: Content, sections: readonly ToldSection[]): WireObject {
  return told({ ...wordsOf(content), contributions: content.contributions, ...(sections.length > 1 ? { sections } : {}) });
}

/** One answers where it stands. */
export function announcementDetails(content: Content, announcement: AnnouncementDetails, url: string): WireObject {
  const { type, zone, deadline, organisation, communeCode, contract, contactUrl } = announcement;
  return told({ ...wordsOf(content), type, zone, deadline, organisation, communeCode, contract, contactUrl: contactUrl ?? url, relay: false });
}

export function operationDetails(content: Content, { zone, startsOn, endsOn, labels }: OperationDetails): WireObject {
  return told({ ...wordsOf(content), zone, startsOn, endsOn, labels });
}

/** A line of more points isn't seen to be finer. */
const mostPoints = 1000;

export function itineraryDetails(content: Content, itinerary: ItineraryDetails): WireObject {
  const { travel, level, looped, audience, accessibility, pricing, prices, metres, minutes, line } = itinerary;
  const step = Math.ceil((line?.length ?? 0) / mostPoints) || 1;
  const stops = itinerary.stops.filter((stop) => !stop.gone).map(({ name, address, communeCode, latitude, longitude, note, minutes: spent, card }) => ({ name, address, communeCode, latitude: latitude ?? card?.latitude, longitude: longitude ?? card?.longitude, note, minutes: spent }));
  return told({ ...wordsOf(content), travel, level, looped, audience, accessibility, pricing, prices, ownMetres: metres, ownMinutes: minutes, line: line?.filter((_, index) => index % step === 0 || index === line.length - 1), stops });
}

export function projectDetails(content: Content, { stage, startsOn, endsOn, funding, website, communeCode }: ProjectDetails): WireObject {
  return told({ ...wordsOf(content), stage, startsOn, endsOn, funding, website, communeCode });
}

export function placeDetails(content: Content, place: PlaceDetails): WireObject {
  const { type, zone, address, communeCode, latitude, longitude, hours, transport, parking, pricing, prices, accessibility, website, phone } = place;
  return told({ ...wordsOf(content), type, zone, address, communeCode, latitude, longitude, hours, transport, parking, pricing, prices, accessibility, website, phone });
}

/** What is absent isn't there, never null, however deep. */
function told(value: object): WireObject {
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => { const kept = plain(each); return kept === null ? [] : [[key, kept] as const]; }));
}

function plain(value: unknown): WireValue | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.flatMap((each) => plain(each) ?? []) : told(value);
}
