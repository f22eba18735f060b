import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { MapPoint } from "../places/gather-points.ts";
import { conditions, type AgendaFilter } from "./list-agenda.ts";

/** Where the coming events are, in a territory or the whole network: one point for each event, the soonest times first. */
export async function listMapPoints(db: Database, territory: TerritoryId | null, filter: AgendaFilter, limit: number): Promise<MapPoint[]> {
  const { rows } = await sql<MapPoint>`
    select c.territory_id as territory, c.slug, c.title, soon.latitude, soon.longitude, 1 as count from (
      select o.event_id, min(o.day) as day, min(o.latitude) as latitude, min(o.longitude) as longitude from (
        select o.event_id, o.day, o.latitude, o.longitude from occurrences o
        where not o.opening and o.latitude is not null ${conditions(territory, filter)} order by o.day, o.starts_at limit ${limit * 3}) o
      group by o.event_id order by min(o.day), o.event_id limit ${limit}) soon
    join contents c on c.id = soon.event_id and c.state = 'published' order by soon.day, c.id`.execute(db);
  return rows;
}
