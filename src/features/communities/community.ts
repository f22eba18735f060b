import type { CommunityId, TerritoryId } from "../../platform/ids.ts";
import type { Membership } from "../../platform/viewer.ts";

/** What a community is for. */
export const purposes = ["institution", "professional-network", "class", "theme", "operation"] as const;
export type Purpose = (typeof purposes)[number];

/** Who comes in: anybody, those who are admitted, those who are invited. What a private one publishes is its members' own. */
export const accesses = ["open", "request", "private"] as const;
export type CommunityAccess = (typeof accesses)[number];

/** Proposed: asked for by a member, waits for the territory's animator. Archived: read, no longer written. */
export const communityStates = ["proposed", "active", "archived", "refused"] as const;
export type CommunityState = (typeof communityStates)[number];

export type CommunityRole = Membership["role"];
export const communityRoles: readonly CommunityRole[] = ["administrator", "moderator", "member"];

/** What deciding needs to know of a community; the viewer's own role is among their memberships. */
export interface CommunityStanding {
  readonly id: CommunityId;
  readonly territory: TerritoryId;
  readonly access: CommunityAccess;
  readonly state: CommunityState;
}
