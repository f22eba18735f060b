import { foldLetters } from "../../platform/text/slug.ts";
import type { PerimeterUnit } from "../territories/territory.ts";
import { communesWithin, everyCommune, findCommune, searchCommunes, type Commune, type Point } from "./communes.ts";

export interface ReadPerimeter {
  readonly units: readonly PerimeterUnit[];
  /** As typed: what names no part of France that we know. */
  readonly unread: readonly string[];
}

const mostLines = 3000;

/** Reads what somebody typed, one a line or between commas: `departement:38`, or a code alone, which says by its length what it is; or the name of a commune, with its département where there are several. */
export function readPerimeter(typed: string): ReadPerimeter {
  const lines = typed.split(/[\n,;]+/).map((line) => line.trim()).filter(Boolean).slice(0, mostLines);
  const found = new Map<string, PerimeterUnit>();
  const all = everyCommune();
  const known = { epci: new Set(all.map((each) => each.epci)), departement: new Set(all.map((each) => each.departement)), region: new Set(all.map((each) => each.region)), commune: { has: (code: string) => findCommune(code) !== null } };
  const unread: string[] = [];
  for (const line of lines) {
    const unit = unitOf(line);
    if (unit && !known[unit.kind].has(unit.code)) unread.push(line.slice(0, 100));
    else
if (unit) found.set(`${unit.kind}:${unit.code}`, unit);
    else unread.push(line.slice(0, 100));
  }
  return { units: [...found.values()], unread };
}

function unitOf(line: string): PerimeterUnit | null {
  const [, kind, coded] = /^(commune|epci|departement|region)\s*:\s*(\w+)$/.exec(foldLetters(line)) ?? [];
  const code = (coded ?? line).toUpperCase().replace(/\s/g, "");
  if (kind) return { kind: kind as PerimeterUnit["kind"], code };
  if (/^\d{9}$/.test(code)) return { kind: "epci", code };
  if (/^\d[\dAB]\d{3}$/.test(code)) return { kind: "commune", code };
  if (/^(\d[\dAB]|9[78]\d)$/.test(code)) return { kind: "departement", code };
  const [, name = line, departement = ""] = /^(.*?)\s*\((\w{2,3})\)$/.exec(line) ?? [];
  const key = plain(name);
  const commune = searchCommunes(name, 50).find((each) => plain(each.name) === key && (!departement || each.departement === departement.toUpperCase()));
  return commune ? { kind: "commune", code: commune.code } : null;
}

const plain = (name: string) => foldLetters(name).replace(/[^a-z0-9]+/g, " ").trim();

type Ring = readonly (readonly [number, number])[];
const mostCorners = 20_000;

/** The parts of France inside an outline (GeoJSON: polygons, alone or gathered); null when it is none. Whole départements and EPCI where all that is known of them is inside. */
export function readOutline(text: string): readonly PerimeterUnit[] | null {
  const shapes = shapesIn(text);
  if (!shapes) return null;
  const all = everyCommune().flatMap((commune) => (commune.point ? [{ ...commune, point: commune.point }] : []));
  const inside = all.filter(({ point }) => shapes.some((shape) => isIn(shape, point)));
  const units: PerimeterUnit[] = [];
  const rest = (["departement", "epci"] as const).reduce<readonly Commune[]>((left, kind) => {
    const [known, held] = [countBy(all, kind), countBy(inside, kind)];
    const whole = new Set(left.map((each) => each[kind]).filter((code) => code && known.get(code) === held.get(code)));
    for (const code of whole) units.push({ kind, code });
    return left.filter((each) => !whole.has(each[kind]));
  }, inside);
  return [...units, ...rest.map(({ code }) => ({ kind: "commune" as const, code }))];
}

function countBy(communes: readonly Commune[], kind: "departement" | "epci"): Map<string, number> {
  const counts = new Map<string, number>();
  for (const commune of communes) counts.set(commune[kind], (counts.get(commune[kind]) ?? 0) + 1);
  return counts;
}

function shapesIn(text: string): Ring[][] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const polygons = polygonsOf(value, 0);
  const corners = polygons.reduce((sum, polygon) => sum + polygon.reduce((all, ring) => all + ring.length, 0), 0);
  return polygons.length > 0 && corners <= mostCorners ? polygons : null;
}

function polygonsOf(value: unknown, depth: number): Ring[][] {
  if (typeof value !== "object" || value === null || depth > 4) return [];
  const { type, features, geometries, geometry, coordinates } = value as Record<string, unknown>;
  if (type === "FeatureCollection" && Array.isArray(features)) return features.flatMap((each) => polygonsOf(each, depth + 1));
  if (type === "GeometryCollection" && Array.isArray(geometries)) return geometries.flatMap((each) => polygonsOf(each, depth + 1));
  if (type === "Feature") return polygonsOf(geometry, depth + 1);
  const polygons = type === "Polygon" ? [coordinates] : type === "MultiPolygon" && Array.isArray(coordinates) ? coordinates : [];
  return polygons.filter(isPolygon);
}

function isPolygon(value: unknown): value is Ring[] {
  return Array.isArray(value) && value.length > 0 && value.every((ring) => Array.isArray(ring) && ring.length >= 4 && ring.every((corner) => Array.isArray(corner) && typeof corner[0] === "number" && typeof corner[1] === "number"));
}

/** Even and odd: a hole in it is outside. */
function isIn(rings: readonly Ring[], { longitude, latitude }: Point): boolean {
  let within = false;
  for (const ring of rings) {
    for (let one = 0, other = ring.length - 1; one < ring.length; other = one++) {
      const [[x1, y1], [x2, y2]] = [ring[one] ?? [0, 0], ring[other] ?? [0, 0]];
      if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) within = !within;
    }
  }
  return within;
}

/** The middle of a perimeter, where its map begins; null when none of its communes is on the map. */
export function middleOf(units: readonly PerimeterUnit[]): Point | null {
  const points = communesWithin(units).flatMap((commune) => commune.point ?? []);
  if (points.length === 0) return null;
  const between = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return { latitude: between(points.map((each) => each.latitude)), longitude: between(points.map((each) => each.longitude)) };
}
