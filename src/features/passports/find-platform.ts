import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { digestOf } from "../accounts/secret.ts";
import { permitsIn, type Bearer, type Permit, type Platform } from "./passport.ts";

export async function findPlatformAnywhere(db: Database, id: string): Promise<Platform | null> {
  const { rows } = await sql<Platform>`select id, host, described from passports.platforms where id = ${id.slice(0, 200)}`.execute(db);
  return rows[0] ?? null;
}

/** What a member let a platform do; null when they didn't let it in. */
export async function findPermitsAnywhere(db: Database, member: MemberId, platform: string): Promise<Permit[] | null> {
  const { rows } = await sql<{ permits: Permit[] }>`select permits from passports.passports where member_id = ${member} and platform_id = ${platform}`.execute(db);
  return rows[0]?.permits ?? null;
}

const stands = (now: Temporal.Instant) => sql`passports.openings o join members m on m.id = o.member_id and m.state = 'active' join accounts.sessions s on s.id = o.session_id and s.expires_at > ${now}`;

/** Whether what a member opened to a platform is still open: their session at home goes on, and they may come in. */
export async function findOpeningAnywhere(db: Database, now: Temporal.Instant, id: string): Promise<{ readonly member: MemberId; readonly subject: string; readonly platform: string } | null> {
  const { rows } = await sql<{ member: MemberId; subject: string; platform: string }>`select o.member_id as member, o.subject, o.platform_id as platform from ${stands(now)} where o.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** For whom the platform acts that shows this token; null when it is unknown, out of date, or nothing carries it any more. */
export async function findBearerAnywhere(db: Database, now: Temporal.Instant, token: string): Promise<Bearer | null> {
  const { rows } = await sql<Omit<Bearer, "permits"> & { scope: string | null; permits: Permit[] }>`select o.id as opening, o.member_id as member, o.platform_id as platform, p.host, a.payload ->> 'scope' as scope, g.permits
    from ${stands(now)} join passports.artefacts a on a.opening_id = o.id join passports.platforms p on p.id = o.platform_id join passports.passports g on g.member_id = o.member_id and g.platform_id = o.platform_id
    where a.kind = 'AccessToken' and a.id = ${digestOf(token)} and a.expires_at > ${now}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { scope, permits, ...bearer } = row;
  // What the member took back since counts for tokens that were given before.
  return { ...bearer, permits: permitsIn(scope ?? "").filter((permit) => permits.includes(permit)) };
}

/** Whether this came to stand by what the platform did for this member: no other words of theirs are the platform's to change. */
export async function isDeedAnywhere(db: Database, { member, platform }: Pick<Bearer, "member" | "platform">, object: string): Promise<boolean> {
  const { rows } = await sql`select from passports.deeds where member_id = ${member} and platform_id = ${platform} and act = 'comment' and object_uri = ${object} limit 1`.execute(db);
  return rows.length > 0;
}
