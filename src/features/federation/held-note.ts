import type { Id } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";

export type HeldNoteId = Id<"held-note">;

/** What those who animate a territory may answer: it shows; it shows, with all that this person says here from now on; it doesn't. */
export const heldAnswers = ["show", "welcome", "refuse"] as const;
export type HeldAnswer = (typeof heldAnswers)[number];

/** A word from elsewhere that waits, as those who decide read it. */
export interface HeldNote {
  readonly id: HeldNoteId;
  readonly name: string;
  readonly handle: string;
  readonly host: string;
  /** Where they are read at home; empty where nothing is known. */
  readonly url: string;
  readonly words: string;
  readonly at: Temporal.Instant;
  readonly content: { readonly title: string; readonly kind: ContentKind; readonly slug: string };
}
