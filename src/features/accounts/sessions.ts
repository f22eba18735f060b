import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import { newId, type MemberId, type StructureId, type TerritoryId } from "../../platform/ids.ts";
import type { Membership, MemberViewer } from "../../platform/viewer.ts";
import { digestOf, issueToken, newSecret, useToken } from "./tokens.ts";

export const sessionDays = 60;

export interface Device {
  readonly userAgent: string;
  readonly address: string;
}

/** Opens a session and its first cookie, at `host`. Answers the cookie's secret. */
export async function openSession(tx: Transaction, now: Temporal.Instant, user: string, host: string, device: Device): Promise<string> {
  const id = newId<never>() as string;
  await sql`insert into accounts.sessions (id, user_id, created_at, seen_at, expires_at, user_agent, address)
    values (${id}, ${user}, ${now}, ${now}, ${now.add({ hours: 24 * sessionDays })}, ${device.userAgent.slice(0, 300)}, ${device.address})`.execute(tx);
  return addSite(tx, now, id, host);
}

async function addSite(tx: Transaction, now: Temporal.Instant, session: string, host: string): Promise<string> {
  const secret = newSecret();
  await sql`insert into accounts.site_sessions (token_hash, session_id, host, created_at) values (${digestOf(secret)}, ${session}, ${host}, ${now})`.execute(tx);
  return secret;
}

/** At the portal: a code, good for a minute at one host, that carries the session over to it. */
export async function beginHandover(db: Database, now: Temporal.Instant, portalSecret: string, host: string): Promise<string | null> {
  const session = await findSession(db, now, portalSecret);
  return session ? issueToken(db, now, { kind: "handover", user: session.user_id, payload: { session: session.id, host }, seconds: 60 }) : null;
}

/** At the other host: the code becomes this host's own cookie. */
export async function finishHandover(tx: Transaction, now: Temporal.Instant, code: string, host: string): Promise<string | null> {
  const token = await useToken<{ session: string; host: string }>(tx, now, "handover", code);
  if (!token || token.payload.host !== host) return null;
  return addSite(tx, now, token.payload.session, host);
}

async function findSession(db: Database, now: Temporal.Instant, secret: string): Promise<{ id: string; user_id: string } | null> {
  const { rows } = await sql<{ id: string; user_id: string }>`
    select s.id, s.user_id from accounts.site_sessions w join accounts.sessions s on s.id = w.session_id
    where w.token_hash = ${digestOf(secret)} and s.expires_at > ${now}`.execute(db);
  return rows[0] ?? null;
}

interface ViewerRow {
  id: MemberId;
  handle: string;
  name: string;
  home: TerritoryId;
  coordinator: boolean;
  animates: TerritoryId[];
  actsFor: StructureId[];
  memberships: Membership[];
}

/** Who holds this cookie at this host; null when the session ended or the member is suspended. */
export async function findViewer(db: Database, now: Temporal.Instant, secret: string, host: string): Promise<MemberViewer | null> {
  const { rows } = await sql<ViewerRow>`
    select m.id, m.handle, m.name, m.home_id as home, m.coordinator,
      array(select territory_id from animators a where a.member_id = m.id) as animates,
      array(select structure_id from structure_members p where p.member_id = m.id) as "actsFor",
      coalesce((select jsonb_agg(jsonb_build_object('community', k.community_id, 'role', k.role)) from community_members k where k.member_id = m.id and k.state = 'in'), '[]') as memberships
    from accounts.site_sessions w
    join accounts.sessions s on s.id = w.session_id and s.expires_at > ${now}
    join members m on m.id = s.user_id and m.state = 'active'
    where w.token_hash = ${digestOf(secret)} and w.host = ${host}`.execute(db);
  return rows[0] ? { kind: "member", ...rows[0] } : null;
}

export interface OpenSession {
  readonly id: string;
  readonly createdAt: Temporal.Instant;
  readonly userAgent: string;
  readonly hosts: readonly string[];
  readonly current: boolean;
}

/** The sessions of a member, the present one marked. */
export async function listSessions(db: Database, now: Temporal.Instant, user: MemberId, secret: string): Promise<OpenSession[]> {
  const { rows } = await sql<OpenSession>`
    select s.id, s.created_at as "createdAt", s.user_agent as "userAgent",
      array(select distinct host from accounts.site_sessions w where w.session_id = s.id order by host) as hosts,
      exists (select from accounts.site_sessions w where w.session_id = s.id and w.token_hash = ${digestOf(secret)}) as current
    from accounts.sessions s where s.user_id = ${user} and s.expires_at > ${now} order by s.created_at desc`.execute(db);
  return rows;
}

/** Ends a session of this member's: on every host at once. */
export async function closeSession(db: Database, user: MemberId, session: string): Promise<void> {
  await sql`delete from accounts.sessions where id = ${session} and user_id = ${user}`.execute(db);
}

/** Ends every session of this member's but the one that holds this cookie. */
export async function closeOtherSessions(db: Database, user: MemberId, secret: string): Promise<void> {
  await sql`delete from accounts.sessions where user_id = ${user}
    and id not in (select session_id from accounts.site_sessions where token_hash = ${digestOf(secret)})`.execute(db);
}

/** Ends the session that holds this cookie, on every host at once. */
export async function closeSessionOf(db: Database, secret: string): Promise<void> {
  await sql`delete from accounts.sessions where id = (select session_id from accounts.site_sessions where token_hash = ${digestOf(secret)})`.execute(db);
}
