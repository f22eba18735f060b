import type { Community } from "../../features/communities/show-community.ts";
import type { Card } from "../../features/contents/card.ts";

/** What search engines read of a community: a page that gathers contents around something. Only of those that everybody may know of. */
export function communityJsonLd(community: Community, url: string, { image, within, contents, urlOf }: { image: string | undefined; within: { readonly name: string; readonly url: string }; contents: readonly Card[]; urlOf: (card: Card) => string }): object {
  return {
    "@context": "https://schema.org",
    "@type": "CollectionPage",
    "@id": url,
    url,
    name: community.name,
    description: community.summary || undefined,
    image,
    dateModified: community.updatedAt.toString(),
    isPartOf: { "@type": "WebSite", name: within.name, url: within.url },
    mainEntity: contents.length > 0 ? { "@type": "ItemList", itemListElement: contents.map((card, index) => ({ "@type": "ListItem", position: index + 1, url: urlOf(card), name: card.title })) } : undefined,
  };
}
