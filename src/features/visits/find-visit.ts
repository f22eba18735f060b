import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { digestOf } from "../accounts/secret.ts";
import type { HomeProvider, Visit } from "./visit.ts";

/** Days for which a registration that nobody has used yet is thought to stand there. */
const unusedDays = 1;

/** A provider at which this server registered; null when it must again. */
export async function findProviderAnywhere(db: Database, now: Temporal.Instant, issuer: string): Promise<HomeProvider | null> {
  const { rows } = await sql<HomeProvider>`select issuer, client_id as "clientId", client_secret as "clientSecret", described from visits.providers
    where issuer = ${issuer} and (used_at is not null or registered_at > ${now.subtract({ hours: 24 * unusedDays })})`.execute(db);
  return rows[0] ?? null;
}

type VisitRow = Omit<Visit, "provider"> & HomeProvider;

/** The visit that holds this cookie; null for a member's own session. */
export async function findVisitAnywhere(db: Database, secret: string): Promise<Visit | null> {
  const { rows } = await sql<VisitRow>`select v.session_id as session, v.subject, v.access_token as "accessToken", v.refresh_token as "refreshToken", v.permits, v.expires_at as "expiresAt",
      p.issuer, p.client_id as "clientId", p.client_secret as "clientSecret", p.described
    from accounts.site_sessions w join visits.visits v on v.session_id = w.session_id join visits.providers p on p.issuer = v.issuer where w.token_hash = ${digestOf(secret)}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { issuer, clientId, clientSecret, described, ...visit } = row;
  return { ...visit, provider: { issuer, clientId, clientSecret, described } };
}
