import { sql, type RawBuilder } from "kysely";
import { boxAround, type Near } from "./communes.ts";

/** Whether what `table` says stands within reach: by a box that an index knows, then by the true distance. */
export function withinReach(table: string, { point, km }: Near): RawBuilder<boolean> {
  const [latitude, longitude] = [sql.ref(`${table}.latitude`), sql.ref(`${table}.longitude`)];
  const box = boxAround(point, km);
  return sql<boolean>`${latitude} between ${box.south} and ${box.north} and ${longitude} between ${box.west} and ${box.east}
    and earth_distance(ll_to_earth(${latitude}, ${longitude}), ll_to_earth(${point.latitude}, ${point.longitude})) <= ${km * 1000}`;
}
