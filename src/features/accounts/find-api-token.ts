import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { apiTokenPrefix, digestOf } from "./secret.ts";

/** Which token this is; null when unknown, out of date, or its member isn't active. */
export async function findApiTokenAnywhere(db: Database, now: Temporal.Instant, secret: string): Promise<{ id: string; member: MemberId } | null> {
  if (!secret.startsWith(apiTokenPrefix)) return null;
  const { rows } = await sql<{ id: string; member: MemberId }>`
    select t.id, t.user_id as member from accounts.api_tokens t join members m on m.id = t.user_id and m.state = 'active'
    where t.hash = ${digestOf(secret)} and (t.expires_at is null or t.expires_at > ${now})`.execute(db);
  return rows[0] ?? null;
}
