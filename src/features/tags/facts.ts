import type { TerritoryId } from "../../platform/ids.ts";

/** Two tags became one, or are two again. The subject is the synonym. */
export interface TagsMerged {
  readonly kind: "tags.merged" | "tags.merge_undone";
  readonly territory: TerritoryId | null;
  readonly subject: string;
  readonly from: string;
  readonly into: string;
}
