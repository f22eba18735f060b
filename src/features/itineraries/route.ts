import { distanceKm, type Point } from "../places/communes.ts";
import type { Travel } from "./itinerary.ts";

/** A line as GeoJSON writes it: longitude, latitude; degrees, WGS 84. */
export type Line = readonly (readonly [number, number])[];

/** About a metre. */
const decimals = 5;
const mostPoints = 3000;
/** Kilometres an hour, with the pauses that people make. */
const speeds: Readonly<Record<Travel, number>> = { walk: 4, bike: 12, transit: 15, car: 35 };

/** Where one goes straight from stop to stop; back to the first where it is a loop. */
export function straightLine(points: readonly Point[], looped: boolean): Line {
  const [first] = points;
  const all = looped && first && points.length > 1 ? [...points, first] : points;
  return all.map(({ longitude, latitude }) => [longitude, latitude] as const);
}

/** Metres along the line. */
export function lengthOf(line: Line): number {
  const apart = ([lon, lat]: readonly [number, number], [toLon, toLat]: readonly [number, number]) => distanceKm({ latitude: lat, longitude: lon }, { latitude: toLat, longitude: toLon });
  return Math.round(line.reduce((sum, point, index) => sum + (index > 0 ? apart(line[index - 1] ?? point, point) : 0), 0) * 1000);
}

/** Minutes to go that far, and to stay at the stops: by fives, since nobody walks by the minute. */
export function durationOf(metres: number, travel: Travel, stays: readonly number[]): number {
  const minutes = (metres / 1000 / speeds[travel]) * 60 + stays.reduce((sum, each) => sum + each, 0);
  return minutes === 0 ? 0 : Math.max(5, Math.round(minutes / 5) * 5);
}

/** A recorded line made light: rounded, and with as many points as a page can carry; what lies nearer than the spacing is left out, its ends never. */
export function lighten(line: Line): Line {
  const rounded = line.map(([lon, lat]) => [Number(lon.toFixed(decimals)), Number(lat.toFixed(decimals))] as const);
  let kept: Line = spaced(rounded, 0.003);
  for (let km = 0.006; kept.length > mostPoints; km *= 2) kept = spaced(kept, km);
  return kept;
}

function spaced(line: Line, km: number): Line {
  const kept: (readonly [number, number])[] = [];
  const far = (a: readonly [number, number], b: readonly [number, number]) => distanceKm({ longitude: a[0], latitude: a[1] }, { longitude: b[0], latitude: b[1] }) >= km;
  for (const point of line) {
    const before = kept.at(-1);
    if (!before || far(before, point)) kept.push(point);
  }
  const end = line.at(-1);
  if (end && kept.at(-1) !== end) kept.push(end);
  return kept;
}
