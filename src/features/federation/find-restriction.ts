import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ServerId } from "./actor.ts";

/** Whether a server is shut for this territory: its people do nothing to what is there. */
export async function isShutAt(db: Database, territory: TerritoryId, server: ServerId): Promise<boolean> {
  const { rows } = await sql`select from federation.restrictions where server_id = ${server} and trust = 'blocked' and (territory_id is null or territory_id = ${territory}) limit 1`.execute(db);
  return rows.length > 0;
}

/** The same for the territory where a content is. */
export async function isShutForAnywhere(db: Database, content: ContentId, server: ServerId): Promise<boolean> {
  const { rows } = await sql`select from federation.restrictions r where r.server_id = ${server} and r.trust = 'blocked'
    and (r.territory_id is null or r.territory_id = (select territory_id from contents where id = ${content})) limit 1`.execute(db);
  return rows.length > 0;
}
