import type { Viewer } from "../../platform/viewer.ts";

/** Who invites servers into the network, answers their invitations, and leaves. */
export function canSteerNetwork(viewer: Viewer): boolean {
  return viewer.kind === "member" && viewer.coordinator;
}
