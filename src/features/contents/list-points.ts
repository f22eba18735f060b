import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { withinReach } from "../places/find-near.ts";
import { boxOf, squareAt, type MapFilter, type MapPoint, type View } from "../places/gather-points.ts";
import type { Card } from "./card.ts";
import { aboutTheme } from "./list-by-age.ts";
import { listCardsAnywhere } from "./list-cards.ts";

/** The kinds that stay where they are; events come and go, the agenda knows them. */
export type LastingKind = "place" | "project" | "itinerary";

/** Said to the database beside the kind: which of the map's indexes holds it. */
const indexed: Readonly<Record<LastingKind, RawBuilder<unknown>>> = { place: sql`c.kind in ('place', 'project')`, project: sql`c.kind in ('place', 'project')`, itinerary: sql`c.kind = 'itinerary'` };

const everywhere: View = [-180, -90, 180, 90];

/** Published places, itineraries (where they begin) or projects in this part of the map: each alone, or counted by squares that this zoom can't part. */
export async function listContentPoints(db: Database, territory: TerritoryId | null, kind: LastingKind, filter: MapFilter, view: View, zoom: number, limit: number): Promise<MapPoint[]> {
  const square = squareAt(zoom);
  const { rows } = await sql<MapPoint>`
    select min(c.territory_id::text collate "C") as territory, min(c.slug collate "C") as slug, min(c.title collate "C") as title, avg(c.latitude) as latitude, avg(c.longitude) as longitude, count(*)::int as count
    from contents c where ${shown(territory, kind, filter, view)} group by ${square === null ? sql`c.id` : sql`floor(c.latitude / ${square}::float8), floor(c.longitude / ${square}::float8)`} limit ${limit}`.execute(db);
  return rows;
}

/** The same in words: the newest first. */
export async function listPlaced(db: Database, territory: TerritoryId | null, kind: LastingKind, filter: MapFilter, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`select c.id from contents c where ${shown(territory, kind, filter, null)} order by c.published_at desc, c.id desc limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}

function shown(territory: TerritoryId | null, kind: LastingKind, { theme, near }: MapFilter, view: View | null): RawBuilder<unknown> {
  const parts = [sql`c.kind = ${kind} and ${indexed[kind]} and c.state = 'published' and c.latitude is not null`];
  // Without a part of the map, the index of what is newest holds the order.
  if (view || near) {
    const box = boxOf(view ?? everywhere, near);
    parts.push(sql`c.latitude between ${box.south} and ${box.north} and c.longitude between ${box.west} and ${box.east}`);
  }
  if (territory) parts.push(sql`c.territory_id = ${territory}`);
  if (theme) parts.push(aboutTheme(theme));
  if (near) parts.push(withinReach("c", near));
  return sql.join(parts, sql` and `);
}
