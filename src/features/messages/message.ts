import type { Id, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";

export type ConversationId = Id<"conversation">;
export type MessageId = Id<"message">;

/** From whom a member takes messages. `known`: those whom they follow, or have written to. */
export const acceptances = ["everyone", "known", "nobody"] as const;
export type Acceptance = (typeof acceptances)[number];

/** A private message as one of the two reads it. */
export interface PrivateMessage {
  readonly id: MessageId;
  readonly author: MemberId;
  readonly body: TextDocument;
  readonly state: "sent" | "withdrawn";
  readonly at: Temporal.Instant;
  readonly editedAt: Temporal.Instant | null;
}

/** What deciding whether somebody may write to somebody needs to know of the other. */
export interface Recipient {
  readonly id: MemberId;
  readonly home: TerritoryId;
  readonly active: boolean;
  readonly accepts: Acceptance;
  /** They follow who writes, or have written to them. */
  readonly knows: boolean;
  /** They don't want to hear from who writes; or the other way round. */
  readonly blocks: boolean;
  readonly blocked: boolean;
  /** The server where they are at home, if it isn't ours, and whether private messages go there. */
  readonly server: { readonly host: string; readonly trusted: boolean } | null;
}

/** What deciding about one message needs. */
export interface MessageStanding {
  readonly id: MessageId;
  readonly conversation: ConversationId;
  readonly author: MemberId;
  /** Those who can read it: the other isn't among them while it is withheld. */
  readonly readers: readonly MemberId[];
  readonly state: PrivateMessage["state"];
}

/** So long is a message kept, in days. */
export const daysKept = 730;

/** So many conversations may somebody open in a day: few as long as nobody here knows them. */
export function mostOpenedADay(since: Temporal.Instant, now: Temporal.Instant): number {
  return Temporal.Instant.compare(since.add({ hours: 24 * 7 }), now) > 0 ? 3 : 20;
}
