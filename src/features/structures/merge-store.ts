import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { json, type Transaction } from "../../platform/database.ts";
import type { MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { StructureRole } from "./structure.ts";

/** All that undoing a merge needs: what moved, and what stood there before. */
export interface Kept {
  readonly state: "proposed" | "listed" | "hidden";
  /** `held`: the other one stood in the same place already, so this row went. */
  readonly contents: readonly { readonly content: string; readonly role: string; readonly position: number; readonly held: boolean }[];
  readonly follows: readonly { readonly member: string; readonly at: string; readonly held: boolean }[];
  /** `before`: the role that this person had in the one that stays. */
  readonly people: readonly { readonly member: string; readonly role: StructureRole; readonly since: string; readonly before: StructureRole | null }[];
  readonly claims: readonly string[];
  /** Contents in which it didn't want to be named; `held`: neither did the one that stays. Missing in merges of before. */
  readonly declined?: readonly { readonly content: string; readonly held: boolean }[];
  readonly filled: Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;
}

const strongest = (a: StructureRole, b: StructureRole | null): StructureRole => (b === "owner" ? "owner" : a);

/** Moves every link of one structure to another. Both are locked. */
export async function moveLinks(tx: Transaction, from: StructureId, into: StructureId): Promise<Pick<Kept, "contents" | "follows" | "people" | "claims" | "declined">> {
  const { rows: contents } = await sql<Kept["contents"][number]>`
    select f.content_id as content, f.role, f.position, exists (select from content_structures t where t.content_id = f.content_id and t.role = f.role and t.structure_id = ${into}) as held from content_structures f where f.structure_id = ${from} for update`.execute(tx);
  await sql`delete from content_structures f where f.structure_id = ${from} and exists (select from content_structures t where t.content_id = f.content_id and t.role = f.role and t.structure_id = ${into})`.execute(tx);
  await sql`update content_structures set structure_id = ${into} where structure_id = ${from}`.execute(tx);

  const { rows: follows } = await sql<Kept["follows"][number]>`
    select f.member_id as member, f.at::text as at, exists (select from follows t where t.kind = 'structure' and t.target = ${into} and t.member_id = f.member_id) as held from follows f where f.kind = 'structure' and f.target = ${from} for update`.execute(tx);
  await sql`delete from follows f where f.kind = 'structure' and f.target = ${from} and exists (select from follows t where t.kind = 'structure' and t.target = ${into} and t.member_id = f.member_id)`.execute(tx);
  await sql`update follows set target = ${into} where kind = 'structure' and target = ${from}`.execute(tx);

  const { rows: people } = await sql<Kept["people"][number]>`
    select f.member_id as member, f.role, f.since::text as since, t.role as before from structure_members f left join structure_members t on t.structure_id = ${into} and t.member_id = f.member_id where f.structure_id = ${from}`.execute(tx);
  await sql`delete from structure_members where structure_id = ${from}`.execute(tx);
  for (const each of people) {
    await sql`insert into structure_members (structure_id, member_id, role, since) values (${into}, ${each.member}, ${strongest(each.role, each.before)}, ${each.since}::timestamptz)
      on conflict (structure_id, member_id) do update set role = excluded.role`.execute(tx);
  }
  const { rows: claims } = await sql<{ id: string }>`
    update structure_claims c set structure_id = ${into} where structure_id = ${from} and state = 'waiting'
      and not exists (select from structure_claims t where t.structure_id = ${into} and t.member_id = c.member_id and t.state = 'waiting') returning id`.execute(tx);
  const { rows: declined } = await sql<{ content: string; held: boolean }>`
    select f.content_id as content, exists (select from declined_namings t where t.structure_id = ${into} and t.content_id = f.content_id) as held from declined_namings f where f.structure_id = ${from} for update`.execute(tx);
  await sql`insert into declined_namings (structure_id, content_id, role, position, at) select ${into}, content_id, role, position, at from declined_namings where structure_id = ${from} on conflict do nothing`.execute(tx);
  await sql`delete from declined_namings where structure_id = ${from}`.execute(tx);
  return { contents, follows, people, claims: claims.map((each) => each.id), declined };
}

/** Gives back what moved, where nobody has changed it since. */
export async function moveLinksBack(tx: Transaction, from: StructureId, into: StructureId, kept: Kept): Promise<void> {
  await sql`insert into content_structures (content_id, structure_id, role, position, published_at)
    select t.content_id, ${from}, t.role, r.position, t.published_at from jsonb_to_recordset(${json(kept.contents)}) as r(content uuid, role text, position smallint)
    join content_structures t on t.content_id = r.content and t.role = r.role and t.structure_id = ${into} on conflict do nothing`.execute(tx);
  await sql`delete from content_structures t using jsonb_to_recordset(${json(kept.contents)}) as r(content uuid, role text, held boolean) where not r.held and t.content_id = r.content and t.role = r.role and t.structure_id = ${into}`.execute(tx);

  await sql`insert into follows (member_id, kind, target, at)
    select t.member_id, 'structure', ${from}, r.at from jsonb_to_recordset(${json(kept.follows)}) as r(member uuid, at timestamptz) join follows t on t.kind = 'structure' and t.target = ${into} and t.member_id = r.member on conflict do nothing`.execute(tx);
  await sql`delete from follows t using jsonb_to_recordset(${json(kept.follows)}) as r(member uuid, held boolean) where not r.held and t.kind = 'structure' and t.target = ${into} and t.member_id = r.member`.execute(tx);

  for (const each of kept.people) {
    const given = strongest(each.role, each.before);
    await sql`insert into structure_members (structure_id, member_id, role, since) select ${from}, id, ${each.role}, ${each.since}::timestamptz from members where id = ${each.member} on conflict do nothing`.execute(tx);
    if (each.before === null) await sql`delete from structure_members where structure_id = ${into} and member_id = ${each.member} and role = ${given}`.execute(tx);
    else await sql`update structure_members set role = ${each.before} where structure_id = ${into} and member_id = ${each.member} and role = ${given}`.execute(tx);
  }
  const declined = kept.declined ?? [];
  await sql`insert into declined_namings (structure_id, content_id, role, position, at) select ${from}, t.content_id, t.role, t.position, t.at
    from jsonb_to_recordset(${json(declined)}) as r(content uuid) join declined_namings t on t.structure_id = ${into} and t.content_id = r.content on conflict do nothing`.execute(tx);
  await sql`delete from declined_namings t using jsonb_to_recordset(${json(declined)}) as r(content uuid, held boolean) where not r.held and t.structure_id = ${into} and t.content_id = r.content`.execute(tx);
  await sql`update structure_claims set structure_id = ${from} where id = any(${[...kept.claims]}::uuid[]) and structure_id = ${into} and state = 'waiting'`.execute(tx);
}

/** A whole row, as JSON. */
export async function readRow(tx: Transaction, id: StructureId): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(s) as row from structures s where id = ${id}`.execute(tx);
  return rows[0]?.row ?? {};
}

/** Writes columns by their names in JSON. The names are our own (`fillable`), never a form's. */
export async function writeColumns(tx: Transaction, id: StructureId, values: Readonly<Record<string, unknown>>, at: Temporal.Instant): Promise<void> {
  const sets = Object.keys(values).map((name) => sql`${sql.ref(name)} = r.${sql.ref(name)}`);
  await sql`update structures s set ${sql.join([...sets, sql`revision = s.revision + 1`, sql`updated_at = ${at}`, sql`compared_at = null`])}
    from jsonb_populate_record(null::structures, ${json(values)}) r where s.id = ${id}`.execute(tx);
}

export async function markMerged(tx: Transaction, from: StructureId, into: StructureId, at: Temporal.Instant): Promise<void> {
  await sql`update structures set state = 'merged', refusal = null, merged_into = ${into}, revision = revision + 1, updated_at = ${at} where id = ${from}`.execute(tx);
}

export async function markStanding(tx: Transaction, id: StructureId, state: Kept["state"], at: Temporal.Instant): Promise<void> {
  await sql`update structures set state = ${state}, merged_into = null, revision = revision + 1, updated_at = ${at}, compared_at = null where id = ${id}`.execute(tx);
  if (state === "listed") await sql`delete from structure_tombstones where structure_id = ${id}`.execute(tx);
}

export async function insertMerge(tx: Transaction, merge: { from: StructureId; into: StructureId; territory: TerritoryId; by: MemberId; at: Temporal.Instant; kept: Kept }): Promise<string> {
  const id = uuidv7();
  await sql`insert into structure_merges (id, from_id, into_id, territory_id, by_id, at, kept) values (${id}, ${merge.from}, ${merge.into}, ${merge.territory}, ${merge.by}, ${merge.at}, ${json(merge.kept)})`.execute(tx);
  return id;
}

export interface Merge {
  readonly id: string;
  readonly from: StructureId;
  readonly into: StructureId;
  readonly at: Temporal.Instant;
  readonly kept: Kept;
}

/** A merge that stands, locked; null when there is none, or it was undone. */
export async function lockMergeAnywhere(tx: Transaction, id: string): Promise<Merge | null> {
  const { rows } = await sql<Merge>`select id, from_id as from, into_id as into, at, kept from structure_merges where id = ${id}::uuid and undone_at is null for update`.execute(tx);
  return rows[0] ?? null;
}

export async function markUndone(tx: Transaction, id: string, by: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`update structure_merges set undone_at = ${at}, undone_by = ${by} where id = ${id}::uuid`.execute(tx);
}

/** The territories whose pages show what is published in a structure's name. */
export async function listTouchedTerritoriesAnywhere(tx: Transaction, structures: readonly StructureId[]): Promise<TerritoryId[]> {
  const { rows } = await sql<{ id: TerritoryId }>`select territory_id as id from structures where id = any(${[...structures]}::uuid[])
    union select c.territory_id from content_structures s join contents c on c.id = s.content_id where s.structure_id = any(${[...structures]}::uuid[])`.execute(tx);
  return rows.map((row) => row.id);
}
