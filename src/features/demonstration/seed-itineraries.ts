import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { slugify } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { durationOf, lengthOf, straightLine } from "../itineraries/route.ts";
import { chanceOf, idAt } from "./chance.ts";
import { composeItinerary } from "./compose-itinerary.ts";
import { composePlace } from "./compose-place.ts";
import { insertDemoContents, type DemoContent } from "./seed-kinds.ts";
import { demoPlaces } from "./seed-places.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

const perTerritory = 6;
/** Among so many places neighbours are looked for, whatever the scale. */
const mostPlaces = 60;

interface Prepared extends DemoContent {
  readonly row: object;
  readonly stops: readonly object[];
}

/** Itineraries over the places to visit of each territory, each made by one of its structures. After the places. */
export async function seedItineraries(tx: Transaction, options: SeedOptions): Promise<void> {
  const shares = shareOut(demoPlaces * options.scale);
  for (const [index, territory] of demoTerritories.entries()) {
    const places = Array.from({ length: Math.min(mostPlaces, shares[index] ?? 0) }, (_, at) => composePlace(demoSeed, territory, at));
    await inBatches(Math.ceil(perTerritory * options.scale), 200, (at) => prepare(territory, at, options, places), (rows) => insertBatch(tx, territory, rows.filter((row) => row !== null)));
    const here = territoryIdOf(territory);
    await sql`with made as (select i.content_id as id, c.published_at, row_number() over (order by i.content_id) - 1 as n from itineraries i join contents c on c.id = i.content_id where i.territory_id = ${here}),
        census as (select id, row_number() over (order by id) - 1 as n, count(*) over () as size from structures where territory_id = ${here} and state = 'listed')
      insert into content_structures (content_id, structure_id, role, published_at) select m.id, s.id, 'organiser', m.published_at from made m join census s on s.n = (m.n * 7 + 2) % s.size on conflict do nothing`.execute(tx);
  }
}

function prepare(territory: DemoTerritory, index: number, { scale, today }: SeedOptions, places: Parameters<typeof composeItinerary>[3]): Prepared | null {
  const item = composeItinerary(demoSeed, territory, index, places);
  if (!item) return null;
  const { travel, level, looped, audience, accessibility, line } = item;
  const chance = chanceOf(demoSeed, territory.slug, "itinerary", index, "author");
  const metres = lengthOf(line ?? straightLine(item.stops.map((stop) => stop.point), looped));
  const minutes = durationOf(metres, travel, item.stops.map((stop) => stop.minutes));
  const [first] = item.stops;
  const nameOf = (stop: (typeof item.stops)[number]) => ("place" in stop ? (places[stop.place]?.title ?? "") : stop.name);
  const start = first && "place" in first ? places[first.place] : undefined;
  const communeName = start?.commune.name ?? "";
  const id = idAt("itinerary", territory.slug, index);
  return {
    id, slug: `${slugify(item.title, "itinerary").slice(0, 70)}-${index + 1}`, title: keepTogether(item.title), summary: keepTogether(item.summary), body: fromMarkdown(keepTogether(item.body)),
    keywords: [...item.stops.map(nameOf), communeName].join(" "), brief: { travel, level, looped, metres, minutes, stops: item.stops.length, communeName, audience, accessibility, pricing: "unknown" },
    latitude: first?.point.latitude ?? null, longitude: first?.point.longitude ?? null, theme: item.theme, tags: [communeName, "balade"].filter(Boolean), author: idAt("member", territory.slug, chance.between(0, contributorsOf(territory, scale) - 1)),
    published: today.subtract({ days: chance.between(2, 500) }).toZonedDateTime({ timeZone: "Europe/Paris", plainTime: "11:00" }).toInstant().toString(),
    row: { id, travel, level, looped, audience, accessibility, metres, minutes, line },
    stops: item.stops.map((stop, position) => ({
      itinerary: id, position, place: "place" in stop ? idAt("place", territory.slug, stop.place) : null, name: "place" in stop ? "" : stop.name, commune: "place" in stop ? "" : communeName,
      latitude: "place" in stop ? null : stop.point.latitude, longitude: "place" in stop ? null : stop.point.longitude, note: keepTogether(stop.note), minutes: stop.minutes,
    })),
  };
}

async function insertBatch(tx: Transaction, territory: DemoTerritory, rows: readonly Prepared[]): Promise<void> {
  await insertDemoContents(tx, territory, "itinerary", rows.map(({ row: _row, stops: _stops, ...content }) => content));
  await sql`insert into itineraries (content_id, territory_id, travel, level, looped, audience, accessibility, metres, minutes, line)
    select id, ${territoryIdOf(territory)}, travel, level, looped, array(select jsonb_array_elements_text(audience)), array(select jsonb_array_elements_text(accessibility)), metres, minutes, nullif(line, 'null'::jsonb)
    from jsonb_to_recordset(${json(rows.map((each) => each.row))}) as r(id uuid, travel text, level text, looped boolean, audience jsonb, accessibility jsonb, metres int, minutes int, line jsonb)`.execute(tx);
  await sql`insert into itinerary_stops (itinerary_id, position, place_id, name, commune_name, latitude, longitude, note, minutes)
    select itinerary, position, place, name, commune, latitude, longitude, note, minutes
    from jsonb_to_recordset(${json(rows.flatMap((each) => each.stops))}) as r(itinerary uuid, position int, place uuid, name text, commune text, latitude float8, longitude float8, note text, minutes int)`.execute(tx);
}
