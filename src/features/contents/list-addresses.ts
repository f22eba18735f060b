import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "./content.ts";

/** The addresses of a territory's published contents, in the order of their ids: for the sitemap. Closed announcements aren't for search engines. */
export async function listAddresses(db: Database, territory: TerritoryId, after: string | null, limit: number): Promise<{ id: ContentId; kind: ContentKind; slug: string; updatedAt: Temporal.Instant }[]> {
  const { rows } = await sql<{ id: ContentId; kind: ContentKind; slug: string; updatedAt: Temporal.Instant }>`
    select id, kind, slug, updated_at as "updatedAt" from contents where territory_id = ${territory} and state = 'published'
      and not exists (select from announcements a where a.content_id = contents.id and a.closes_at <= now()) ${after ? sql`and id > ${after}` : sql``} order by id limit ${limit}`.execute(db);
  return rows;
}
