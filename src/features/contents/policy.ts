import type { CommunityId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";
import type { ContentStanding } from "./content.ts";

/** The one visibility gate. Every output asks it, in this form or as `visibleTo` (list-visible.ts), which says the same in SQL. */
export function canSee(viewer: Viewer, content: ContentStanding, now: Temporal.Instant): boolean {
  if (content.state === "published" && content.publishedAt !== null && Temporal.Instant.compare(content.publishedAt, now) <= 0) return true;
  if (isAuthor(viewer, content)) return true;
  if (content.state === "reserved" && isIn(viewer, content.community)) return true;
  return content.state !== "draft" && canAnimate(viewer, content.territory);
}

/** Whoever wrote it, or acts for the structure in whose name it is published. What somebody who visits wrote stands at their own server: here they are its reader. */
export function isAuthor(viewer: Viewer, content: Pick<ContentStanding, "authors" | "structure">): boolean {
  if (viewer.kind === "visitor" || viewer.visiting) return false;
  return content.authors.includes(viewer.id) || (content.structure !== null && viewer.actsFor.includes(content.structure));
}

function isIn(viewer: Viewer, community: CommunityId | null): boolean {
  return viewer.kind === "member" && viewer.memberships.some((each) => each.community === community);
}

/** Its authors write it; an animator of its territory may mend it once it has left the drafts. */
export function canEdit(viewer: Viewer, content: ContentStanding): boolean {
  return isAuthor(viewer, content) || (content.state !== "draft" && canAnimate(viewer, content.territory));
}

export function canWithdraw(viewer: Viewer, content: ContentStanding): boolean {
  return canEdit(viewer, content);
}

/** Any member may write in any territory: the network is one. Who visits from another server writes there. */
export function canWrite(viewer: Viewer): boolean {
  return viewer.kind === "member" && !viewer.visiting;
}

/** In nobody's name but one's own, or in that of a structure that one acts for. */
export function canPublishFor(viewer: Viewer, structure: StructureId | null): boolean {
  return structure === null || (viewer.kind === "member" && viewer.actsFor.includes(structure));
}

export function canPublishIn(viewer: Viewer, community: CommunityId | null): boolean {
  return community === null || isIn(viewer, community);
}

/** Where a content goes when its author publishes it: straight out, or before an animator, as the territory chose. */
export function stateOnPublishing(viewer: Viewer, territory: { readonly id: TerritoryId; readonly moderation: "after" | "before" }): "published" | "review" {
  return territory.moderation === "after" || canAnimate(viewer, territory.id) ? "published" : "review";
}

export function canFeature(viewer: Viewer, territory: TerritoryId): boolean {
  return canAnimate(viewer, territory);
}
