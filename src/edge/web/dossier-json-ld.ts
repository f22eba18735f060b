import type { Content } from "../../features/contents/show-content.ts";
import type { Section } from "../../features/dossiers/outline.ts";
import { canonicalOf, originOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";

/** A dossier for search engines: a Collection whose contents are an ordered list; what isn't public isn't in it. */
export function dossierJsonLd(c: WebContext, content: Content, sections: readonly Section[]): object {
  const cards = sections.flatMap((section) => section.entries).flatMap((entry) => (entry.card ? [entry.card] : []));
  return {
    "@type": ["Collection", "ItemList"],
    author: undefined,
    editor: content.writers.map((writer) => ({ "@type": "Person", name: writer.name, url: `${originOf(c, content.territory)}/membres/${writer.handle}` })),
    collectionSize: cards.length,
    numberOfItems: cards.length,
    itemListOrder: "https://schema.org/ItemListOrderAscending",
    itemListElement: cards.slice(0, 100).map((card, index) => ({ "@type": "ListItem", position: index + 1, url: canonicalOf(c, card), name: card.title })),
  };
}
