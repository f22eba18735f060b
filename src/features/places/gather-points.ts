import Supercluster from "supercluster";
import type { TerritoryId } from "../../platform/ids.ts";
import { boxAround, type Near } from "./communes.ts";

/** Something that stands on the map; `count` things where they are too many and too near to be told apart. */
export interface MapPoint {
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly count: number;
}

/** Degrees: west, south, east, north. */
export type View = readonly [number, number, number, number];

/** What of the agenda's filters every kind understands. */
export interface MapFilter {
  readonly theme?: string | undefined;
  readonly near?: Near | undefined;
}

/** What stands at a spot of the map at this zoom: one thing, or several gathered, and the zoom at which they part. */
export type Spot<P> =
  | { readonly latitude: number; readonly longitude: number; readonly point: P }
  | { readonly latitude: number; readonly longitude: number; readonly count: number; readonly partsAt: number };

const [radius, deepest] = [56, 18];

/** Gathers points that would hide one another at this zoom, so that a browser draws dozens of spots and not thousands. */
export function gatherPoints<P extends MapPoint>(points: readonly P[], view: View, zoom: number): Spot<P>[] {
  const index = new Supercluster<{ point: P; count: number }, { count: number }>({
    radius, extent: 256, maxZoom: deepest - 1, map: ({ count }) => ({ count }), reduce: (sum, { count }) => { sum.count += count; },
  });
  index.load(points.map((point) => ({ type: "Feature", geometry: { type: "Point", coordinates: [point.longitude, point.latitude] }, properties: { point, count: point.count } })));
  return index.getClusters([...view], zoom).flatMap((found): Spot<P>[] => {
    const [longitude = 0, latitude = 0] = found.geometry.coordinates;
    const { properties } = found;
    if ("cluster_id" in properties) return [{ latitude, longitude, count: properties.count, partsAt: index.getClusterExpansionZoom(properties.cluster_id) }];
    if (properties.point.count > 1) return [{ latitude, longitude, count: properties.point.count, partsAt: Math.min(deepest, zoom + 2) }];
    return [{ latitude, longitude, point: properties.point }];
  });
}

/** The side in degrees of the squares in which a database counts before anything is gathered: a quarter of what is gathered. Null where all is told apart. */
export function squareAt(zoom: number): number | null {
  return zoom >= deepest ? null : ((radius / 4) * 360) / (256 * 2 ** zoom);
}

/** The part of the view that the filter asks for. */
export function boxOf([west, south, east, north]: View, near: MapFilter["near"]): { south: number; north: number; west: number; east: number } {
  if (!near) return { south, north, west, east };
  const around = boxAround(near.point, near.km);
  return { south: Math.max(south, around.south), north: Math.min(north, around.north), west: Math.max(west, around.west), east: Math.min(east, around.east) };
}
