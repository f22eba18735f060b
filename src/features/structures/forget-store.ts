import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";

/** What undoing a merge would give back to a member who is no more. */
export async function forgetInMerges(tx: Transaction, member: MemberId): Promise<void> {
  const without = (part: string) => sql`coalesce((select jsonb_agg(each) from jsonb_array_elements(kept -> ${part}) as each where each ->> 'member' <> ${member}), '[]')`;
  await sql`update structure_merges set kept = kept || jsonb_build_object('people', ${without("people")}, 'follows', ${without("follows")})
    where kept -> 'people' @> jsonb_build_array(jsonb_build_object('member', ${member}::text)) or kept -> 'follows' @> jsonb_build_array(jsonb_build_object('member', ${member}::text))`.execute(tx);
}

/** Takes a member out of each structure for which they acted, and answers which, and whether nobody is left there. */
export async function leaveStructures(tx: Transaction, member: MemberId): Promise<{ id: StructureId; territory: TerritoryId; empty: boolean }[]> {
  const { rows } = await sql<{ id: StructureId; territory: TerritoryId }>`
    select id, territory_id as territory from structures where id in (select structure_id from structure_members where member_id = ${member}) order by id for update`.execute(tx);
  const ids = rows.map((row) => row.id);
  await sql`delete from structure_members where member_id = ${member}`.execute(tx);
  await sql`update structure_members p set role = 'owner' from (
      select distinct on (structure_id) structure_id, member_id from structure_members where structure_id = any(${ids}::uuid[]) order by structure_id, role = 'owner' desc, since, member_id) heir
    where p.structure_id = heir.structure_id and p.member_id = heir.member_id`.execute(tx);
  const { rows: left } = await sql<{ id: StructureId }>`
    update structures s set claimed_at = null, left_at = case when state = 'listed' then now() end, updated_at = now() where id = any(${ids}::uuid[]) and not exists (select from structure_members p where p.structure_id = s.id) returning id`.execute(tx);
  const alone = new Set(left.map((each) => each.id));
  return rows.map((each) => ({ ...each, empty: alone.has(each.id) }));
}

/** A structure that was left and is still nobody's, once: who takes it tells of it. */
export async function takeLeft(tx: Transaction, structure: StructureId): Promise<{ name: string; slug: string; territory: TerritoryId } | null> {
  const { rows } = await sql<{ name: string; slug: string; territory: TerritoryId; alone: boolean }>`
    update structures s set left_at = null where id = ${structure} and left_at is not null returning name, slug, territory_id as territory, state = 'listed' and not exists (select from structure_members p where p.structure_id = s.id) as alone`.execute(tx);
  const [left] = rows;
  return left?.alone ? left : null;
}

export async function listAnimatorsToTellAnywhere(tx: Transaction, territory: TerritoryId): Promise<{ email: string; locale: "fr" | "en" }[]> {
  const { rows } = await sql<{ email: string; locale: "fr" | "en" }>`
    select u.email, m.locale from animators a join members m on m.id = a.member_id and m.state = 'active' join accounts.users u on u.id = m.id where a.territory_id = ${territory} order by m.id`.execute(tx);
  return rows;
}
