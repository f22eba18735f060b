import type { TerritoryTrust } from "./server.ts";

/** One line of a list of servers that others shut, as Mastodon and FediBlockHole write it. */
export interface BlockLine {
  readonly host: string;
  readonly trust: TerritoryTrust;
  readonly reason: string;
}

/** A list of servers that another platform limits or blocks, read where it publishes it; each line is decided here. */
export interface FollowedList {
  readonly address: string;
  /** Null before it was read for the first time. */
  readonly readAt: string | null;
  /** It couldn't be read the last time: what was read before stands. */
  readonly failing: boolean;
  readonly lines: readonly BlockLine[];
  /** Hosts that were looked at and left as they are. */
  readonly dismissed: readonly string[];
}

/** Which lists a territory follows, and whether it shows its own to everybody. */
export interface SharedLists {
  readonly published: boolean;
  readonly followed: readonly FollowedList[];
}

export const noLists: SharedLists = { published: false, followed: [] };
export const mostFollowed = 10;
