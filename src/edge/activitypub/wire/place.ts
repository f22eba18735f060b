import { commonParts, conversationParts, type SaidContent } from "./content.ts";
import { contexts } from "./contexts.ts";
import { image, pictureAttachments } from "./pictures.ts";
import { said, type WireObject } from "./wire.ts";
import { nameOf, summaryOf } from "./words.ts";

export interface SaidWhere {
  readonly name: string;
  readonly address: string;
  readonly postcode: string;
  readonly commune: string;
  readonly region: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Where something happens, inside of it: one place, never a list. */
export function embeddedPlace(id: string, where: SaidWhere, url: string | null): WireObject {
  return said({ id, type: "Place", name: nameOf(where.name || where.commune), url, ...point(where), address: address(where) });
}

/** The same, standing alone at its address. */
export function standalonePlace(place: WireObject): WireObject {
  return { "@context": contexts.place, ...place };
}

export interface SaidPlace extends SaidContent {
  readonly where: SaidWhere;
  /** In the syntax of OpenStreetMap. */
  readonly hours: string;
}

/** A place to visit, as a content: its page lists what happens there. */
export function place(content: SaidPlace): WireObject {
  return said({
    "@context": contexts.place,
    type: "Place",
    ...commonParts(content),
    name: nameOf(content.title),
    summary: summaryOf([[content.where.address, content.where.commune].filter(Boolean).join(", "), content.summary]) || undefined,
    content: content.html || undefined,
    ...point(content.where),
    address: address(content.where),
    image: content.picture ? image(content.picture) : undefined,
    attachment: pictureAttachments("Image", content.picture, content.inline),
    ...conversationParts(content.id),
    "es:kind": "place",
    "es:hours": content.hours || undefined,
  });
}

function address({ address: street, postcode, commune, region }: SaidWhere): WireObject {
  return said({ type: "PostalAddress", streetAddress: street || undefined, postalCode: postcode || undefined, addressLocality: commune || undefined, addressRegion: region || undefined, addressCountry: "France" });
}

function point({ latitude, longitude }: SaidWhere) {
  return latitude === null || longitude === null ? {} : { latitude: fractional(latitude), longitude: fractional(longitude) };
}

/** Never a whole number: some read only what has a fraction. A tenth of a metre is nothing. */
function fractional(degrees: number): number {
  return Number.isInteger(degrees) ? degrees + 0.000_001 : degrees;
}

/** A number that changes when the place does: who has read an address under an id keeps it for ever. */
export function versionOf(where: SaidWhere): number {
  let hash = 2_166_136_261;
  for (const sign of JSON.stringify([where.name, where.address, where.postcode, where.commune, where.latitude, where.longitude])) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash % 1_000_000_000;
}
