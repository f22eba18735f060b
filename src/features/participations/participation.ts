import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";

/** `asked`: an answer is waited for. `elsewhere`: its organisers answered that one books on their own page. */
export const participationStates = ["asked", "going", "refused", "elsewhere"] as const;
export type ParticipationState = (typeof participationStates)[number];

/** Somebody who said that they come, as who organises sees them. */
export interface Participation {
  readonly member: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly state: ParticipationState;
  readonly message: string;
  readonly at: Temporal.Instant;
}

/** What deciding about coming needs to know of an event. */
export interface EventToJoin extends ContentStanding {
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly endsAt: Temporal.Instant | null;
  readonly joining: "free" | "restricted" | "invite" | "none";
  /** One books it, here or on a page elsewhere: whoever comes has a seat, or none. */
  readonly booked: boolean;
  /** It stands at another server, whose organisers answer. */
  readonly elsewhere: boolean;
}

/** Whom a mail about coming goes to. */
export interface ToldOfGoing {
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly title: string;
  readonly content: Pick<ContentStanding, "id" | "kind" | "territory"> & { readonly slug: string };
  /** Where the event is read, when that is elsewhere. */
  readonly url: string | null;
}

/** Where somebody goes, as they see it. */
export interface OwnParticipation {
  readonly event: ContentId;
  readonly title: string;
  readonly slug: string;
  readonly territory: ContentStanding["territory"];
  readonly zone: string;
  readonly startsAt: Temporal.Instant | null;
  readonly state: ParticipationState;
}

export const longestMessage = 500;
