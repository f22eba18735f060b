import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";

/** How many structures stand in the census of a territory. */
export async function countStructures(db: Database, territory: TerritoryId): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from structures where territory_id = ${territory} and state = 'listed'`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Their addresses in the order of their names, from this one of them on: for the sitemap. */
export async function listStructureAddresses(db: Database, territory: TerritoryId, from: number, limit: number): Promise<{ slug: string; updatedAt: Temporal.Instant }[]> {
  const { rows } = await sql<{ slug: string; updatedAt: Temporal.Instant }>`select slug, updated_at as "updatedAt" from structures where territory_id = ${territory} and state = 'listed' order by plain_text(name), id offset ${from} limit ${limit}`.execute(db);
  return rows;
}
