import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";

/** Whether this member may share it: what everybody reads already, and not one's own, which one's followers have. */
export function canRelay(viewer: Viewer, content: ContentStanding, now: Temporal.Instant): boolean {
  if (viewer.kind === "visitor" || content.authors.includes(viewer.id)) return false;
  return content.state === "published" && content.publishedAt !== null && Temporal.Instant.compare(content.publishedAt, now) <= 0;
}
