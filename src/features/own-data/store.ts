import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";

/** False when one is being made already. */
export async function insertExport(tx: Transaction, id: string, member: MemberId, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into accounts.exports (id, user_id, state, asked_at) values (${id}, ${member}, 'asked', ${at}) on conflict (user_id) where state = 'asked' do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function findAskedAnywhere(db: Database, id: string): Promise<MemberId | null> {
  const { rows } = await sql<{ member: MemberId }>`select user_id as member from accounts.exports where id = ${id} and state = 'asked'`.execute(db);
  return rows[0]?.member ?? null;
}

export async function markProgress(db: Database, id: string, progress: number): Promise<void> {
  await sql`update accounts.exports set progress = ${progress} where id = ${id}`.execute(db);
}

/** False when it was erased meanwhile: its file is nobody's. */
export async function markReady(db: Database, id: string, file: { key: string; size: number; expiresAt: Temporal.Instant }): Promise<boolean> {
  const { numAffectedRows } = await sql`update accounts.exports set state = 'ready', progress = 100, file = ${file.key}, size = ${file.size}, expires_at = ${file.expiresAt} where id = ${id}`.execute(db);
  return Number(numAffectedRows) > 0;
}

export async function markFailed(db: Database, id: string): Promise<void> {
  await sql`update accounts.exports set state = 'failed' where id = ${id} and state = 'asked'`.execute(db);
}

/** Takes away the files that are ready: of one member, or those whose time is over. */
export async function takeFiles(db: Database, which: { readonly member: MemberId } | { readonly before: Temporal.Instant }): Promise<string[]> {
  const chosen = "member" in which ? sql`user_id = ${which.member}` : sql`expires_at < ${which.before}`;
  const { rows } = await sql<{ file: string }>`delete from accounts.exports where ${chosen} and file is not null returning file`.execute(db);
  return rows.map((row) => row.file);
}
