import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { slugify } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { instantThere, spansOf } from "../hours/timetable.ts";
import { chanceOf, idAt } from "./chance.ts";
import { composePlace } from "./compose-place.ts";
import { insertDemoContents } from "./seed-kinds.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

/** At 1x, over the network. */
export const demoPlaces = 60;
const zone = "Europe/Paris";

/** Places to visit, each run by a structure of its territory, and events that are held there. After the structures. */
export async function seedPlaces(tx: Transaction, options: SeedOptions): Promise<void> {
  for (const [index, territory] of demoTerritories.entries()) {
    const count = shareOut(demoPlaces * options.scale)[index] ?? 0;
    await inBatches(count, 200, (at) => prepare(territory, at, options), (rows) => insertBatch(tx, territory, rows));
    if (count === 0) continue;
    const here = territoryIdOf(territory);
    await sql`with visited as (select content_id as id, row_number() over (order by content_id) - 1 as n from places where territory_id = ${here}),
        census as (select id, row_number() over (order by id) - 1 as n, count(*) over () as size from structures where territory_id = ${here} and state = 'listed')
      insert into content_structures (content_id, structure_id, role, published_at) select v.id, s.id, 'organiser', c.published_at from visited v join census s on s.n = v.n % s.size join contents c on c.id = v.id`.execute(tx);
    // An event in twelve takes the name, the address and the point of a place of its territory.
    await sql`with visited as (select p.*, c.title, row_number() over (order by content_id) - 1 as n from places p join contents c on c.id = p.content_id where p.territory_id = ${here}),
        numbered as (select content_id, row_number() over (order by content_id) as n from events where territory_id = ${here})
      update events e set place_id = v.content_id, place_name = v.title, address = v.address, postcode = v.postcode, commune_code = v.commune_code, commune_name = v.commune_name, latitude = v.latitude, longitude = v.longitude
      from numbered k join visited v on v.n = k.n % ${count} where k.content_id = e.content_id and k.n % 12 = 0`.execute(tx);
    await sql`update occurrences o set latitude = e.latitude, longitude = e.longitude from events e where e.content_id = o.event_id and e.place_id is not null and e.territory_id = ${here}`.execute(tx);
  }
}

function prepare(territory: DemoTerritory, index: number, { scale, today }: SeedOptions) {
  const item = composePlace(demoSeed, territory, index);
  const { type, address, hours, transport, parking, prices, accessibility, commune, point } = item;
  const pricing = prices.length > 0 ? "paid" : "free";
  const chance = chanceOf(demoSeed, territory.slug, "place", index, "author");
  const where = { zone, communeCode: commune.code };
  return {
    id: idAt("place", territory.slug, index), slug: `${slugify(item.title, "place").slice(0, 70)}-${index + 1}`, title: keepTogether(item.title), summary: keepTogether(item.summary), body: fromMarkdown(keepTogether(item.body)),
    keywords: `${commune.name} ${address}`, brief: { type, zone, hours, communeCode: commune.code, communeName: commune.name, latitude: point?.latitude ?? null, longitude: point?.longitude ?? null, pricing, accessibility },
    latitude: point?.latitude ?? null, longitude: point?.longitude ?? null, theme: item.theme, tags: [commune.name], author: idAt("member", territory.slug, chance.between(0, contributorsOf(territory, scale) - 1)),
    published: today.subtract({ days: chance.between(3, 900) }).toZonedDateTime({ timeZone: zone, plainTime: "10:00" }).toInstant().toString(),
    type, address, postcode: commune.postcodes[0] ?? "", commune_code: commune.code, commune_name: commune.name, hours, transport, parking, pricing, prices, accessibility,
    spans: hours ? spansOf(hours, where, today.subtract({ days: 1 }), 21).map((span) => ({ opens_at: instantThere(span.from, where).toString(), closes_at: instantThere(span.until, where).toString() })) : [],
  };
}

async function insertBatch(tx: Transaction, territory: DemoTerritory, rows: readonly ReturnType<typeof prepare>[]): Promise<void> {
  await insertDemoContents(tx, territory, "place", rows);
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, type text, address text, postcode text, commune_code text, commune_name text, latitude float8, longitude float8, hours text, transport text, parking text, pricing text, prices jsonb, accessibility jsonb, spans jsonb)`;
  await sql`insert into places (content_id, territory_id, zone, type, address, postcode, commune_code, commune_name, latitude, longitude, hours, transport, parking, pricing, prices, accessibility)
    select id, ${territoryIdOf(territory)}, ${zone}, type, address, postcode, commune_code, commune_name, latitude, longitude, hours, transport, parking, pricing, prices, array(select jsonb_array_elements_text(accessibility)) from ${record}`.execute(tx);
  await sql`insert into place_openings (content_id, opens_at, closes_at) select r.id, o.opens_at, o.closes_at from ${record}, jsonb_to_recordset(r.spans) as o(opens_at timestamptz, closes_at timestamptz)`.execute(tx);
}
