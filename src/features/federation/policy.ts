import type { TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";

/** Who says how far another server is trusted: the animator on their territory, the coordination (null) for the whole server. */
export function canDecideTrust(viewer: Viewer, territory: TerritoryId | null): boolean {
  return territory === null ? viewer.kind === "member" && viewer.coordinator : canAnimate(viewer, territory);
}

/** Those who animate the territory read first what strangers say there, and decide. */
export function canDecideHeld(viewer: Viewer, territory: TerritoryId): boolean {
  return canAnimate(viewer, territory);
}
