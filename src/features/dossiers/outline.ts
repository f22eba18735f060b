import type { ContentId, SectionId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { Card } from "../contents/card.ts";
import type { ContentKind } from "../contents/content.ts";

export interface Entry {
  readonly content: ContentId;
  readonly kind: ContentKind;
  readonly note: TextDocument | null;
  readonly noteWords: string;
  readonly revision: number;
  readonly addedAt: Temporal.Instant;
  /** Null when the content is no longer public: the curator's note keeps its place. */
  readonly card: Card | null;
  /**
   * For curators only, so that they know what to replace: the last title in public of a content that its own author took
   * back. Null in every other case (taken by an animator, back among the drafts, reserved to a community).
   */
  readonly formerTitle: string | null;
}

/** A section of a dossier with its contents in order; `id` is null for what stands before any section. */
export interface Section {
  readonly id: SectionId | null;
  readonly title: string;
  readonly revision: number;
  readonly entries: readonly Entry[];
}
