import type { MemberId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canSee, isAuthor } from "../contents/policy.ts";
import { takesAnswers, type CallStanding } from "./call.ts";

/** Its authors, and the people of the structure in whose name it is published. Animators have no part in it. */
export function canCollect(viewer: Viewer, content: ContentStanding): boolean {
  return isAuthor(viewer, content);
}

/** Any member who may read it, until its deadline. */
export function whenAnswering(viewer: Viewer, call: CallStanding, now: Temporal.Instant): "taken" | "closed" | "unknown" {
  if (viewer.kind === "visitor" || !canSee(viewer, call.content, now) || !["published", "reserved"].includes(call.content.state)) return "unknown";
  return takesAnswers(call, now) ? "taken" : "closed";
}

/** Those who collect them, and the jury. */
export function canReadAnswers(viewer: Viewer, call: Pick<CallStanding, "content" | "jury">): boolean {
  return canCollect(viewer, call.content) || (viewer.kind === "member" && call.jury.includes(viewer.id));
}

/** Whoever sent it, and whoever may read the answers. */
export function canReadFile(viewer: Viewer, file: { readonly member: MemberId; readonly call: Pick<CallStanding, "content" | "jury"> }): boolean {
  return (viewer.kind === "member" && viewer.id === file.member) || canReadAnswers(viewer, file.call);
}
