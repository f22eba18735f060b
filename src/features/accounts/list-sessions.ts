import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { digestOf } from "./secret.ts";

export interface OpenSession {
  readonly id: string;
  readonly createdAt: Temporal.Instant;
  readonly userAgent: string;
  readonly hosts: readonly string[];
  readonly current: boolean;
}

/** The sessions of a member, the present one marked. */
export async function listSessionsAnywhere(db: Database, now: Temporal.Instant, user: MemberId, secret: string): Promise<OpenSession[]> {
  const { rows } = await sql<OpenSession>`
    select s.id, s.created_at as "createdAt", s.user_agent as "userAgent",
      array(select distinct host from accounts.site_sessions w where w.session_id = s.id order by host) as hosts,
      exists (select from accounts.site_sessions w where w.session_id = s.id and w.token_hash = ${digestOf(secret)}) as current
    from accounts.sessions s where s.user_id = ${user} and s.expires_at > ${now} order by s.created_at desc`.execute(db);
  return rows;
}
