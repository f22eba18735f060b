import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";

/** Its author takes a comment back; an animator of the content's territory hides it. */
export function canWithdrawComment(viewer: Viewer, comment: { readonly authorId: MemberId | null }, territory: TerritoryId): boolean {
  return viewer.kind === "member" && (viewer.id === comment.authorId || canAnimate(viewer, territory));
}
