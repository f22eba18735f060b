import { distanceKm, findCommune, isWithin, searchCommunes, type Commune, type Point } from "../places/communes.ts";
import type { Territory } from "../territories/territory.ts";

export interface SettledPlace {
  readonly communeCode: string | null;
  readonly point: Point | null;
  readonly warnings: readonly string[];
}

/** How far from its commune's centre, in kilometres, a place of it may lie. */
const farthestKm = 25;

/** Which commune a place names, and whether its coordinates are there: turned round when only that makes sense, else left out. */
export function settlePlace(place: string, point: Point | null, territory: Pick<Territory, "perimeter" | "latitude" | "longitude">): SettledPlace {
  const commune = communeNamedIn(place, territory);
  const near = (candidate: Point) => (commune?.point ? distanceKm(commune.point, candidate) <= farthestKm : distanceKm(territory, candidate) <= 400);
  const communeCode = commune?.code ?? null;
  if (!point || near(point)) return { communeCode, point, warnings: [] };
  const turned = Math.abs(point.longitude) <= 90 ? { latitude: point.longitude, longitude: point.latitude } : null;
  if (turned && near(turned)) return { communeCode, point: turned, warnings: ["coordinates-turned"] };
  return { communeCode, point: null, warnings: ["coordinates-elsewhere"] };
}

/** "Rue des Potiers, 59500 Douai" names Douai wherever it is; "salle des fêtes, Voiron" only within the territory. */
function communeNamedIn(place: string, { perimeter }: Pick<Territory, "perimeter">): Commune | null {
  for (const [, postcode = "", rest = ""] of place.matchAll(/\b(\d{5})\b[\s,]*([^,;()\n]{0,60})/g)) {
    const found = communesOf(postcode).filter((commune) => commune.postcodes.includes(postcode));
    const named = found.filter((commune) => sameName(rest, commune.name));
    const only = named[0] ?? (found.length === 1 ? found[0] : undefined);
    if (only) return only;
  }
  const parts = place.split(/[,;()\n]| [-–—@] /).map((part) => part.trim()).filter((part) => part.length >= 2 && part.length <= 60);
  for (const part of parts.reverse()) {
    const found = searchCommunes(part, 20).find((commune) => isWithin(perimeter, commune) && fold(commune.name) === fold(part));
    if (found) return findCommune(found.code);
  }
  return null;
}

const communesOf = (postcode: string) => searchCommunes(postcode, 40);
const fold = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").replace(/\bst\b/g, "saint").replace(/\bste\b/g, "sainte").trim();
const sameName = (text: string, name: string) => ` ${fold(text)} `.startsWith(` ${fold(name)} `);
