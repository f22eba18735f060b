import type { TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";
import type { CommunityRole, CommunityStanding } from "./community.ts";

/** The viewer's role in it, if they are in. */
export function roleIn(viewer: Viewer, community: Pick<CommunityStanding, "id">): CommunityRole | null {
  return viewer.kind === "member" ? (viewer.memberships.find((each) => each.community === community.id)?.role ?? null) : null;
}

/** Its members and its territory's animator know of it; everybody else, if it isn't private and was let in. `visibleCommunity` (list-communities.ts) says the same in SQL. */
export function canSeeCommunity(viewer: Viewer, community: CommunityStanding): boolean {
  if (roleIn(viewer, community) !== null || canAnimate(viewer, community.territory)) return true;
  return community.access !== "private" && (community.state === "active" || community.state === "archived");
}

/** Its settings, its people's roles, its end: its administrators and the animator. A moderator never: they would make themselves administrator. */
export function canRun(viewer: Viewer, community: CommunityStanding): boolean {
  return community.state !== "refused" && (roleIn(viewer, community) === "administrator" || canAnimate(viewer, community.territory));
}

/** Taking contents out of it, and plain members. */
export function canModerateIn(viewer: Viewer, community: CommunityStanding): boolean {
  if (community.state !== "active" && community.state !== "archived") return false;
  return roleIn(viewer, community) === "moderator" || canRun(viewer, community);
}

/** What lets something new in: admitting, inviting, featuring. Nothing new comes into an archived one. */
export function canTend(viewer: Viewer, community: CommunityStanding): boolean {
  return community.state === "active" && canModerateIn(viewer, community);
}

/** Taking somebody out: administrators anybody, moderators plain members only; anybody may leave. */
export function canRemove(viewer: Viewer, community: CommunityStanding, target: CommunityRole): boolean {
  return canRun(viewer, community) || (target === "member" && canModerateIn(viewer, community));
}

/** What asking to come in leads to. The animator comes into all of the territory's, archived ones too: they moderate there. */
export function whenJoining(viewer: Viewer, community: CommunityStanding): "in" | "asked" | "already" | "closed" | "unknown" {
  if (viewer.kind === "visitor" || !canSeeCommunity(viewer, community)) return "unknown";
  if (roleIn(viewer, community) !== null) return "already";
  if (community.state === "proposed" || community.state === "refused") return "closed";
  if (canAnimate(viewer, community.territory)) return "in";
  if (community.state === "archived") return "closed";
  return community.access === "open" ? "in" : "asked";
}

/** A member asks for a community; the animator, the coordination and whoever administers one here already found theirs. */
export function stateOnFounding(viewer: Viewer, territory: TerritoryId, administersHere: boolean): "active" | "proposed" {
  return canAnimate(viewer, territory) || administersHere || (viewer.kind === "member" && viewer.coordinator) ? "active" : "proposed";
}

/** Who lets a proposed community be, or refuses it. */
export function canDecideFounding(viewer: Viewer, community: CommunityStanding): boolean {
  return community.state === "proposed" && canAnimate(viewer, community.territory);
}
