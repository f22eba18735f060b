import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { composeStructure, type DemoStructure } from "./compose-structures.ts";
import { idAt } from "./chance.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

const structures = 300;
const batch = 500;

/** How many structures a territory has, its own first. */
export function structuresOf(territory: DemoTerritory, scale: number): number {
  return shareOut(structures * scale)[demoTerritories.indexOf(territory)] ?? 0;
}

/** The census: its structures, the people who act for some of them, and the events that they organise. After the contents. */
export async function seedStructures(tx: Transaction, options: SeedOptions): Promise<void> {
  // All this is one transaction: nobody else counts rows for the planner, who would join hundreds of thousands one by one.
  await sql`analyze contents, content_authors`.execute(tx);
  for (const territory of demoTerritories) {
    const count = structuresOf(territory, options.scale);
    await inBatches(count, batch, (index) => ({ ...composeStructure(demoSeed, territory, index), number: index, person: idAt("member", territory.slug, index % contributorsOf(territory, options.scale)), created: options.today.subtract({ days: (index * 5) % 1800 }).toString() }), (rows) => insertStructures(tx, territory, rows));
    await sql`analyze structures, structure_members`.execute(tx);
    // An event in four is organised by a structure of its territory; the number spreads them evenly.
    await sql`with numbered as (select c.id, c.published_at, row_number() over (order by c.id) as n from contents c where c.kind = 'event' and c.territory_id = ${territoryIdOf(territory)} and c.state = 'published'),
        census as (select id, row_number() over (order by id) - 1 as n from structures where territory_id = ${territoryIdOf(territory)} and state = 'listed')
      insert into content_structures (content_id, structure_id, role, published_at)
      select e.id, s.id, 'organiser', e.published_at from numbered e join census s on s.n = (e.n * 7) % ${count} where e.n % 4 = 0`.execute(tx);
    // What its people write, they write now and then in its name.
    await sql`insert into content_structures (content_id, structure_id, role, published_at)
      select a.content_id, min(m.structure_id::text)::uuid, 'author', a.published_at from structure_members m join structures s on s.id = m.structure_id and s.territory_id = ${territoryIdOf(territory)}
      join content_authors a on a.member_id = m.member_id and a.published_at is not null join contents c on c.id = a.content_id and c.kind = 'article' and c.territory_id = s.territory_id
      where a.content_id::text < '8' group by a.content_id, a.published_at`.execute(tx);
  }
}

async function insertStructures(tx: Transaction, territory: DemoTerritory, rows: readonly (DemoStructure & { readonly number: number; readonly person: string; readonly created: string })[]): Promise<void> {
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, slug text, name text, type text, summary text, body jsonb, body_text text, website text, phone text, address text, commune_code text, commune_name text, postcode text,
    latitude float8, longitude float8, hours text, accessibility jsonb, themes jsonb, claimed boolean, number int, person uuid, created timestamptz)`;
  await sql`insert into structures (id, territory_id, slug, name, type, summary, body, body_text, website, phone, address, commune_code, commune_name, postcode, latitude, longitude, hours, accessibility, themes, state, claimed_at, recorded_by, created_at, updated_at)
    select id, ${territoryIdOf(territory)}, slug, name, type, summary, body, body_text, website, phone, address, commune_code, commune_name, postcode, latitude, longitude, hours, array(select jsonb_array_elements_text(accessibility)),
      array(select jsonb_array_elements_text(themes)), 'listed', case when claimed then created end, person, created, created from ${record}`.execute(tx);
  await sql`insert into structure_members (structure_id, member_id, role, since) select id, person, 'owner', created from ${record} where claimed`.execute(tx);
}
