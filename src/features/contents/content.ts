import type { CommunityId, ContentId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";

export const contentKinds = [
  "article",
  "event",
  "dossier",
  "announcement",
  "operation",
  "place",
  "itinerary",
  "project",
] as const;
export type ContentKind = (typeof contentKinds)[number];

/**
 * A draft is its authors' own; a scheduled one publishes itself; one in review waits for an animator; a reserved one is
 * published to the members of its private community; a suspended one is hidden with whoever wrote it, and comes back with them.
 */
export const contentStates = ["draft", "scheduled", "review", "published", "reserved", "withdrawn", "suspended"] as const;
export type ContentState = (typeof contentStates)[number];

/** What deciding needs to know of a content. */
export interface ContentStanding {
  readonly id: ContentId;
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly state: ContentState;
  readonly publishedAt: Temporal.Instant | null;
  readonly authors: readonly MemberId[];
  /** The structure in whose name it is published, if one; its people write it like its authors. */
  readonly structure: StructureId | null;
  readonly community: CommunityId | null;
}

export const licences = ["cc-by", "cc-by-sa", "cc-by-nc-sa", "cc0", "all-rights"] as const;
export const genres = ["news", "portrait", "interview", "report", "feedback", "practice", "opinion", "teaching", "review"] as const;
export type Genre = (typeof genres)[number];

/** What listings, search and map show of a content that is its kind's own. */
export interface KindDetails {
  /** Words that search weighs like tags: a place, a commune, an organisation. */
  readonly keywords?: string;
  /** What a card of this kind shows, in the form that its feature says. */
  readonly brief?: object;
  /** Degrees, WGS 84. */
  readonly point?: { readonly latitude: number; readonly longitude: number } | null;
}
