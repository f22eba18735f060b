import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { CommunityId } from "../../platform/ids.ts";

/** The communities among these in which one still writes, by name. */
export async function listOpenNamesAnywhere(db: Database, ids: readonly CommunityId[]): Promise<{ id: CommunityId; name: string; reserved: boolean }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: CommunityId; name: string; reserved: boolean }>`
    select id, name, access = 'private' as reserved from communities where id = any(${[...ids]}::uuid[]) and state = 'active' order by plain_text(name), id`.execute(db);
  return rows;
}
