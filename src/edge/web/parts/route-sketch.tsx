import type { Line } from "../../../features/itineraries/route.ts";

const [width, height, margin] = [640, 360, 28];

export interface SketchedStop {
  readonly number: number;
  readonly latitude: number;
  readonly longitude: number;
}

/** The line and its numbered stops, drawn on the server: for paper, and where scripts don't run. The list beside it says the same. */
export function RouteSketch({ line, stops }: { line: Line; stops: readonly SketchedStop[] }) {
  const all = [...line, ...stops.map(({ longitude, latitude }) => [longitude, latitude] as const)];
  if (all.length < 2) return null;
  const edge = (axis: 0 | 1, pick: (a: number, b: number) => number) => all.reduce((found, point) => pick(found, point[axis]), all[0]?.[axis] ?? 0);
  const [west, east, south, north] = [edge(0, Math.min), edge(0, Math.max), edge(1, Math.min), edge(1, Math.max)];
  // A degree of longitude is shorter the farther from the equator.
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((width - 2 * margin) / Math.max((east - west) * narrow, 1e-6), (height - 2 * margin) / Math.max(north - south, 1e-6));
  const x = (longitude: number) => (width / 2 + (longitude - (west + east) / 2) * narrow * scale).toFixed(1);
  const y = (latitude: number) => (height / 2 - (latitude - (south + north) / 2) * scale).toFixed(1);
  return (
    <svg class="route-sketch" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <polyline points={line.map(([longitude, latitude]) => `${x(longitude)},${y(latitude)}`).join(" ")} />
      {stops.map((stop) => <g><circle cx={x(stop.longitude)} cy={y(stop.latitude)} r="12" /><text x={x(stop.longitude)} y={y(stop.latitude)} text-anchor="middle" dominant-baseline="central">{stop.number}</text></g>)}
    </svg>
  );
}
