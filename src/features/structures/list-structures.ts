import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import { foldLetters } from "../../platform/text/slug.ts";
import { publicColumns, type Structure } from "./show-structure.ts";

/** A structure as listings and the API show it: what everybody may read. */
export type ListedStructure = Omit<Structure, "people" | "recordedBy">;

export interface CensusFilter {
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly commune?: string | undefined;
  readonly theme?: string | undefined;
}

/** Where a page of the census ended: by name. */
export interface NameCursor {
  readonly name: string;
  readonly id: StructureId;
}

export function writeNameCursor(cursor: NameCursor): string {
  return `${cursor.id}.${cursor.name}`;
}

export function readNameCursor(text: string | undefined): NameCursor | null {
  const [, id, name] = /^([0-9a-f-]{36})\.([^\p{Cc}]{0,200})$/u.exec(text ?? "") ?? [];
  return id && name !== undefined ? { id: id as StructureId, name } : null;
}

export interface Census {
  readonly structures: readonly ListedStructure[];
  readonly next: NameCursor | null;
}

/** The census of a territory, or of the whole network without one, by name. */
export async function listStructures(db: Database, territory: TerritoryId | null, filter: CensusFilter, cursor: NameCursor | null, limit: number): Promise<Census> {
  const after = cursor ? sql`and (plain_text(s.name), s.id) > (${cursor.name}, ${cursor.id}::uuid)` : sql``;
  const { rows } = await sql<{ id: StructureId; key: string }>`
    select s.id, plain_text(s.name) as key from structures s where s.state = 'listed' ${conditions(territory, filter)} ${after} order by plain_text(s.name), s.id limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { structures: await listByIdAnywhere(db, rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? { name: last.key, id: last.id } : null };
}

/** These structures, in this order; only those that are listed. */
export async function listByIdAnywhere(db: Database, ids: readonly StructureId[]): Promise<ListedStructure[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ListedStructure>`
    select ${publicColumns} from unnest(${[...ids]}::uuid[]) with ordinality as wanted(id, place) join structures s on s.id = wanted.id and s.state = 'listed' left join media p on p.id = s.picture_id order by wanted.place`.execute(db);
  return rows;
}

/** One that is listed, by its present address. */
export async function findListedAnywhere(db: Database, territory: TerritoryId, slug: string): Promise<ListedStructure | null> {
  const { rows } = await sql<ListedStructure>`select ${publicColumns} from structures s left join media p on p.id = s.picture_id where s.territory_id = ${territory} and s.slug = ${slug} and s.state = 'listed'`.execute(db);
  return rows[0] ?? null;
}

function conditions(territory: TerritoryId | null, filter: CensusFilter): RawBuilder<unknown> {
  const parts = [territory ? sql`and s.territory_id = ${territory}` : sql``];
  if (filter.type) parts.push(sql`and s.type = ${filter.type}`);
  if (filter.commune) parts.push(sql`and s.commune_code = ${filter.commune}`);
  if (filter.theme) parts.push(sql`and ${filter.theme} = any(s.themes)`);
  for (const word of wordsOf(filter.name ?? "")) parts.push(sql`and (plain_text(s.name) like ${`%${word}%`} or plain_text(s.acronym) = ${word})`);
  return sql.join(parts, sql` `);
}

function wordsOf(text: string): string[] {
  return foldLetters(text).split(/[^a-z0-9]+/).filter(Boolean).slice(0, 6);
}

export interface StructureName {
  readonly id: StructureId;
  readonly name: string;
  readonly commune: string;
  readonly slug: string;
  readonly territory: TerritoryId;
}

/** So many are looked at for each way of being called so. */
const named = 200;

/** Listed structures whose name begins with, holds or nearly is what is typed: of this territory first (or `only`), then of the network. */
export async function searchNamesAnywhere(db: Database, territory: TerritoryId | null, typed: string, limit: number, only = false): Promise<StructureName[]> {
  const words = wordsOf(typed);
  const text = words.join(" ");
  if (text.length < 2) return [];
  const holds = sql.join(words.map((word) => sql`plain_text(s.name) like ${`%${word}%`}`), sql` and `);
  const here = sql`s.state = 'listed' ${only ? sql`and s.territory_id = ${territory}` : sql``}`;
  // Each way of being called so has its index, and gives so many at most: a word that thousands bear is told apart by what begins with it.
  const { rows } = await sql<StructureName>`
    with found as materialized (
      (select s.id from structures s where ${here} and plain_text(s.name) ~>=~ ${text} and plain_text(s.name) ~<~ ${`${text}\u{10FFFF}`} order by plain_text(s.name) using ~<~ limit ${named})
      union (select s.id from structures s where ${here} and ${holds} limit ${named})
      ${territory && !only ? sql`union (select s.id from structures s where s.state = 'listed' and s.territory_id = ${territory} and ${holds} limit ${named})` : sql``}
      union (select s.id from structures s where ${here} and s.name_key % structure_key(${text}) limit ${named})
      union (select s.id from structures s where ${here} and s.acronym <> '' and plain_text(s.acronym) = ${text} limit ${named}))
    select s.id, s.name, s.commune_name as commune, s.slug, s.territory_id as territory
    from found join structures s using (id) cross join lateral (select plain_text(s.name) as plain, plain_text(s.acronym) as initials offset 0) said
    order by s.territory_id is not distinct from ${territory}::uuid desc, said.initials = ${text} desc, said.plain like ${`${text}%`} desc, similarity(s.name_key, structure_key(${text})) desc, said.plain, s.id limit ${limit}`.execute(db);
  return rows;
}
