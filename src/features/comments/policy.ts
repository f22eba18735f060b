import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canSee, isAuthor } from "../contents/policy.ts";
import { canAnimate } from "../territories/policy.ts";
import type { CommentedStanding } from "./comment.ts";

/** What comes of a comment under this content: written, or not, and why. */
export function whenCommenting(viewer: Viewer, content: CommentedStanding, now: Temporal.Instant): "written" | "sign-in" | "unknown" | "closed" {
  if (viewer.kind === "visitor") return "sign-in";
  // What isn't out yet, or is withdrawn, isn't discussed, even by those who see it.
  if (!canSee(viewer, content, now) || !isOut(content, now)) return "unknown";
  return content.commentsClosed ? "closed" : "written";
}

function isOut(content: CommentedStanding, now: Temporal.Instant): boolean {
  return (content.state === "published" || content.state === "reserved") && content.publishedAt !== null && Temporal.Instant.compare(content.publishedAt, now) <= 0;
}

/** Its author takes a comment back; an animator of the content's territory hides it. */
export function canWithdrawComment(viewer: Viewer, comment: { readonly authorId: MemberId | null }, territory: TerritoryId): boolean {
  return viewer.kind === "member" && (viewer.id === comment.authorId || canAnimate(viewer, territory));
}

/** Nobody puts other words into somebody's mouth. */
export function canEditComment(viewer: Viewer, comment: { readonly authorId: MemberId | null }): boolean {
  return viewer.kind === "member" && viewer.id === comment.authorId;
}

/** What it said before: for its author and those who moderate. */
export function canReadVersions(viewer: Viewer, comment: { readonly authorId: MemberId | null }, territory: TerritoryId): boolean {
  return canWithdrawComment(viewer, comment, territory);
}

/** Whoever wrote the content ends its discussion or opens it again, and so does the animator. */
export function canCloseComments(viewer: Viewer, content: CommentedStanding): boolean {
  return isAuthor(viewer, content) || canAnimate(viewer, content.territory);
}
