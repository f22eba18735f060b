import { escapeLiteral } from "../../platform/database.ts";
import type { Naming } from "./leaving.ts";

/** Sends one statement; all of one departure or arrival are of one transaction. */
export type Run = <Row = object>(text: string) => Promise<Row[]>;

/** The same identifier for the same text, as `idFrom` makes them: both servers come to it by themselves. */
export const idOf = (text: string) => `overlay(overlay(md5(${text}) placing '8' from 13) placing 'a' from 17)::uuid`;
const hostOf = (uri: string) => `split_part(${uri}, '/', 3)`;
export const originOf = (uri: string) => `substring(${uri} from '^https?://[^/]+')`;

/** When the document of an actor was last read: of one of ours, never. Their key may be newer than all that is known of them, so it must be asked at their first word. */
export const notAskedYet = "coalesce(a.read_at, now() - interval '30 days')";

/** What the rules of tables.ts speak of: the things of a territory, and what beside them everybody may read. */
export async function makeSets(run: Run, territory: string, naming: Naming): Promise<void> {
  const make = (name: string, select: string) => run(`create temp table ${name} on commit drop as ${select}`);
  await make("mv_territory", `select ${escapeLiteral(territory)}::uuid as id`);
  await make("mv_kinds", `select k.key as kind, k.value ->> 'word' as word, k.value ->> 'page' as page from jsonb_each(${escapeLiteral(JSON.stringify(naming.kinds))}::jsonb) k`);
  await make("mv_origins", `select o.key::uuid as territory_id, o.value as origin from jsonb_each_text(${escapeLiteral(JSON.stringify(naming.origins))}::jsonb) o`);
  await make("mv_members", "select id from members where home_id = (select id from mv_territory) and not remote");
  await make("mv_contents", "select id from contents where territory_id = (select id from mv_territory)");
  await make("mv_structures", "select id from structures where territory_id = (select id from mv_territory)");
  await make("mv_communities", "select id from communities where territory_id = (select id from mv_territory)");
  // Whose address stands at the host of a territory that isn't theirs any more can't take it along: see decision 28.
  await make("mv_actors", "select id from federation.actors where server_id is null and territory_id = (select id from mv_territory) and (kind <> 'member' or subject in (select id::text from mv_members))");
  await make("mv_public", `select c.id from contents c where c.state = 'published' and c.published_at <= now() and c.territory_id <> (select id from mv_territory)`);
  await make("mv_comments", `with recursive theirs as (
      select id, parent_id from comments where content_id in (select id from mv_contents) or author_id in (select id from mv_members) and content_id in (select id from mv_public)
      union select p.id, p.parent_id from comments p join theirs t on t.parent_id = p.id)
    select id from theirs`);
  for (const set of ["mv_members", "mv_contents", "mv_structures", "mv_communities", "mv_actors", "mv_public", "mv_comments"]) {
    await run(`create index on ${set} (id)`);
    await run(`analyze ${set}`);
  }
  await makeNames(run, make);
  await makeBonds(make);
}

type Make = (name: string, select: string) => Promise<unknown>;

/**
 * Under which address what is published here is known elsewhere, and by whom. What somebody of the one side published on the other
 * is answered for by the territory itself where it stands.
 */
async function makeNames(run: Run, make: Make): Promise<void> {
  const ofTerritory = "(select t.id from federation.actors t where t.server_id is null and t.kind = 'territory' and t.territory_id = c.territory_id limit 1)";
  await make("mv_named", `select c.id as content_id, n.wire_id, a.id as actor_id, a.uri as actor_uri, n.actor_id is distinct from a.id as renamed,
      case when c.kind = 'project' then a.uri else ${originOf("a.uri")} || '/ap/' || k.word || '/' || n.wire_id end as uri, o.origin || '/' || k.page || '/' || c.slug as url
    from contents c join mv_kinds k on k.kind = c.kind join mv_origins o on o.territory_id = c.territory_id
    left join federation.names n on n.content_id = c.id and n.ended_at is null
    join federation.actors a on a.id = case when c.kind = 'project' then (select p.id from federation.actors p where p.server_id is null and p.kind = 'project' and p.subject = c.id::text limit 1)
      when (n.actor_id in (select id from mv_actors)) = (c.territory_id = (select id from mv_territory)) then n.actor_id else ${ofTerritory} end
    where c.kind = 'project' or n.wire_id is not null`);
  await run("create index on mv_named (content_id)");
  // Who isn't a member is followed and read of elsewhere by somebody who stands in for them.
  await make("mv_standins", `select a.id as actor_id, a.id in (select id from mv_actors) as leaves, ${idOf("'stand-in ' || a.uri")} as member_id, a.handle || '@' || ${hostOf("a.uri")} as handle, a.kind, a.subject, x.name
    from federation.actors a join lateral (
      select s.name from structures s where a.kind = 'structure' and s.id::text = a.subject union all select c.name from communities c where a.kind = 'community' and c.id::text = a.subject and c.access <> 'private'
      union all select t.name from territories t where a.kind = 'territory' and t.id = a.territory_id union all select c.title from contents c where a.kind = 'project' and c.id::text = a.subject) x on true
    where a.server_id is null and a.state = 'active'`);
  await run("create index on mv_standins (actor_id)");
}

/** Who of the one side follows whom of the other: until now within one server, from now on between two. `leaves`: the one who is followed does. */
async function makeBonds(make: Make): Promise<void> {
  const memberActor = (column: string) => `select a.id, a.uri, a.id in (select id from mv_actors) as leaves from federation.actors a where a.server_id is null and a.state = 'active' and a.kind = 'member' and a.subject = ${column}::text`;
  const followed = `
    select f.member_id, f.kind, f.target, t.id as actor_id, f.at, false as territorial from follows f join federation.actors t on t.server_id is null and t.state = 'active' and t.kind = f.kind and t.subject = f.target where f.kind in ('member', 'structure', 'community', 'territory', 'project')
    union all select k.member_id, 'community', k.community_id::text, t.id, k.since, false from community_members k join federation.actors t on t.server_id is null and t.state = 'active' and t.kind = 'community' and t.subject = k.community_id::text where k.state = 'in'
    union all select f.member_id, f.kind, f.target, n.actor_id, f.at, true from follows f join mv_named n on n.content_id::text = f.target where f.kind in ('dossier', 'place', 'itinerary', 'operation')`;
  await make("mv_bonds", `select distinct on (x.actor_id, w.id) x.actor_id, w.id as follower_id, w.uri as follower_uri, x.member_id, x.kind, x.target, x.at, not w.leaves as leaves,
      ${originOf("w.uri")} || '/ap/activities/' || ${idOf("w.id::text || ' follows ' || x.actor_id::text")} as activity_uri
    from (${followed}) x join members m on m.id = x.member_id and not m.remote
    cross join lateral (select * from (${memberActor("x.member_id")}) own where not x.territorial
      union all select a.id, a.uri, a.id in (select id from mv_actors) from federation.actors a where x.territorial and a.server_id is null and a.kind = 'territory' and a.territory_id = m.home_id) w
    where (x.actor_id in (select id from mv_actors)) <> w.leaves order by x.actor_id, w.id, x.at`);
}

/** The columns that are written, of a table; those that the database computes and numbers aren't. */
export async function readColumns(run: Run, table: string): Promise<string[]> {
  const rows = await run<{ name: string }>(`select quote_ident(attname) as name from pg_attribute where attrelid = ${escapeLiteral(table)}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = '' order by attnum`);
  return rows.map((row) => row.name);
}

/** A place for rows of a table on their way, with what a column says when nothing is said. */
export async function makePlace(run: Run, table: string, place: string): Promise<void> {
  await run(`create temp table ${place} (like ${table} including defaults) on commit drop`);
  const made = await run<{ name: string }>(`select quote_ident(attname) as name from pg_attribute where attrelid = ${escapeLiteral(table)}::regclass and attnum > 0 and not attisdropped and (attgenerated <> '' or attidentity <> '')`);
  for (const { name } of made) await run(`alter table ${place} drop column ${name}`);
}

export interface Tie {
  readonly table: string;
  readonly column: string;
  readonly nullable: boolean;
  readonly to: string;
  readonly key: string;
}

/** Which column of which table names a row of which: those of one column. */
export async function readTies(run: Run): Promise<Tie[]> {
  const name = (relation: string) => `(select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = ${relation})`;
  return run<Tie>(`select ${name("k.conrelid")} as table, a.attname as column, not a.attnotnull as nullable, ${name("k.confrelid")} as to, b.attname as key
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1] join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
    where k.contype = 'f' and array_length(k.conkey, 1) = 1 order by 1, 2`);
}
