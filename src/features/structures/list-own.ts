import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { StructureId } from "../../platform/ids.ts";

/** The listed structures among these, by name: those in whose name a member may publish. */
export async function listNamesAnywhere(db: Database, ids: readonly StructureId[]): Promise<{ id: StructureId; name: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: StructureId; name: string }>`select id, name from structures where id = any(${[...ids]}::uuid[]) and state = 'listed' order by plain_text(name), id`.execute(db);
  return rows;
}
