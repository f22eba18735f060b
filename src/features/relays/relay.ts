import { z } from "zod";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import { lineSchema } from "../contents/input.ts";

/** What a member says when they share a content: a sentence, or nothing. */
export const wordSchema = lineSchema(280).default("");
export type Word = z.output<typeof wordSchema>;

/** A content that a member shared with those who follow them. */
export interface Relay {
  readonly by: { readonly name: string; readonly handle: string };
  readonly word: string;
  readonly at: Temporal.Instant;
}

export interface RelayedCard extends Relay {
  readonly card: Card;
}

/** Where a page of relays ended. */
export interface RelayCursor {
  readonly at: Temporal.Instant;
  readonly id: ContentId | MemberId;
}
