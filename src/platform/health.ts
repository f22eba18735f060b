import { sql } from "kysely";
import type { Database } from "./database.ts";

/** Asks the server for its version: it answers, or this throws. */
export async function serverVersion(db: Database): Promise<string> {
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
  return rows[0]?.version ?? "";
}

/** What time it is for the database. */
export async function serverClock(db: Database): Promise<Temporal.Instant> {
  const { rows } = await sql<{ at: Temporal.Instant }>`select clock_timestamp() as at`.execute(db);
  return rows[0]?.at ?? Temporal.Now.instant();
}
