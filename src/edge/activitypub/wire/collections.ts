import { objectPartUri } from "../uris.ts";
import { addressingOf, type SaidContent } from "./content.ts";
import { contexts } from "./contexts.ts";
import { image } from "./pictures.ts";
import { moment, said, type WireObject, type WireValue } from "./wire.ts";
import { hashtags, nameOf, summaryOf } from "./words.ts";

/** A list said in one piece: a conversation, what an actor features, who moderates, the coming events. */
export function collection(id: string, owner: string, items: readonly WireValue[], total = items.length): WireObject {
  return { "@context": contexts.plain, id, type: "OrderedCollection", attributedTo: owner, totalItems: total, orderedItems: items };
}

/** A list said page by page: only how many there are, and where it begins. */
export function pagedCollection(id: string, owner: string, total: number, first: string | null): WireObject {
  return said({ "@context": contexts.plain, id, type: "OrderedCollection", attributedTo: owner, totalItems: total, first });
}

export function collectionPage(id: string, of: string, items: readonly WireValue[], next: string | null, context: WireValue = contexts.plain): WireObject {
  return said({ "@context": context, id, type: "OrderedCollectionPage", partOf: of, orderedItems: items, next });
}

/** Who organises an event (FEP-8a8e). */
export function organizers(event: string, owner: string, actors: readonly string[]): WireObject {
  return { "@context": contexts.organizers, id: objectPartUri(event, "organizers"), type: "OrderedCollection", attributedTo: owner, totalItems: actors.length, orderedItems: actors };
}

/** So many entries are said; a dossier holds no more. */
const mostEntries = 150;

export interface SaidDossier extends SaidContent {
  /** The ids of its contents in its order, those of other servers too. */
  readonly items: readonly string[];
}

/** A dossier as what it is: an ordered collection, of which its curator says alone what is in it. Add and Remove are hints. */
export function dossier(content: SaidDossier): WireObject {
  const items = content.items.slice(0, mostEntries);
  return said({
    "@context": contexts.dossier,
    id: content.id,
    type: "OrderedCollection",
    "es:kind": "dossier",
    attributedTo: content.author,
    name: nameOf(content.title),
    summary: summaryOf([content.summary]) || undefined,
    url: content.url,
    image: content.picture ? image(content.picture) : undefined,
    tag: hashtags(content.tags),
    published: moment(content.publishedAt),
    updated: moment(content.updatedAt),
    "es:details": content.details,
    ...addressingOf(content),
    totalItems: items.length,
    orderedItems: items,
  });
}
