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
  /** Whom else its author wrote it to, as one names them on the wire. */
  readonly alsoFor: readonly string[];
  /** How it went to the server of the other, for who wrote it; null: it goes nowhere, or nothing is to be told. */
  readonly way: Way | null;
}

/** The last that is known of a message on its way. `unsaid`: it never left. */
export interface Way {
  readonly state: "unsaid" | "waiting" | "delivered" | "refused" | "expired";
  readonly status: number | null;
  readonly answer: string;
  readonly attempts: number;
}

/**
 * What became of a message to somebody of another server. `held-back`: it didn't leave, their server wasn't trusted; `not-taken`: their server
 * doesn't trust ours so far; `refused`: it said no otherwise; `gone`: they are no more there; `lost`: it didn't answer for days.
 */
export type Course = "on-its-way" | "late" | "arrived" | "held-back" | "not-taken" | "refused" | "gone" | "lost";

/** So long may it take until a message is said, and so long is it remembered how it went. */
const [saidWithin, rememberedFor] = [{ minutes: 10 }, { hours: 24 * 80 }];

/** How our own servers say that they take no private messages from who sends one. */
export const untakenAnswer = "private-untrusted";

export function courseOf({ way, at }: Pick<PrivateMessage, "way" | "at">, now: Temporal.Instant): Course | null {
  const since = (duration: Temporal.DurationLike) => Temporal.Instant.compare(at.add(duration), now) < 0;
  if (!way || (way.state === "unsaid" && since(rememberedFor))) return null;
  if (way.state === "unsaid") return since(saidWithin) ? "held-back" : "on-its-way";
  if (way.state === "waiting") return way.attempts > 0 ? "late" : "on-its-way";
  if (way.state === "delivered") return "arrived";
  if (way.state === "expired") return "lost";
  if (way.answer === "blocked" || way.answer === "shut") return "held-back";
  if (way.answer.includes(untakenAnswer)) return "not-taken";
  return way.status === 404 || way.status === 410 ? "gone" : "refused";
}

/** It isn't there, and may be sent once more. */
export function isUnheard(course: Course | null): boolean {
  return course === "held-back" || course === "not-taken" || course === "refused" || course === "lost";
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
