import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import { newId, type Id, type MemberId } from "../../platform/ids.ts";
import type { Act, Permit, Platform } from "./passport.ts";

export async function insertPlatform(db: Database, { id, host, described }: Platform, at: Temporal.Instant): Promise<void> {
  await sql`insert into passports.platforms (id, host, described, registered_at) values (${id}, ${host}, ${json(described)}, ${at})`.execute(db);
}

export async function markPlatformUsed(tx: Transaction, platform: string, at: Temporal.Instant): Promise<void> {
  await sql`update passports.platforms set used_at = ${at} where id = ${platform}`.execute(tx);
}

export async function deleteUnusedPlatforms(db: Database, before: Temporal.Instant): Promise<void> {
  await sql`delete from passports.platforms where used_at is null and registered_at < ${before}`.execute(db);
}

export async function writePassport(tx: Transaction, member: MemberId, platform: string, given: readonly Permit[], at: Temporal.Instant): Promise<void> {
  await sql`insert into passports.passports (member_id, platform_id, permits, given_at) values (${member}, ${platform}, ${[...given]}, ${at})
    on conflict (member_id, platform_id) do update set permits = excluded.permits, given_at = excluded.given_at`.execute(tx);
}

export async function deletePassport(tx: Transaction, member: MemberId, platform: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from passports.passports where member_id = ${member} and platform_id = ${platform}`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export interface NewOpening {
  readonly id: string;
  readonly member: MemberId;
  readonly platform: string;
  readonly session: string;
  /** The address of the member's actor: who they are for the platform. */
  readonly subject: string;
}

export async function insertOpening(tx: Transaction, { id, member, platform, session, subject }: NewOpening, at: Temporal.Instant): Promise<void> {
  await sql`insert into passports.openings (id, member_id, platform_id, session_id, subject, opened_at) values (${id}, ${member}, ${platform}, ${session}, ${subject}, ${at})`.execute(tx);
}

export interface EndedOpening {
  readonly platform: string;
  readonly subject: string;
  /** Which visit it was, if the platform ever took it up. */
  readonly sid: string | null;
  /** Until when the platform is told, if it doesn't hear: its tokens are worth nothing from now on anyway. */
  readonly until: string;
}

const sid = sql`(select a.payload ->> 'sid' from passports.artefacts a where a.opening_id = o.id and a.kind = 'RefreshToken' limit 1)`;

/** Takes away, with their tokens, the openings of a member at a platform, or all of theirs. */
export async function takeOpenings(tx: Transaction, member: MemberId, platform: string | null): Promise<EndedOpening[]> {
  return taken(tx, sql`o.member_id = ${member} ${platform ? sql`and o.platform_id = ${platform}` : sql``}`);
}

/** The same of those that nothing carries any more: their session ended, or their member may not come in. */
export async function takeEndedOpenings(tx: Transaction, now: Temporal.Instant, most: number): Promise<EndedOpening[]> {
  return taken(tx, sql`o.id in (select e.id from passports.openings e where not exists (select from accounts.sessions s where s.id = e.session_id and s.expires_at > ${now})
    or not exists (select from members m where m.id = e.member_id and m.state = 'active') limit ${most} for update skip locked)`);
}

async function taken(tx: Transaction, which: ReturnType<typeof sql>): Promise<EndedOpening[]> {
  const { rows } = await sql<EndedOpening & { id: string }>`select o.id, o.platform_id as platform, o.subject, ${sid} as sid, to_json(now() + interval '2 days') #>> '{}' as until from passports.openings o where ${which}`.execute(tx);
  const ids = rows.map((row) => row.id);
  await sql`delete from passports.artefacts where opening_id = any(${ids}::text[])`.execute(tx);
  await sql`delete from passports.openings where id = any(${ids}::text[])`.execute(tx);
  return rows.map(({ platform, subject, sid, until }) => ({ platform, subject, sid, until }));
}

export async function insertDeed(db: Database, deed: { readonly member: MemberId; readonly platform: string; readonly act: Act; readonly object: string }, at: Temporal.Instant): Promise<void> {
  await sql`insert into passports.deeds (id, member_id, platform_id, act, object_uri, at) values (${newId<Id<"deed">>()}, ${deed.member}, ${deed.platform}, ${deed.act}, ${deed.object.slice(0, 2000)}, ${at})`.execute(db);
}

export async function deleteOldDeeds(db: Database, before: Temporal.Instant): Promise<void> {
  await sql`delete from passports.deeds where at < ${before}`.execute(db);
}
