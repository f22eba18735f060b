import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "./content.ts";

interface AboutContent {
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly content: ContentKind;
}

export interface ContentPublished extends AboutContent {
  readonly kind: "content.published";
}
export interface ContentEdited extends AboutContent {
  readonly kind: "content.edited";
}
/** Published to a private community only, or written again there. */
export interface ContentReserved extends AboutContent {
  readonly kind: "content.reserved";
}
export interface ContentWithdrawn extends AboutContent {
  readonly kind: "content.withdrawn";
}
export interface ContentSentToReview extends AboutContent {
  readonly kind: "content.sent_to_review";
}

/** Sent back to its authors by an animator, with the reason. */
export interface ContentRefused extends AboutContent {
  readonly kind: "content.refused";
}

export type ContentFact = ContentPublished | ContentEdited | ContentReserved | ContentWithdrawn | ContentSentToReview | ContentRefused;
