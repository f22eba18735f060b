import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import { newId, type MemberId } from "../../platform/ids.ts";
import { digestOf, newSecret } from "./secret.ts";
import { sessionDays, type Device } from "./session.ts";

export async function insertSession(tx: Transaction, now: Temporal.Instant, user: string, device: Device): Promise<string> {
  const id = newId<never>() as string;
  await sql`insert into accounts.sessions (id, user_id, created_at, seen_at, expires_at, user_agent, address)
    values (${id}, ${user}, ${now}, ${now}, ${now.add({ hours: 24 * sessionDays })}, ${device.userAgent.slice(0, 300)}, ${device.address})`.execute(tx);
  return id;
}

/** The session's cookie at one more host. Answers its secret; null when the session ended meanwhile. */
export async function addSite(tx: Transaction, now: Temporal.Instant, session: string, host: string): Promise<string | null> {
  const secret = newSecret();
  const { numAffectedRows } = await sql`insert into accounts.site_sessions (token_hash, session_id, host, created_at) select ${digestOf(secret)}, id, ${host}, ${now} from accounts.sessions where id = ${session}`.execute(tx);
  return Number(numAffectedRows) > 0 ? secret : null;
}

export async function findSessionAnywhere(db: Database, now: Temporal.Instant, secret: string): Promise<{ id: string; user_id: string } | null> {
  const { rows } = await sql<{ id: string; user_id: string }>`
    select s.id, s.user_id from accounts.site_sessions w join accounts.sessions s on s.id = w.session_id
    where w.token_hash = ${digestOf(secret)} and s.expires_at > ${now}`.execute(db);
  return rows[0] ?? null;
}

export async function deleteSession(db: Transaction, user: MemberId, session: string): Promise<void> {
  await sql`delete from accounts.sessions where id = ${session} and user_id = ${user}`.execute(db);
}

export async function deleteOtherSessions(db: Transaction, user: MemberId, secret: string): Promise<void> {
  await sql`delete from accounts.sessions where user_id = ${user}
    and id not in (select session_id from accounts.site_sessions where token_hash = ${digestOf(secret)})`.execute(db);
}

export async function deleteSessionOf(db: Transaction, secret: string): Promise<void> {
  await sql`delete from accounts.sessions where id = (select session_id from accounts.site_sessions where token_hash = ${digestOf(secret)})`.execute(db);
}

export async function deleteSessionsOf(tx: Transaction, user: string): Promise<void> {
  await sql`delete from accounts.sessions where user_id = ${user}`.execute(tx);
}

export async function deleteStaleSessions(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`delete from accounts.sessions where expires_at < ${now}`.execute(db);
}
