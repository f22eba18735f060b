import type { Slot } from "../../src/features/agenda/session.ts";
import type { SaidActor } from "../../src/edge/activitypub/wire/actor.ts";
import type { SaidContent } from "../../src/edge/activitypub/wire/content.ts";
import type { SaidEvent } from "../../src/edge/activitypub/wire/event.ts";
import { versionOf } from "../../src/edge/activitypub/wire/place.ts";
import { actorUri, objectUri, type ActorAddress } from "../../src/edge/activitypub/uris.ts";

/** What the written cases are made of: a territory, who speaks there, and one elsewhere. */
export const origin = "https://grenoble.example";
export const elsewhere = "https://rouen.example";

export function uuid(n: number): string {
  return `01930a2e-7c40-7000-8000-${n.toString(16).padStart(12, "0")}`;
}

export const who = {
  camille: actorUri(origin, { kind: "member", id: uuid(1) }),
  casemate: actorUri(origin, { kind: "structure", id: uuid(2) }),
  climate: actorUri(origin, { kind: "community", id: uuid(3) }),
  lichens: actorUri(origin, { kind: "project", id: uuid(4) }),
  tag: actorUri(origin, { kind: "tag", tag: "climat" }),
  territory: actorUri(origin, { kind: "territory" }),
  museum: actorUri(elsewhere, { kind: "structure", id: uuid(5) }),
  lea: "https://mobilizon.example/@lea",
} as const;

let activities = 0x900;
/** The next activity of somebody, with an id of its own. */
export function act(actor: string): { id: string; actor: string } {
  return { id: objectUri(new URL(actor).origin, { kind: "activity", id: uuid(activities++) }), actor };
}

export const published = Temporal.Instant.from("2026-11-24T10:00:00Z");
export const updated = Temporal.Instant.from("2026-11-25T08:30:00Z");

export const lichen = { url: `${origin}/media/7f3a-1600.webp`, mediaType: "image/webp", alt: "Lichen jaune sur une roche", width: 1600, height: 900 };

export function saidContent(kind: "article" | "announcement" | "dossier" | "operation" | "place", more: Partial<SaidContent> = {}): SaidContent {
  return {
    id: objectUri(origin, { kind, id: uuid(10) }),
    url: `${origin}/${kind}s/pourquoi-les-lichens`,
    author: who.camille,
    coAuthors: [],
    title: "Pourquoi les lichens aiment les Alpes",
    summary: "Les lichens sont de bons témoins de la qualité de l’air. Trois chercheuses grenobloises expliquent comment les lire.",
    html: `<p>Les lichens sont de bons témoins de la qualité de l’air.</p><h2>Observer</h2><figure><img src="${lichen.url}" alt="Lichen jaune"><figcaption>Xanthoria</figcaption></figure>`,
    language: "fr",
    publishedAt: published,
    updatedAt: updated,
    tags: [{ label: "climat", href: `${origin}/mots-cles/climat` }, { label: "culture scientifique", href: `${origin}/mots-cles/culture-scientifique` }],
    mentions: [],
    picture: lichen,
    inline: [],
    community: null,
    licence: "https://creativecommons.org/licenses/by-sa/4.0/",
    commentsOpen: true,
    ...more,
  };
}

export const casemate = { name: "La Casemate", address: "2 place Saint-Laurent", postcode: "38000", commune: "Grenoble", region: "Auvergne-Rhône-Alpes", latitude: 45.198342, longitude: 5.732518 };

export const slot: Slot = { kind: "slot", start: "2027-01-16T19:00", end: "2027-01-16T22:00" };

export function saidEvent(more: Partial<SaidEvent> = {}): SaidEvent {
  const where = more.where === undefined ? casemate : more.where;
  return {
    ...saidContent("article", { author: who.casemate, title: "Nuit des lichens", summary: "Une soirée pour reconnaître les lichens des Alpes avec des naturalistes.", html: "<p>Prévoir une loupe.</p>", url: `${origin}/evenements/nuit-des-lichens`, updatedAt: published }),
    id: objectUri(origin, { kind: "event", id: uuid(20) }),
    zone: "Europe/Paris",
    sessions: [slot],
    type: "meetup",
    status: "on",
    statusReason: "",
    firstStart: null,
    where,
    placeId: where ? objectUri(origin, { kind: "event-place", id: uuid(20), version: versionOf(where) }) : null,
    placeUrl: `${origin}/lieux/la-casemate`,
    onlineUrl: null,
    joinMode: "external",
    participants: null,
    seats: [],
    pricing: "free",
    prices: [],
    audience: ["everyone"],
    ageMin: null,
    ageMax: null,
    accessibility: [],
    organisers: ["La Casemate"],
    bookingUrl: null,
    parent: null,
    ...more,
  };
}

/** A key made for the tests, whose other half was thrown away. */
const pem = "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuq65pRiVSZJ9uiVaR060\nR781hKWnv5k6SNWmRKiaZFRHgjACB7ZUlVyVFe9m32nPAl+vyHXhYoLoe/iId7bO\nAaUWS4/f0Ph8jPxXSoAhjIf6Jqr8rWtgw4+oaFMm3DFLDPXcN7T9pUEGUGun7US9\nOomjBfoTXGWRWZPIyc09/QBcXbvjgbQ/3hvv3/1omhyI2pGyW1Z+01/jkpCRGthT\nr1EAlKrGVr1LQpmHAYMZDPNQ1QWQwQYHURnyzi/PmO02CUNgSwOYv6AK2tOKjK0e\n/iBHgjTzxKiy8M4DTJijjxT4eDe6hBijli56dWBVyquuhIvpATJSW019xDUIEx39\nAQIDAQAB\n-----END PUBLIC KEY-----\n";

const people: Readonly<Record<ActorAddress["kind"], { address: ActorAddress; handle: string; name: string; url: string }>> = {
  member: { address: { kind: "member", id: uuid(1) }, handle: "camille", name: "Camille Durand", url: "/membres/camille" },
  structure: { address: { kind: "structure", id: uuid(2) }, handle: "la-casemate", name: "La Casemate", url: "/structures/la-casemate" },
  community: { address: { kind: "community", id: uuid(3) }, handle: "climat-alpes", name: "Climat et Alpes", url: "/communautes/climat-alpes" },
  project: { address: { kind: "project", id: uuid(4) }, handle: "projet-lichens", name: "Projet Lichens", url: "/projets/projet-lichens" },
  tag: { address: { kind: "tag", tag: "climat" }, handle: "tag-climat", name: "#climat sur Grenoble", url: "/mots-cles/climat" },
  territory: { address: { kind: "territory" }, handle: "relay", name: "Echosciences Grenoble", url: "/" },
};

export function saidActor(kind: ActorAddress["kind"], more: Partial<SaidActor> = {}): SaidActor {
  return {
    origin,
    ...people[kind],
    url: `${origin}${people[kind].url}`,
    summary: "Culture scientifique en territoire grenoblois",
    publishedAt: Temporal.Instant.from("2026-11-01T09:00:00Z"),
    icon: { ...lichen, alt: people[kind].name },
    fields: [{ name: "Site", value: origin }],
    tags: kind === "tag" ? [{ label: "climat", href: `${origin}/mots-cles/climat` }] : [],
    discoverable: true,
    indexable: kind !== "member",
    manuallyApproves: false,
    alsoKnownAs: [],
    movedTo: null,
    ...(kind === "project" ? { startTime: "2026-09-01T00:00:00+02:00" } : {}),
    keys: { publicKeyPem: pem, multibase: "z6MkvE1pcmdZXFbB5HjbYfFHwfGZFmEWFVDHT55wzcr87GDK" },
    ...more,
  };
}
