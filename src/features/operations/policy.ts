import type { TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canEdit, canSee } from "../contents/policy.ts";
import { canAnimate } from "../territories/policy.ts";
import { takesPart, takesProposals, type OperationStanding } from "./operation.ts";

/** Those who animate the territory that will lead it. */
export function canCreateOperation(viewer: Viewer, territory: TerritoryId): boolean {
  return canAnimate(viewer, territory);
}

/** The animators of an invited territory say whether it takes part. */
export function canAnswerInvitation(viewer: Viewer, operation: OperationStanding, territory: TerritoryId): boolean {
  return canAnimate(viewer, territory) && operation.territories.some((each) => each.id === territory);
}

/** Each territory decides of its own events, the one that leads of its own only. */
export function canDecide(viewer: Viewer, operation: OperationStanding, territory: TerritoryId): boolean {
  return canAnimate(viewer, territory) && takesPart(operation, territory);
}

export type ProposeVerdict = "accepted" | "proposed" | "closed" | "elsewhere" | "forbidden" | "unknown";

/** Who writes an event proposes it while the call is open; who decides for its territory puts it in at once, at any time. */
export function whenProposing(viewer: Viewer, event: ContentStanding, operation: OperationStanding, now: Temporal.Instant): ProposeVerdict {
  if (!canSee(viewer, operation, now) || !canSee(viewer, event, now)) return "unknown";
  if (!takesPart(operation, event.territory)) return "elsewhere";
  if (canDecide(viewer, operation, event.territory)) return "accepted";
  if (!canEdit(viewer, event)) return "forbidden";
  return takesProposals(operation, now) ? "proposed" : "closed";
}
