import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";

/** Whether nothing is heard from this host and nothing goes there: it is blocked, or it stands under one that is, at whichever port. */
export async function isBlockedAnywhere(db: Database, host: string): Promise<boolean> {
  const { rows } = await sql<{ blocked: boolean }>`select federation.is_blocked(${host}) as blocked`.execute(db);
  return rows[0]?.blocked ?? false;
}
