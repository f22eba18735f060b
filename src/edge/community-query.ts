import { z } from "zod";
import { accesses, purposes } from "../features/communities/community.ts";
import type { CommunityFilter } from "../features/communities/list-communities.ts";
import type { GatheredFilter } from "../features/communities/list-gathered.ts";
import { contentKinds } from "../features/contents/content.ts";
import { themeCodeSchema } from "../features/tags/themes.ts";
import type { WebContext } from "./env.ts";
import { optional, readListQuery } from "./list-query.ts";

/** The filters of the communities as an address carries them. What isn't understood is as if it weren't there. */
const communitiesQuery = z.object({
  nom: optional(z.string().trim().min(1).max(80)),
  type: optional(z.enum(purposes)),
  acces: optional(z.enum(accesses)),
  etat: optional(z.enum(["active", "archived"])),
  suite: optional(z.string().max(300)),
});
export type CommunitiesQuery = z.output<typeof communitiesQuery>;

export function readCommunitiesQuery(c: WebContext): CommunitiesQuery {
  return readListQuery(c, communitiesQuery);
}

export function communityFilter(query: CommunitiesQuery): CommunityFilter {
  return { name: query.nom, purpose: query.type, access: query.acces, state: query.etat };
}

const gatheredQuery = z.object({ genre: optional(z.enum(contentKinds)), theme: optional(themeCodeSchema) });

/** The filters of one community's contents: its page's, and its feeds'. */
export function readGatheredFilter(c: WebContext): GatheredFilter {
  const { genre, theme } = readListQuery(c, gatheredQuery);
  return { kind: genre, theme };
}
