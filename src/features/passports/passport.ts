import type { MemberId } from "../../platform/ids.ts";

/** What a member may let a platform of another server do for them there, besides recognising them. */
export const permits = ["comment", "applaud", "follow", "go", "join"] as const;
export type Permit = (typeof permits)[number];

/** What is done for a member by a platform that they let in: with what it takes. */
export const acts = { comment: "comment", edit: "comment", withdraw: "comment", like: "applaud", unlike: "applaud", relay: "applaud", unrelay: "applaud", follow: "follow", unfollow: "follow", go: "go", stay: "go", join: "join", leave: "join" } as const satisfies Record<string, Permit>;
export type Act = keyof typeof acts;

/** A platform of another server as it registered here (RFC 7591). */
export interface Platform {
  readonly id: string;
  readonly host: string;
  readonly described: PlatformDescription;
}

/** What it said of itself. All its addresses are of one host. */
export interface PlatformDescription {
  readonly client_name: string;
  readonly client_secret: string;
  readonly redirect_uris: readonly [string];
  readonly backchannel_logout_uri: string;
}

/** What goes with a token that a platform shows: for whom it acts, and in what. */
export interface Bearer {
  readonly opening: string;
  readonly member: MemberId;
  readonly platform: string;
  readonly host: string;
  readonly permits: readonly Permit[];
}

/** The permits among the words of a scope. */
export function permitsIn(scope: string): Permit[] {
  const words = new Set(scope.split(" "));
  return permits.filter((permit) => words.has(scopeOf(permit)));
}

/** How a permit is written on the wire. */
export function scopeOf(permit: Permit): string {
  return `es:${permit}`;
}
