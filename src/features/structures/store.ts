import { isTheme } from "../tags/themes.ts";
import { sql, type RawBuilder } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { newId, type MediaId, type MemberId, type StructureId, type TerritoryId } from "../../platform/ids.ts";
import { plainText } from "../../platform/text/plain.ts";
import { findCommune } from "../places/communes.ts";
import type { StructureInput } from "./input.ts";
import type { StructureRole, StructureStanding, StructureState } from "./structure.ts";

export interface LockedStructure extends StructureStanding {
  readonly slug: string;
  readonly name: string;
  readonly revision: number;
  readonly website: string;
  readonly picture: MediaId | null;
}

/** What deciding needs of `structures s`, as columns. */
export const standingColumns = sql`s.id, s.territory_id as territory, s.state, s.refusal is not null as refused, s.recorded_by as "recordedBy",
  coalesce((select jsonb_agg(jsonb_build_object('member', p.member_id, 'role', p.role) order by p.since, p.member_id) from structure_members p where p.structure_id = s.id), '[]') as people`;

/** The structure with its people, locked until the transaction ends; null when there is none. */
export async function lockStructureAnywhere(tx: Transaction, id: StructureId): Promise<LockedStructure | null> {
  // Locked first, read after: what is decided on is what stands once the lock is held.
  await sql`select from structures where id = ${id} for update`.execute(tx);
  return readStructureAnywhere(tx, id);
}

/** The same, not locked: for who holds what it is about to change otherwise. */
export async function readStructureAnywhere(tx: Transaction, id: StructureId): Promise<LockedStructure | null> {
  const { rows } = await sql<LockedStructure>`select ${standingColumns}, s.slug, s.name, s.revision, s.website, s.picture_id as picture from structures s where s.id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** The structure where it stands now: one that is merged while one waits for it is the one that stays. */
export async function lockStandingAnywhere(tx: Transaction, id: StructureId): Promise<LockedStructure | null> {
  const structure = await lockStructureAnywhere(tx, id);
  if (structure?.state !== "merged") return structure;
  const { rows } = await sql<{ id: StructureId | null }>`select standing_structure(${id}) as id`.execute(tx);
  return rows[0]?.id ? lockStandingAnywhere(tx, rows[0].id) : null;
}

/** Holds every structure still, for what concerns several: nobody else merges, compares or names one in a content until the transaction ends. */
export async function holdCensus(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('structures', 0))`.execute(tx);
}

/** A free slug near the wanted one. Addresses left by renames and merges stay taken: they redirect. */
export async function freeSlug(tx: Transaction, territory: TerritoryId, wanted: string, own: StructureId | null): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${territory}/structure/${wanted}`}, 0))`.execute(tx);
  const { rows } = await sql<{ slug: string }>`
    select slug from structures where territory_id = ${territory} and (slug = ${wanted} or slug like ${`${wanted}-%`}) and id is distinct from ${own}
    union select slug from structure_slugs where territory_id = ${territory} and (slug = ${wanted} or slug like ${`${wanted}-%`}) and structure_id is distinct from ${own}`.execute(tx);
  const taken = new Set(rows.map((row) => row.slug));
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

function columnsOf(input: StructureInput): Readonly<Record<string, RawBuilder<unknown>>> {
  const commune = input.communeCode ? findCommune(input.communeCode) : null;
  const point = input.latitude !== null && input.longitude !== null ? { latitude: input.latitude, longitude: input.longitude } : (commune?.point ?? null);
  return {
    name: sql`${input.name}`, acronym: sql`${input.acronym}`, type: sql`${input.type}`, summary: sql`${input.summary}`, body: json(input.body), body_text: sql`${plainText(input.body)}`,
    siret: sql`${input.siret}`, rna: sql`${input.rna}`, osm: sql`${input.osm}`, wikidata: sql`${input.wikidata}`, website: sql`${input.website}`, email: sql`${input.email}`, phone: sql`${input.phone}`,
    links: json(input.links), address: sql`${input.address}`, postcode: sql`${commune?.postcodes[0] ?? ""}`, commune_code: sql`${input.communeCode}`, commune_name: sql`${commune?.name ?? ""}`,
    latitude: sql`${point?.latitude ?? null}::float8`, longitude: sql`${point?.longitude ?? null}::float8`, hours: sql`${input.hours}`, accessibility: sql`${input.accessibility}::text[]`,
    themes: sql`${input.themes}::text[]`, picture_id: sql`${input.picture}::uuid`,
  };
}

export interface NewStructure {
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly state: "listed" | "proposed";
  readonly by: MemberId;
  readonly submission: string | null;
  readonly at: Temporal.Instant;
}

/** Null when the same submission has been recorded already. */
export async function insertStructure(tx: Transaction, input: StructureInput, { territory, slug, state, by, submission, at }: NewStructure): Promise<StructureId | null> {
  const id = newId<StructureId>();
  const columns = columnsOf(input);
  const { rows } = await sql`
    insert into structures (id, territory_id, slug, state, recorded_by, submission, created_at, updated_at, ${sql.join(Object.keys(columns).map((name) => sql.ref(name)))})
    values (${id}, ${territory}, ${slug}, ${state}, ${by}, ${submission}, ${at}, ${at}, ${sql.join(Object.values(columns))})
    on conflict (submission) do nothing returning id`.execute(tx);
  return rows.length > 0 ? id : null;
}

export async function findSubmissionAnywhere(tx: Transaction, submission: string): Promise<{ id: StructureId; slug: string; state: StructureState; recordedBy: MemberId | null } | null> {
  const { rows } = await sql<{ id: StructureId; slug: string; state: StructureState; recordedBy: MemberId | null }>`select id, slug, state, recorded_by as "recordedBy" from structures where submission = ${submission}`.execute(tx);
  return rows[0] ?? null;
}

export async function updateStructure(tx: Transaction, id: StructureId, input: StructureInput, at: Temporal.Instant): Promise<void> {
  const sets = Object.entries(columnsOf(input)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  await sql`update structures set ${sql.join(sets)}, revision = revision + 1, updated_at = ${at}, compared_at = null where id = ${id}`.execute(tx);
}

export async function moveTo(tx: Transaction, structure: LockedStructure, slug: string): Promise<void> {
  if (structure.slug === slug) return;
  await sql`insert into structure_slugs (territory_id, slug, structure_id) values (${structure.territory}, ${structure.slug}, ${structure.id}) on conflict do nothing`.execute(tx);
  await sql`delete from structure_slugs where territory_id = ${structure.territory} and slug = ${slug} and structure_id = ${structure.id}`.execute(tx);
  await sql`update structures set slug = ${slug} where id = ${structure.id}`.execute(tx);
}

/** Whether this member may put this picture here: it is their own upload, or stands here already. */
export async function mayUsePicture(tx: Transaction, picture: MediaId, member: MemberId, structure: LockedStructure | null): Promise<boolean> {
  if (structure?.picture === picture) return true;
  const { rows } = await sql`select from media where id = ${picture} and owner_id = ${member}`.execute(tx);
  return rows.length > 0;
}

export async function setState(tx: Transaction, id: StructureId, state: "listed" | "hidden", at: Temporal.Instant): Promise<void> {
  await sql`update structures set state = ${state}, refusal = null, updated_at = ${at}, compared_at = null where id = ${id}`.execute(tx);
  if (state === "listed") await sql`delete from structure_tombstones where structure_id = ${id}`.execute(tx);
  else await leaveTombstone(tx, id, null, at);
}

/** It was never in the census: nobody has a copy to take back. */
export async function markRefused(tx: Transaction, id: StructureId, reason: string, at: Temporal.Instant): Promise<void> {
  await sql`update structures set state = 'hidden', refusal = ${reason}, updated_at = ${at} where id = ${id}`.execute(tx);
}

export async function markProposed(tx: Transaction, id: StructureId, at: Temporal.Instant): Promise<void> {
  await sql`update structures set state = 'proposed', refusal = null, updated_at = ${at}, compared_at = null where id = ${id}`.execute(tx);
}

export async function leaveTombstone(tx: Transaction, id: StructureId, into: StructureId | null, at: Temporal.Instant): Promise<void> {
  await sql`insert into structure_tombstones (structure_id, territory_id, merged_into, at) select id, territory_id, ${into}, ${at} from structures where id = ${id}
    on conflict (structure_id) do update set merged_into = excluded.merged_into, at = excluded.at`.execute(tx);
}

export async function setPerson(tx: Transaction, structure: StructureId, member: MemberId, role: StructureRole, at: Temporal.Instant): Promise<void> {
  await sql`insert into structure_members (structure_id, member_id, role, since) values (${structure}, ${member}, ${role}, ${at})
    on conflict (structure_id, member_id) do update set role = excluded.role`.execute(tx);
  await sql`update structures set claimed_at = coalesce(claimed_at, ${at}) where id = ${structure}`.execute(tx);
}

export async function deletePerson(tx: Transaction, structure: StructureId, member: MemberId): Promise<void> {
  await sql`delete from structure_members where structure_id = ${structure} and member_id = ${member}`.execute(tx);
}

/** Those of these themes that a structure of this territory may bear: the network's, its own that aren't retired, and those that it bears. What was retired while somebody typed is left out. */
export async function usableThemes(tx: Transaction, territory: TerritoryId, themes: readonly string[], structure: StructureId | null): Promise<string[]> {
  if (themes.every(isTheme)) return [...themes];
  const { rows } = await sql<{ code: string }>`select code from territory_themes where code = any(${[...themes]}::text[]) and territory_id = ${territory} and retired_at is null
    union select unnest(themes) from structures where id = ${structure}`.execute(tx);
  return themes.filter((theme) => isTheme(theme) || rows.some((row) => row.code === theme));
}
