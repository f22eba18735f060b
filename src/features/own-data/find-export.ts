import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { OwnData } from "./own-data.ts";

/** What this member asked for last; nobody else's. */
export async function findLatestExportAnywhere(db: Database, member: MemberId, now: Temporal.Instant): Promise<OwnData | null> {
  const { rows } = await sql<OwnData>`select id, state, progress, size, asked_at as "askedAt", expires_at as "expiresAt" from accounts.exports
    where user_id = ${member} and (expires_at is null or expires_at > ${now}) order by asked_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** The file of an export, if this member asked for it and its time isn't over. */
export async function findExportFileAnywhere(db: Database, member: MemberId, id: string, now: Temporal.Instant): Promise<string | null> {
  const { rows } = await sql<{ file: string }>`select file from accounts.exports where id = ${id} and user_id = ${member} and expires_at > ${now}`.execute(db);
  return rows[0]?.file ?? null;
}
