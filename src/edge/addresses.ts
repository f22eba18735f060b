import type { ContentKind } from "../features/contents/content.ts";
import type { TerritoryId } from "../platform/ids.ts";
import type { WebContext } from "./env.ts";

/** The word of an address for each kind: what readers see in their bar. */
export const plurals: Readonly<Record<ContentKind, string>> = { article: "articles", event: "evenements", dossier: "dossiers", announcement: "annonces", place: "lieux", itinerary: "parcours", project: "projets", operation: "operations" };

const words: Readonly<Record<ContentKind, string>> = { article: "article", event: "evenement", dossier: "dossier", announcement: "annonce", place: "lieu", itinerary: "parcours", project: "projet", operation: "operation" };

/** The word of the form that writes this kind, /contribuer/evenement. */
export function wordOf(kind: ContentKind): string {
  return words[kind];
}

export function kindOfPlural(plural: string): ContentKind | null {
  return (Object.keys(plurals) as ContentKind[]).find((kind) => plurals[kind] === plural) ?? null;
}

/** The address of a content from here: short on its own host, whole from another. */
export function hrefOf(c: WebContext, content: { readonly territory: TerritoryId; readonly kind: ContentKind; readonly slug: string }): string {
  const path = `/${plurals[content.kind]}/${content.slug}`;
  const site = c.get("site");
  return site.kind === "territory" && site.territory.id === content.territory ? path : `${originOf(c, content.territory)}${path}`;
}

/** Where an act leads: on another host of the network the reader is logged in on the way. */
export function onwards(c: WebContext, content: Parameters<typeof hrefOf>[1], fragment = "", query = ""): string {
  const href = `${hrefOf(c, content)}${query}${fragment}`;
  if (href.startsWith("/")) return href;
  const origin = originOf(c, content.territory);
  return `${origin}/connexion?retour=${encodeURIComponent(href.slice(origin.length))}`;
}

/** The one canonical address of a content, whole. */
export function canonicalOf(c: WebContext, content: { readonly territory: TerritoryId; readonly kind: ContentKind; readonly slug: string }): string {
  return `${originOf(c, content.territory)}/${plurals[content.kind]}/${content.slug}`;
}

/** The address of a structure from here: short on its own host, whole from another. */
export function structureHref(c: WebContext, structure: { readonly territory: TerritoryId; readonly slug: string }): string {
  const path = `/structures/${structure.slug}`;
  const site = c.get("site");
  return site.kind === "territory" && site.territory.id === structure.territory ? path : `${originOf(c, structure.territory)}${path}`;
}

/** The address of a community from here: short on its own host, whole from another. */
export function communityHref(c: WebContext, community: { readonly territory: TerritoryId; readonly slug: string }): string {
  const path = `/communautes/${community.slug}`;
  const site = c.get("site");
  return site.kind === "territory" && site.territory.id === community.territory ? path : `${originOf(c, community.territory)}${path}`;
}

export function originOf(c: WebContext, territory: TerritoryId): string {
  return c.get("services").directory().originOf(territory);
}

/** A path of this host to go back to; anything else is the home page. */
export function safeReturn(path: string | undefined | null): string {
  return path && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(path) && path.length <= 2000 ? path : "/";
}

/** The same query with some parameters changed; null takes one away. */
export function withQuery(c: WebContext, changes: Readonly<Record<string, string | null>>): string {
  const url = new URL(c.req.url);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}`;
}
