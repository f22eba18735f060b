import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId, StructureId } from "../../platform/ids.ts";
import { isTheme } from "../tags/themes.ts";
import type { FollowInput } from "./input.ts";

/** Whether what would be followed is there for everybody; nobody follows themselves. */
export async function standsAnywhere(tx: Transaction, { kind, target }: FollowInput, member: MemberId): Promise<boolean> {
  const found = {
    member: sql`select from members where id = ${target}::uuid and state = 'active' and id <> ${member}`,
    territory: sql`select from territories where id = ${target}::uuid`,
    dossier: sql`select from contents where id = ${target}::uuid and kind = 'dossier' and state = 'published'`,
    project: sql`select from contents where id = ${target}::uuid and kind = 'project' and state = 'published'`,
    place: sql`select from contents where id = ${target}::uuid and kind = 'place' and state = 'published'`,
    operation: sql`select from contents where id = ${target}::uuid and kind = 'operation' and state = 'published'`,
    itinerary: sql`select from contents where id = ${target}::uuid and kind = 'itinerary' and state = 'published'`,
    structure: sql`select from structures where id = ${target}::uuid and state = 'listed'`,
    // A private one for its members only: for others it isn't there.
    community: sql`select from communities k where k.id = ${target}::uuid and k.state in ('active', 'archived')
      and (k.access <> 'private' or exists (select from community_members m where m.community_id = k.id and m.member_id = ${member} and m.state = 'in'))`,
    theme: isTheme(target) ? sql`select 1` : sql`select from territory_themes where code = ${target}`,
    tag: sql`select 1`,
  }[kind];
  return (await found.execute(tx)).rows.length > 0;
}

/** Where a structure stands now. A merge of structures holds this lock alone: it comes wholly before, or takes what is followed here along. */
export async function standingStructure(tx: Transaction, structure: StructureId): Promise<StructureId | null> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('structures', 0))`.execute(tx);
  const { rows } = await sql<{ id: StructureId | null }>`select standing_structure(${structure}) as id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Who stands in here for the voice of a project of another server; null for ours. */
export async function speakingProject(db: Database | Transaction, project: ContentId): Promise<MemberId | null> {
  const { rows } = await sql<{ id: MemberId }>`select a.member_id as id from federation.objects o join federation.actors a on a.id = o.actor_id and a.member_id is not null where o.content_id = ${project} and o.gone_at is null`.execute(db);
  return rows[0]?.id ?? null;
}

export async function countFollowsAnywhere(tx: Transaction, member: MemberId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from follows where member_id = ${member}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** False when it was followed already. */
export async function insertFollow(tx: Transaction, member: MemberId, { kind, target }: FollowInput, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into follows (member_id, kind, target, at) values (${member}, ${kind}, ${target}, ${at}) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** False when it wasn't followed. */
export async function deleteFollow(tx: Transaction, member: MemberId, { kind, target }: FollowInput): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from follows where member_id = ${member} and kind = ${kind} and target = ${target}`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function deleteFollowsOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from follows where member_id = ${member} or (kind = 'member' and target = ${member})`.execute(tx);
}

/** Some of those who follow a member, held until they follow somebody else. */
export async function lockFollowersOf(tx: Transaction, member: MemberId, limit: number): Promise<MemberId[]> {
  const { rows } = await sql<{ id: MemberId }>`select member_id as id from follows where kind = 'member' and target = ${member} order by member_id limit ${limit} for update`.execute(tx);
  return rows.map((row) => row.id);
}
