import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ServerId } from "./actor.ts";

/** Days over which refusals are told, and kept. */
export const refusalsToldDays = 30;

/** Why something wasn't taken of a server, how often lately, and when last. */
export interface Refusals {
  readonly reason: string;
  readonly times: number;
  readonly lastAt: Temporal.Instant;
}

/** What was lately refused from a server that signed it, the most frequent first. */
export async function listRefusalsAnywhere(db: Database, server: ServerId, now: Temporal.Instant): Promise<Refusals[]> {
  const { rows } = await sql<Refusals>`select reason, sum(times)::int as times, max(last_at) as "lastAt" from federation.refusals where server_id = ${server} and last_at > ${now.subtract({ hours: 24 * refusalsToldDays })} group by reason order by sum(times) desc, reason`.execute(db);
  return rows;
}
