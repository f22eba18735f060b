import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";
import type { PersonStanding, Suspension } from "./suspension.ts";

/**
 * Those who animate a territory suspend who lives there, and nobody who animates; the coordination suspends anybody but its own, also people of
 * other servers. Nobody suspends themselves.
 */
export function whenSuspending(viewer: Viewer, person: Omit<PersonStanding, "name" | "handle" | "state">): "territory" | "coordination" | null {
  if (viewer.kind === "visitor" || viewer.id === person.id || person.coordinator) return null;
  if (canAnimate(viewer, person.home) && person.animates.length === 0) return "territory";
  return viewer.coordinator ? "coordination" : null;
}

/** Lifted by those who could have decided it; what somebody's own server decided, by that server alone. */
export function canLift(viewer: Viewer, { territory, decidedBy }: Pick<Suspension, "territory" | "decidedBy">): boolean {
  if (viewer.kind === "visitor" || decidedBy === "home") return false;
  return viewer.coordinator || (decidedBy === "territory" && canAnimate(viewer, territory));
}
