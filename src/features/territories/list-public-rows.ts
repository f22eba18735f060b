import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";

export interface PublicRow {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

interface Branch {
  table: string;
  column: string;
}

const batch = 500;

/**
 * All that is public of a territory, batch by batch: itself, its contents with what hangs from them, their authors and
 * the members at home there who let themselves be listed, their pictures. `reader` must be the public reader: what it
 * can't see, by grant or by policy, is in no batch. A member or a picture that two contents share comes once.
 */
export async function* listPublicRows(reader: Database, territory: TerritoryId): AsyncGenerator<readonly PublicRow[]> {
  yield [...(await rowsOf(reader, "territories", "id", [territory])), ...(await rowsOf(reader, "territory_slugs", "territory_id", [territory])), ...(await rowsOf(reader, "territory_domains", "territory_id", [territory]))];
  const seen = new Set<string>();
  const once = (ids: readonly string[]) => ids.filter((id) => !seen.has(id) && seen.add(id));
  const { rows: home } = await sql<{ id: string }>`select id from members where home_id = ${territory} and listed and state = 'active' order by id`.execute(reader);
  for (let from = 0; from < home.length; from += batch) yield await membersOf(reader, once(home.slice(from, from + batch).map((row) => row.id)), once);
  const branches = await listBranches(reader);
  for (let after: ContentId | null = null; ; ) {
    const { rows }: { rows: { id: ContentId; lead_id: string | null }[] } = await sql<{ id: ContentId; lead_id: string | null }>`select id, lead_id from contents where territory_id = ${territory} and (${after}::uuid is null or id > ${after}) order by id limit ${batch}`.execute(reader);
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.id);
    const hanging: PublicRow[] = [];
    for (const branch of branches) hanging.push(...(await rowsOf(reader, branch.table, branch.column, ids)));
    const named = (table: string, column: string) => hanging.filter((each) => each.table === table).map((each) => String(each.row[column]));
    const pictures = once([...named("content_media", "media_id"), ...rows.flatMap((row) => row.lead_id ?? [])]);
    yield [...(await membersOf(reader, once(named("content_authors", "member_id")), once)), ...(await rowsOf(reader, "media", "id", pictures)), ...(await rowsOf(reader, "contents", "id", ids)), ...hanging];
    after = ids.at(-1) ?? null;
  }
}

/** The tables that hang from contents, or from what is one (an event, a dossier), by the first column that ties them. What is computed is left out. */
async function listBranches(reader: Database): Promise<Branch[]> {
  const { rows } = await sql<Branch>`
    select distinct on (c.relname) c.relname as table, a.attname as column
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1 and c.relnamespace = 'public'::regnamespace and c.relname not in ('search_entries', 'occurrences')
      and has_table_privilege(c.oid, 'select') and a.attnotnull
      and (k.confrelid = 'contents'::regclass or exists (select from pg_constraint up where up.conrelid = k.confrelid and up.contype = 'f' and up.confrelid = 'contents'::regclass))
    order by c.relname, a.attnum`.execute(reader);
  return rows;
}

async function rowsOf(reader: Database, table: string, column: string, ids: readonly string[]): Promise<PublicRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<PublicRow>`select ${table}::text as table, to_jsonb(t) as row from ${sql.table(table)} t where ${sql.ref(`t.${column}`)} = any(${[...ids]}::uuid[])`.execute(reader);
  return rows;
}

async function membersOf(reader: Database, ids: readonly string[], once: (ids: readonly string[]) => string[]): Promise<PublicRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<PublicRow & { picture: string | null }>`
    select 'members' as table, picture_id as picture, jsonb_build_object('id', id, 'handle', handle, 'name', name, 'bio', bio, 'commune', commune, 'links', links, 'interests', interests, 'home_id', home_id, 'picture_id', picture_id, 'created_at', created_at) as row
    from members where id = any(${[...ids]}::uuid[]) and state = 'active'`.execute(reader);
  const portraits = await rowsOf(reader, "media", "id", once(rows.flatMap((row) => row.picture ?? [])));
  return [...portraits, ...rows.map(({ table, row }) => ({ table, row }))];
}
