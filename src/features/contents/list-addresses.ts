import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "./content.ts";

export interface ContentAddress {
  readonly kind: ContentKind;
  readonly slug: string;
  readonly updatedAt: Temporal.Instant;
}

/** How many contents of a territory have an address. */
export async function countAddresses(db: Database, territory: TerritoryId): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from contents where territory_id = ${territory} and state = 'published'`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The addresses of a territory's published contents, the oldest first, from this one of them on: for the sitemap. Closed announcements aren't for search engines. */
export async function listAddresses(db: Database, territory: TerritoryId, from: number, limit: number): Promise<ContentAddress[]> {
  const { rows } = await sql<ContentAddress>`
    select kind, slug, updated_at as "updatedAt" from (select id, published_at from contents where territory_id = ${territory} and state = 'published' order by published_at, id offset ${from} limit ${limit}) part join contents using (id)
    where not exists (select from announcements a where a.content_id = id and a.closes_at <= now()) order by part.published_at, id`.execute(db);
  return rows;
}
