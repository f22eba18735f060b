import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { SettingsInput, TerritoryInput } from "./input.ts";
import type { FarTerritory } from "./territory.ts";

/** Whose slug it is, or was. */
export async function ownerOfSlug(tx: Transaction, slug: string): Promise<TerritoryId | null> {
  const { rows } = await sql<{ id: TerritoryId }>`select territory_id as id from territory_slugs where slug = ${slug}`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Whose domain it is, or was. */
export async function ownerOfDomain(tx: Transaction, domain: string): Promise<TerritoryId | null> {
  const { rows } = await sql<{ id: TerritoryId }>`select territory_id as id from territory_domains where domain = ${domain}`.execute(tx);
  return rows[0]?.id ?? null;
}

export async function insertTerritory(tx: Transaction, id: TerritoryId, input: TerritoryInput, about: TextDocument, at: Temporal.Instant): Promise<void> {
  const text = json(about);
  await sql`insert into territories (id, slug, name, zone, perimeter, hue, structure_name, about, editorial_line, legal_notice, moderation, strangers, latitude, longitude, created_at)
    values (${id}, ${input.slug}, ${input.name}, ${input.zone}, ${json(input.perimeter)}, ${input.hue}, ${input.structure}, ${text}, ${text}, ${text}, ${input.moderation}, 'held', ${input.latitude}, ${input.longitude}, ${at})`.execute(tx);
  await sql`insert into territory_slugs (slug, territory_id) values (${input.slug}, ${id})`.execute(tx);
}

export async function lockBySlug(tx: Transaction, slug: string): Promise<TerritoryId | null> {
  const { rows } = await sql<{ id: TerritoryId }>`select id from territories where slug = ${slug} for update`.execute(tx);
  return rows[0]?.id ?? null;
}

export async function setName(tx: Transaction, id: TerritoryId, name: string): Promise<void> {
  await sql`update territories set name = ${name} where id = ${id}`.execute(tx);
}

export async function setSettings(tx: Transaction, id: TerritoryId, input: SettingsInput): Promise<void> {
  await sql`update territories set name = ${input.name}, structure_name = ${input.structureName}, about = ${json(input.about)}, editorial_line = ${json(input.editorialLine)},
    legal_notice = ${json(input.legalNotice)}, moderation = ${input.moderation}, strangers = ${input.strangers}, hue = ${input.hue}, zone = ${input.zone}, languages = ${input.languages} where id = ${id}`.execute(tx);
}

export async function setSlug(tx: Transaction, id: TerritoryId, slug: string): Promise<void> {
  await sql`insert into territory_slugs (slug, territory_id) values (${slug}, ${id}) on conflict do nothing`.execute(tx);
  await sql`update territories set slug = ${slug} where id = ${id}`.execute(tx);
}

/** The one domain where it answers, or none of its own; those of before redirect. */
export async function setDomain(tx: Transaction, id: TerritoryId, domain: string | null): Promise<void> {
  await sql`update territory_domains set present = false where territory_id = ${id}`.execute(tx);
  if (domain) await sql`insert into territory_domains (domain, territory_id, present) values (${domain}, ${id}, true) on conflict (domain) do update set present = true`.execute(tx);
}

/** A territory of another server, as that server tells it. Its slug is its host's: it is in no address of ours. */
export async function writeFarTerritory(tx: Transaction, id: TerritoryId, far: FarTerritory, about: TextDocument, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`insert into territories (id, slug, name, zone, perimeter, hue, structure_name, about, editorial_line, legal_notice, latitude, longitude, created_at, elsewhere, origin)
    values (${id}, ${far.slug}, ${far.name}, ${far.zone}, ${json(far.perimeter)}, ${far.hue}, ${far.structure}, ${json(about)}, ${json(about)}, ${json(about)}, ${far.latitude}, ${far.longitude}, ${at}, true, ${far.origin})
    on conflict (id) do update set name = excluded.name, zone = excluded.zone, perimeter = excluded.perimeter, hue = excluded.hue, structure_name = excluded.structure_name, latitude = excluded.latitude, longitude = excluded.longitude, origin = excluded.origin
    where (territories.name, territories.zone, territories.perimeter, territories.hue, territories.structure_name, territories.origin) is distinct from (excluded.name, excluded.zone, excluded.perimeter, excluded.hue, excluded.structure_name, excluded.origin)
    returning id`.execute(tx);
  return rows.length > 0;
}

export async function dropFarTerritory(tx: Transaction, id: TerritoryId): Promise<void> {
  await sql`update territories set origin = null where id = ${id} and elsewhere`.execute(tx);
}

export async function writeCounts(db: Database): Promise<void> {
  await sql`
    with members_of as (select home_id as id, count(*) as members, count(*) filter (where contributor) as contributors from members where state = 'active' and not remote group by rollup (home_id)),
    contents_of as (select territory_id as id, count(*) filter (where kind = 'article') as articles, count(*) filter (where kind = 'event') as events, count(*) filter (where kind = 'dossier') as dossiers
      from contents where state = 'published' and territory_id in (select id from territories where not elsewhere) group by rollup (territory_id)),
    territories_and_all as (select id from territories where not elsewhere union all select null)
    insert into settings (name, value)
    select 'counts:' || coalesce(t.id::text, 'network'), jsonb_build_object('members', coalesce(m.members, 0), 'contributors', coalesce(m.contributors, 0),
      'articles', coalesce(c.articles, 0), 'events', coalesce(c.events, 0), 'dossiers', coalesce(c.dossiers, 0))
    from territories_and_all t left join members_of m on m.id is not distinct from t.id left join contents_of c on c.id is not distinct from t.id
    on conflict (name) do update set value = excluded.value`.execute(db);
}
