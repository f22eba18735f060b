import text from "./communes.gen.txt?raw";
import { foldLetters } from "../../platform/text/slug.ts";
import type { PerimeterUnit } from "../territories/territory.ts";

/** A commune of France. Names, codes and postcodes: INSEE and La Poste, Licence Ouverte. Points: GeoNames, CC BY 4.0. */
export interface Commune {
  /** INSEE code, text: `01004`, `2A004`. */
  readonly code: string;
  readonly name: string;
  readonly postcodes: readonly string[];
  readonly departement: string;
  readonly region: string;
  readonly epci: string;
  readonly population: number;
  /** Null for small communes, whose point isn't known here. */
  readonly point: Point | null;
}

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** Around a point, this far as the crow flies. */
export interface Near {
  readonly point: Point;
  readonly km: number;
}

// 35,000 lines stay one string; only what is asked for becomes an object.
let lineOf: Map<string, number> | null = null;
interface Named {
  readonly key: string;
  readonly at: number;
  readonly population: number;
}

/** In the order of their keys. */
let names: Named[] | null = null;

function lines(): Map<string, number> {
  if (lineOf) return lineOf;
  lineOf = new Map();
  for (let at = 0; at < text.length; at = text.indexOf("\n", at) + 1) lineOf.set(text.slice(at, text.indexOf("\t", at)), at);
  return lineOf;
}

function read(at: number): Commune {
  const [code = "", name = "", postcodes = "", departement = "", region = "", epci = "", population = "0", latitude, longitude] = text.slice(at, text.indexOf("\n", at)).split("\t");
  const point = latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : null;
  return { code, name, postcodes: postcodes ? postcodes.split(" ") : [], departement, region, epci, population: Number(population), point };
}

export function findCommune(code: string): Commune | null {
  const at = lines().get(code);
  return at === undefined ? null : read(at);
}

/** The key by which a name is found: no accents, hyphens or capitals; "St" is "Saint". */
function nameKey(name: string): string {
  return foldLetters(name).replace(/[^a-z0-9]+/g, " ").replace(/\bste?\b/g, (word) => (word === "st" ? "saint" : "sainte")).trim();
}

/** Communes whose name or postcode begins so: those called just so, then the most populous, first. */
export function searchCommunes(typed: string, limit: number): Commune[] {
  const key = nameKey(typed);
  if (key.length < 2) return [];
  names ??= [...lines().values()].map((at) => {
    const commune = read(at);
    return { key: `${nameKey(commune.name)}|${commune.postcodes.join("|")}`, at, population: commune.population };
  }).sort((a, b) => (a.key < b.key ? -1 : 1));
  const found = /^\d/.test(key) ? names.filter((each) => each.key.includes(`|${key}`)) : names.slice(firstFrom(names, key), firstFrom(names, `${key}\uffff`));
  const isExact = (each: Named) => each.key.startsWith(`${key}|`);
  return found.sort((a, b) => Number(isExact(b)) - Number(isExact(a)) || b.population - a.population).slice(0, limit).map((each) => read(each.at));
}

/** Where the first of these sorted names stands that isn't before `key`. */
function firstFrom(sorted: readonly Named[], key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.key ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isWithin(perimeter: readonly PerimeterUnit[], commune: Commune): boolean {
  return perimeter.some((unit) => commune[unit.kind === "commune" ? "code" : unit.kind] === unit.code);
}

/** All of France: thousands of objects, for whoever needs them for a moment. */
export function everyCommune(): readonly Commune[] {
  return [...lines().values()].map(read);
}

/** The communes of a perimeter whose point is known, the most populous first. */
export function communesWithin(perimeter: readonly PerimeterUnit[]): Commune[] {
  return [...lines().values()].map(read).filter((commune) => isWithin(perimeter, commune) && commune.point).sort((a, b) => b.population - a.population);
}

const earthRadiusKm = 6371;

/** Great-circle distance in kilometres. */
export function distanceKm(a: Point, b: Point): number {
  const rad = Math.PI / 180;
  const h = Math.sin(((b.latitude - a.latitude) * rad) / 2) ** 2 + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(((b.longitude - a.longitude) * rad) / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The box that holds every point within `km`: what an index can answer before distances are measured. */
export function boxAround(center: Point, km: number): { south: number; north: number; west: number; east: number } {
  const dLat = (km / earthRadiusKm) * (180 / Math.PI);
  const dLon = dLat / Math.max(0.01, Math.cos((center.latitude * Math.PI) / 180));
  return { south: center.latitude - dLat, north: center.latitude + dLat, west: center.longitude - dLon, east: center.longitude + dLon };
}
