import { showAnnouncementAnywhere } from "../../../features/announcements/show-announcement.ts";
import { placesOf } from "../../../features/bookings/booking.ts";
import { listTimesAnywhere, showOfferAnywhere } from "../../../features/bookings/show-offer.ts";
import type { Card } from "../../../features/contents/card.ts";
import type { ContentKind } from "../../../features/contents/content.ts";
import type { Content, EventDetails } from "../../../features/contents/show-content.ts";
import { listOriginsAnywhere } from "../../../features/federation/find-object.ts";
import { listOutlineAnywhere } from "../../../features/dossiers/list-outline.ts";
import { showItineraryAnywhere } from "../../../features/itineraries/show-itinerary.ts";
import { showOperationAnywhere } from "../../../features/operations/show-operation.ts";
import { showProjectAnywhere } from "../../../features/projects/show-project.ts";
import { showFamilyAnywhere } from "../../../features/programmes/show-family.ts";
import { findPlaceOfEventAnywhere, showPlaceAnywhere, type PlaceDetails } from "../../../features/visiting/show-place.ts";
import { formatDate, instantOf, isoWithOffset, readDate } from "../../../platform/time.ts";
import { objectUri, parseUri, sessionStart } from "../uris.ts";
import { announcement, article, itinerary, notice, operation, presentation } from "./article.ts";
import { announcementDetails, articleDetails, dossierDetails, eventDetails, itineraryDetails, operationDetails, placeDetails, projectDetails } from "./details.ts";
import { dossier } from "./collections.ts";
import type { SaidContent } from "./content.ts";
import { event, sessionsOf, withDates, type SaidEvent } from "./event.ts";
import { firstDateWords } from "./event-words.ts";
import { place, versionOf, type SaidWhere } from "./place.ts";
import { nameOf, namesOf } from "./naming.ts";
import { asVisitor, pageOf, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";
import { sayingIn } from "./words.ts";

interface Told {
  readonly object: WireObject;
  readonly beside: readonly WireObject[];
}

type OnTheWire = (sources: Sources, content: Content, common: SaidContent) => Promise<Told | null>;

const always = Temporal.PlainDate.from("1000-01-01");

/** How each kind of content is said. */
export const kindsOnTheWire: Readonly<Record<ContentKind, OnTheWire>> = {
  article: async (_sources, content, common) => ({ object: article({ ...common, details: articleDetails(content) }), beside: [] }),
  async event(sources, content, common) {
    const told = await loadEvent(sources, content, common);
    const object = told ? event(told) : null;
    if (!told || !object) return null;
    const beside = sessionsOf(told, sources.now());
    return { object: withDates(object, beside), beside };
  },
  async dossier(sources, content, common) {
    const sections = await listOutlineAnywhere(sources.db, content.id);
    // An entry that the world may no longer read isn't said: its place is kept here.
    const cards = sections.flatMap((section) => section.entries.flatMap((entry) => entry.card ?? []));
    // What is of another server has its name there.
    const [names, origins] = await Promise.all([namesOf(sources, cards.map((card) => card.id)), listOriginsAnywhere(sources.db, cards.map((card) => card.id))]);
    const uriOf = (card: Card | null) => (card && (origins.get(card.id)?.uri ?? names.get(card.id)?.uri)) || [];
    const items = cards.flatMap(uriOf);
    const told = sections.map(({ title, entries }) => ({ title, items: entries.flatMap((entry) => uriOf(entry.card)).length }));
    const id = objectUri(originIn(common.id), { kind: "notice", id: wireIdIn(common.id) });
    return { object: dossier({ ...common, details: dossierDetails(content, told), items }), beside: [notice({ ...common, id, dossier: common.id, entries: cards.map((card) => ({ href: origins.get(card.id)?.url || pageOf(sources, card), title: card.title })) })] };
  },
  async announcement(sources, content, common) {
    const details = await showAnnouncementAnywhere(sources.db, content.id);
    if (!details) return null;
    const say = sayingIn(content.language);
    return { object: announcement({ ...common, details: announcementDetails(content, details, common.url), closesAt: details.closesAt, zone: details.zone, until: say.t("wire_until", { when: firstDateWords(say, details.deadline, details.zone) }) }), beside: [] };
  },
  async operation(sources, content, common) {
    const details = await showOperationAnywhere(sources.db, content.id);
    const [from, until] = [readDate(details?.startsOn), readDate(details?.endsOn)];
    if (!details || !from || !until) return null;
    const say = sayingIn(content.language);
    const at = (day: Temporal.PlainDate, time: string) => isoWithOffset(instantOf(day.toPlainDateTime(time), details.zone), details.zone);
    const when = say.t("wire_operation_when", { from: formatDate(from, say.locale, always), until: formatDate(until, say.locale, always) });
    return { object: operation({ ...common, details: operationDetails(content, details), startTime: at(from, "00:00"), endTime: at(until, "23:59"), when }), beside: [] };
  },
  async place(sources, content, common) {
    const details = await showPlaceAnywhere(sources.db, content.id);
    return details ? { object: place({ ...common, details: placeDetails(content, details), where: whereOf(content.title, details), hours: details.hours }), beside: [] } : null;
  },
  async itinerary(sources, content, common) {
    const details = await showItineraryAnywhere(asVisitor(sources), content.id);
    const stops = (details?.stops ?? []).filter((stop) => !stop.gone).map((stop) => ({ name: stop.name, note: stop.note, href: stop.card ? pageOf(sources, stop.card) : null }));
    return details ? { object: itinerary({ ...common, details: itineraryDetails(content, details), stops }), beside: [] } : null;
  },
  async project(sources, content, common) {
    const details = await showProjectAnywhere(sources.db, content.id);
    return { object: presentation({ ...common, ...(details ? { details: projectDetails(content, details) } : {}), id: objectUri(originIn(common.id), { kind: "presentation", id: content.id }) }), beside: [] };
  },
};

/** An event as it is said, from its content: also what a note of its change compares. */
export async function loadEvent(sources: Sources, content: Content, common: SaidContent): Promise<SaidEvent | null> {
  const { event: details } = content;
  if (!details) return null;
  const [family, offer, held] = await Promise.all([showFamilyAnywhere(asVisitor(sources), content.id), showOfferAnywhere(sources.db, content.id), findHeld(sources, content)]);
  const times = offer?.opened ? await listTimesAnywhere(sources.db, content.id, sources.now()) : [];
  const [parent] = (await namesOf(sources, family.above.filter((each) => each.state === "published").slice(0, 1).map((each) => each.id))).values();
  const where = whereOfEvent(details);
  const origin = originIn(common.id);
  const bookingUrl = offer?.opened ? `${common.url}/reserver` : details.bookingUrl;
  const organisers = [...content.structures.filter((each) => each.role === "organiser").map((each) => each.name), ...(details.organiser ? [details.organiser] : [])];
  const shared = held && where && held.origin === origin && held.version === versionOf(where);
  return {
    ...common,
    ...details,
    where,
    placeId: where ? objectUri(origin, shared ? { kind: "place-version", id: held.wireId, version: held.version } : { kind: "event-place", id: wireIdIn(common.id), version: versionOf(where) }) : null,
    placeUrl: held?.url ?? null,
    // Where one books, saying that one comes is no seat.
    joinMode: offer || details.bookingUrl || details.joining === "none" ? "external" : details.joining,
    participants: offer || details.bookingUrl || details.joining === "none" ? null : details.going,
    seats: times.map((time) => ({ start: sessionStart(Temporal.PlainDateTime.from(time.startLocal.replace(" ", "T"))), capacity: time.capacity, taken: placesOf(time.taken) })),
    bookingUrl,
    organisers,
    details: eventDetails(content, details, { bookingUrl: bookingUrl ?? (offer ? common.url : null), organisers }),
    parent: parent?.uri ?? null,
  };
}

/** The place of the census where it is held, if the world may know of it. */
async function findHeld(sources: Sources, content: Content) {
  const found = await findPlaceOfEventAnywhere(sources.db, content.id);
  if (!found) return null;
  const [details, name] = await Promise.all([showPlaceAnywhere(sources.db, found.id), nameOf(sources, found.id)]);
  if (!details || !name) return null;
  return { wireId: name.wireId, url: pageOf(sources, { ...found, kind: "place" }), version: versionOf(whereOf(found.name, details)), origin: name.origin };
}

/** Where an event is, as it says itself; null when it doesn't. */
export function whereOfEvent(details: Pick<EventDetails, "placeName" | "address" | "postcode" | "communeName" | "latitude" | "longitude">): SaidWhere | null {
  if (!details.placeName && !details.communeName && !details.address) return null;
  return { name: details.placeName || details.address, address: details.address, postcode: details.postcode, commune: details.communeName, region: "", latitude: details.latitude, longitude: details.longitude };
}

export function whereOf(name: string, details: PlaceDetails): SaidWhere {
  return { name, address: details.address, postcode: details.postcode, commune: details.communeName, region: "", latitude: details.latitude, longitude: details.longitude };
}

/** What stands for a content in addresses. */
function wireIdIn(uri: string): string {
  const address = parseUri(uri)?.address;
  return address && "id" in address ? address.id : "";
}

function originIn(uri: string): string {
  return parseUri(uri)?.origin ?? new URL(uri).origin;
}
