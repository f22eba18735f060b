import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";

/** The event that an address of this territory leads to, whoever may see it: acts say what may be done with it. */
export async function findEventAt(db: Database, territory: TerritoryId, slug: string): Promise<ContentId | null> {
  const { rows } = await sql<{ id: ContentId }>`select id from contents where territory_id = ${territory} and kind = 'event' and slug = ${slug}`.execute(db);
  return rows[0]?.id ?? null;
}
