import type { TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";

/** Who says that two words are one tag: the animator on their territory, the coordination (null) on the whole network. */
export function canMergeTags(viewer: Viewer, territory: TerritoryId | null): boolean {
  return territory === null ? viewer.kind === "member" && viewer.coordinator : canAnimate(viewer, territory);
}

/** Who adds, renames, orders and retires a territory's own themes. */
export function canManageThemes(viewer: Viewer, territory: TerritoryId): boolean {
  return canAnimate(viewer, territory);
}
