import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { HomeProvider, Visit } from "./visit.ts";

export async function writeProvider(db: Database, { issuer, clientId, clientSecret, described }: HomeProvider, at: Temporal.Instant): Promise<void> {
  await sql`insert into visits.providers (issuer, client_id, client_secret, described, registered_at) values (${issuer}, ${clientId}, ${clientSecret}, ${json(described)}, ${at})
    on conflict (issuer) do update set registered_at = case when visits.providers.client_id = excluded.client_id then visits.providers.registered_at else excluded.registered_at end,
      used_at = case when visits.providers.client_id = excluded.client_id then visits.providers.used_at end,
      client_id = excluded.client_id, client_secret = excluded.client_secret, described = excluded.described`.execute(db);
}

export async function markProviderUsed(tx: Transaction, issuer: string, at: Temporal.Instant): Promise<void> {
  await sql`update visits.providers set used_at = ${at} where issuer = ${issuer}`.execute(tx);
}

export interface NewVisit extends Omit<Visit, "provider"> {
  readonly issuer: string;
  readonly sid: string | null;
}

export async function insertVisit(tx: Transaction, visit: NewVisit, at: Temporal.Instant): Promise<void> {
  await sql`insert into visits.visits (session_id, issuer, subject, sid, access_token, refresh_token, permits, expires_at, opened_at)
    values (${visit.session}, ${visit.issuer}, ${visit.subject}, ${visit.sid}, ${visit.accessToken}, ${visit.refreshToken}, ${[...visit.permits]}, ${visit.expiresAt}, ${at})`.execute(tx);
}

export async function writeTokens(db: Database, session: string, tokens: Pick<Visit, "accessToken" | "refreshToken" | "permits" | "expiresAt">): Promise<void> {
  await sql`update visits.visits set access_token = ${tokens.accessToken}, refresh_token = ${tokens.refreshToken}, permits = ${[...tokens.permits]}, expires_at = ${tokens.expiresAt} where session_id = ${session}`.execute(db);
}

/** Ends, with their sessions, the visits of somebody of a provider: one of them, or all. */
export async function deleteVisits(db: Database, issuer: string, subject: string | null, sid: string | null): Promise<number> {
  const { numAffectedRows } = await sql`delete from accounts.sessions where id in (select session_id from visits.visits where issuer = ${issuer}
    ${subject === null ? sql`` : sql`and subject = ${subject}`} ${sid === null ? sql`` : sql`and sid = ${sid}`})`.execute(db);
  return Number(numAffectedRows);
}

export async function deleteVisitSession(db: Database, session: string): Promise<void> {
  await sql`delete from accounts.sessions where id = ${session} and id in (select session_id from visits.visits)`.execute(db);
}

/** Those to which nobody ever went on: whoever types a name is asked about it. */
export async function deleteUnusedProviders(db: Database, before: Temporal.Instant): Promise<void> {
  await sql`delete from visits.providers p where used_at is null and registered_at < ${before} and not exists (select from visits.visits v where v.issuer = p.issuer)`.execute(db);
}
