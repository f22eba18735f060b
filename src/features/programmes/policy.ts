import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canEdit, canSee } from "../contents/policy.ts";

export type AttachVerdict = "attached" | "proposed" | "elsewhere" | "forbidden" | "unknown";

/**
 * Who writes both events puts one in the other's programme; who writes only the child proposes it, and the authors of the
 * programme say. A programme is a territory's own: an operation gathers those of several.
 */
export function whenAttaching(viewer: Viewer, child: ContentStanding, parent: ContentStanding, now: Temporal.Instant): AttachVerdict {
  if (!canSee(viewer, child, now) || !canSee(viewer, parent, now)) return "unknown";
  if (!canEdit(viewer, child)) return "forbidden";
  if (child.territory !== parent.territory) return "elsewhere";
  return canEdit(viewer, parent) ? "attached" : "proposed";
}

/** Who writes either of them takes them apart. */
export function canDetach(viewer: Viewer, child: ContentStanding, parent: ContentStanding): boolean {
  return canEdit(viewer, child) || canEdit(viewer, parent);
}

/** Who writes the programme says what stands in it. */
export function canAnswerProposal(viewer: Viewer, parent: ContentStanding): boolean {
  return canEdit(viewer, parent);
}

/** Who writes an event makes its next edition, with all that stands in its programme. */
export function canDuplicate(viewer: Viewer, event: ContentStanding): boolean {
  return canEdit(viewer, event);
}
