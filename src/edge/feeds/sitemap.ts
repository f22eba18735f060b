import { countAddresses, listAddresses } from "../../features/contents/list-addresses.ts";
import { listCommunities } from "../../features/communities/list-communities.ts";
import { countStructures, listStructureAddresses } from "../../features/structures/list-addresses.ts";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { escapeHtml } from "../../platform/text/render.ts";
import { plurals } from "../addresses.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { page, type Route } from "../route.ts";

interface Address {
  readonly path: string;
  readonly updatedAt?: Temporal.Instant;
}

/** What one file holds: far below the 50,000 that the protocol allows, so that each is made in a moment. */
const most = 1000;
const fixed = ["/", "/agenda", "/articles", "/dossiers", "/annonces", "/lieux", "/parcours", "/projets", "/operations", "/carte", "/structures", "/communautes", "/membres", "/a-propos"];

/** What a sitemap has files of, beside the pages that are always there: each says how many there are, and which stand in the file that begins there. */
const holdings: Readonly<Record<string, { count(db: Database, territory: TerritoryId): Promise<number>; list(db: Database, territory: TerritoryId, from: number): Promise<Address[]> }>> = {
  contenus: {
    count: countAddresses,
    list: async (db, territory, from) => (await listAddresses(db, territory, from, most)).map(({ kind, slug, updatedAt }) => ({ path: `/${plurals[kind]}/${slug}`, updatedAt })),
  },
  structures: {
    count: countStructures,
    list: async (db, territory, from) => (await listStructureAddresses(db, territory, from, most)).map(({ slug, updatedAt }) => ({ path: `/structures/${slug}`, updatedAt })),
  },
  communautes: {
    count: async () => 1,
    list: async (db, territory, from) => (from > 0 ? [] : (await listCommunities(db, territory, {}, null, most)).communities.map(({ slug, updatedAt }) => ({ path: `/communautes/${slug}`, updatedAt }))),
  },
};

function xml(c: WebContext, element: "sitemapindex" | "urlset", addresses: readonly Address[]) {
  const { origin } = c.get("site");
  const each = element === "urlset" ? "url" : "sitemap";
  const lines = addresses.map(({ path, updatedAt }) => `<${each}><loc>${escapeHtml(`${origin}${path}`)}</loc>${updatedAt ? `<lastmod>${updatedAt.toString({ fractionalSecondDigits: 0 })}</lastmod>` : ""}</${each}>`);
  return c.body(`<?xml version="1.0" encoding="UTF-8"?>\n<${element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${lines.join("\n")}</${element}>\n`, 200, { "Content-Type": "application/xml; charset=utf-8" });
}

/** The files that together name all that a territory publishes (sitemaps.org, 0.9). */
async function index(c: WebContext) {
  const territory = territoryOf(c);
  const files = territory ? await Promise.all(Object.entries(holdings).map(async ([name, { count }]) => Array.from({ length: Math.ceil((await count(c.get("services").reader, territory.id)) / most) }, (_, n) => ({ path: `/sitemap/${name}-${n + 1}.xml` })))) : [];
  return xml(c, "sitemapindex", [{ path: "/sitemap/pages.xml" }, ...files.flat()]);
}

async function file(c: WebContext) {
  const named = c.req.param("file") ?? "";
  if (named === "pages.xml") return xml(c, "urlset", fixed.map((path) => ({ path })));
  const territory = territoryOf(c);
  const [, name = "", part = ""] = /^([a-z]+)-([1-9]\d{0,3})\.xml$/.exec(named) ?? [];
  const holding = Object.hasOwn(holdings, name) ? holdings[name] : undefined;
  const addresses = territory && holding ? await holding.list(c.get("services").reader, territory.id, (Number(part) - 1) * most) : [];
  return addresses.length > 0 ? xml(c, "urlset", addresses) : c.notFound();
}

export const sitemapRoutes: readonly Route[] = [page("/sitemap.xml", "public", index), page("/sitemap/:file", "public", file)];
