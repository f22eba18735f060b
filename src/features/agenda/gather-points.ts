import Supercluster from "supercluster";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";

/** A coming event as the map needs it. */
export interface MapPoint {
  readonly id: ContentId;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Degrees: west, south, east, north. */
export type View = readonly [number, number, number, number];

/** What stands at a spot of the map at this zoom: one event, or several gathered, and the zoom at which they part. */
export type Spot =
  | { readonly latitude: number; readonly longitude: number; readonly point: MapPoint }
  | { readonly latitude: number; readonly longitude: number; readonly count: number; readonly partsAt: number };

/** Gathers points that would hide one another at this zoom, so that a browser draws dozens of spots and not thousands. */
export function gatherPoints(points: readonly MapPoint[], view: View, zoom: number): Spot[] {
  const index = new Supercluster<{ point: MapPoint }>({ radius: 56, extent: 256, maxZoom: 17 });
  index.load(points.map((point) => ({ type: "Feature", geometry: { type: "Point", coordinates: [point.longitude, point.latitude] }, properties: { point } })));
  return index.getClusters([...view], zoom).flatMap((found): Spot[] => {
    const [longitude = 0, latitude = 0] = found.geometry.coordinates;
    if (!("cluster_id" in found.properties)) return [{ latitude, longitude, point: found.properties.point }];
    return [{ latitude, longitude, count: found.properties.point_count, partsAt: index.getClusterExpansionZoom(found.properties.cluster_id) }];
  });
}
