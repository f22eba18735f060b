import type { TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";

/** Any member may say that something is wrong. */
export function canReport(viewer: Viewer): boolean {
  return viewer.kind === "member";
}

/** Those who animate the territory read what was reported there, and decide. */
export function canSettle(viewer: Viewer, territory: TerritoryId): boolean {
  return canAnimate(viewer, territory);
}
