import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import { withinReach } from "../places/find-near.ts";
import { boxOf, squareAt, type MapFilter, type MapPoint, type View } from "../places/gather-points.ts";
import { listByIdAnywhere, type ListedStructure } from "./list-structures.ts";

const everywhere: View = [-180, -90, 180, 90];

/** Listed structures in this part of the map: each alone, or counted by squares that this zoom can't part. */
export async function listStructurePoints(db: Database, territory: TerritoryId | null, filter: MapFilter, view: View, zoom: number, limit: number): Promise<MapPoint[]> {
  const square = squareAt(zoom);
  const { rows } = await sql<MapPoint>`
    select min(s.territory_id::text collate "C") as territory, min(s.slug collate "C") as slug, min(s.name collate "C") as title, avg(s.latitude) as latitude, avg(s.longitude) as longitude, count(*)::int as count
    from structures s where ${shown(territory, filter, view)} group by ${square === null ? sql`s.id` : sql`floor(s.latitude / ${square}::float8), floor(s.longitude / ${square}::float8)`} limit ${limit}`.execute(db);
  return rows;
}

/** The same in words, by name. */
export async function listPlacedStructures(db: Database, territory: TerritoryId | null, filter: MapFilter, limit: number): Promise<ListedStructure[]> {
  const { rows } = await sql<{ id: StructureId }>`select s.id from structures s where ${shown(territory, filter, everywhere)} order by plain_text(s.name), s.id limit ${limit}`.execute(db);
  return listByIdAnywhere(db, rows.map((row) => row.id));
}

function shown(territory: TerritoryId | null, { theme, near }: MapFilter, view: View): RawBuilder<unknown> {
  const box = boxOf(view, near);
  const parts = [sql`s.state = 'listed' and s.latitude between ${box.south} and ${box.north} and s.longitude between ${box.west} and ${box.east}`];
  if (territory) parts.push(sql`s.territory_id = ${territory}`);
  if (theme) parts.push(sql`${theme} = any(s.themes)`);
  if (near) parts.push(withinReach("s", near));
  return sql.join(parts, sql` and `);
}
