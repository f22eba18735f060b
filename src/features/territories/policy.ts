import type { TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";

/** An animator acts in the territories that name them, and in no other. */
export function canAnimate(viewer: Viewer, territory: TerritoryId): boolean {
  return viewer.kind === "member" && viewer.animates.includes(territory);
}

/** Only the coordination opens territories; it has no power over their contents. */
export function canOpenTerritory(viewer: Viewer): boolean {
  return viewer.kind === "member" && viewer.coordinator;
}
