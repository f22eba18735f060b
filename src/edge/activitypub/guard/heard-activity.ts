import type { JsonObject } from "./json.ts";

/** The acts of which somebody here makes something. */
export const activityTypes = [
  "Create", "Update", "Delete", "Undo", "Accept", "Reject", "Ignore", "TentativeAccept", "Announce", "Like", "Dislike", "EmojiReact", "Follow", "Add", "Remove", "Move", "Block", "Flag",
  "Join", "Leave", "Invite", "Offer", "QuoteRequest",
] as const;
export type ActivityType = (typeof activityTypes)[number];

/**
 * What another server says, in the form in which it can be decided about. Every address is one (see `readAddress`). That
 * `actor` really says it is not known yet: whoever checks the signature compares its key's owner with it.
 */
export interface HeardActivity {
  /** Of the same origin as `actor`. With a `#` it only tells this activity from others: nothing stands at such an address. */
  readonly id: string;
  /** Null for what nobody here does anything with: to be thanked for and forgotten. */
  readonly type: ActivityType | null;
  /** Its type as it was written. */
  readonly named: string;
  readonly actor: string;
  readonly origin: string;
  /** What it is about; null when it says nothing, or several things: see `objects`. */
  readonly object: HeardObject | null;
  /** All of it: more than one only of a report. */
  readonly objects: readonly HeardObject[];
  readonly target: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Addressed to everybody, first or in copy. */
  readonly open: boolean;
  /** Never later than now. */
  readonly published: Temporal.Instant | null;
  readonly raw: JsonObject;
}

export type HeardObject =
  /** Only named, or described by a server that doesn't answer for it: to be looked up here, or fetched at its own address. */
  | { readonly kind: "reference"; readonly id: string; readonly type: string | null; readonly claim: HeardClaim | null }
  /** Described by the server that answers for it. */
  | { readonly kind: "embedded"; readonly id: string; readonly type: string; readonly author: string; readonly value: JsonObject; readonly claim: HeardClaim | null }
  /** An act without a name of its own, inside of one that answers it or takes it back. */
  | { readonly kind: "claim"; readonly id: null; readonly type: string; readonly claim: HeardClaim };

/** What an embedded act says of itself. Believed of nobody: it is compared with what is known here. */
export interface HeardClaim {
  readonly type: string;
  readonly actor: string | null;
  readonly object: string | null;
}
