import { z } from "zod";
import type { CensusFilter } from "../features/structures/list-structures.ts";
import { structureTypes } from "../features/structures/structure.ts";
import { findCommune, searchCommunes, type Commune } from "../features/places/communes.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import type { WebContext } from "./env.ts";
import { optional, readListQuery } from "./list-query.ts";

/** The filters of the census as an address carries them: the page's, and its feeds'. What isn't understood is as if it weren't there. */
export const censusQuery = z.object({
  nom: optional(z.string().trim().min(1).max(80)),
  type: optional(z.enum(structureTypes)),
  commune: optional(z.string().trim().min(2).max(80)),
  theme: optional(themeCodeSchema),
  suite: optional(z.string().max(300)),
});
export type CensusQuery = z.output<typeof censusQuery>;

export function readCensusQuery(c: WebContext): CensusQuery {
  return readListQuery(c, censusQuery);
}

/** "38185", "Grenoble", "38000": the commune that is meant, the most populous first. */
export function communeFrom(typed: string): Commune | null {
  return findCommune(typed) ?? searchCommunes(typed, 1)[0] ?? null;
}

export function censusFilter(query: CensusQuery): CensusFilter {
  // A commune that nobody knows holds no structure.
  const commune = query.commune ? (communeFrom(query.commune)?.code ?? "-") : undefined;
  return { name: query.nom, type: query.type, theme: query.theme, commune };
}
