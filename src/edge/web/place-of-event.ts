import { searchPlaces, type KnownPlace } from "../../features/visiting/show-place.ts";
import type { Territory } from "../../features/territories/territory.ts";
import { foldLetters } from "../../platform/text/slug.ts";
import type { WebContext } from "../env.ts";

/** The place of the census that bears this name, when only one does. */
export async function placeNamed(c: WebContext, territory: Pick<Territory, "id">, name: string): Promise<KnownPlace | null> {
  if (name.length < 2) return null;
  const same = (await searchPlaces(c.get("act").db, territory.id, name, 8)).filter((each) => foldLetters(each.name) === foldLetters(name));
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** An event held at a place of the census takes from it what its form leaves empty. Another commune than the place's is another place. */
export async function heldAt(c: WebContext, territory: Territory, input: object): Promise<object> {
  const typed = input as { placeName?: string; address?: string; communeCode?: string | null; latitude?: number | null };
  const known = await placeNamed(c, territory, (typed.placeName ?? "").trim());
  if (!known || (typed.communeCode && typed.communeCode !== known.communeCode)) return input;
  const point = typed.latitude == null ? { latitude: known.latitude, longitude: known.longitude } : {};
  return { ...input, placeId: known.id, address: typed.address || known.address, communeCode: known.communeCode, ...point };
}
