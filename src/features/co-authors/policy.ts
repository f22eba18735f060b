import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { isAuthor } from "../contents/policy.ts";

/**
 * Its authors say who writes with them: an animator mends a text, and gives nobody else that power. Who keeps a dossier is its
 * owner's to say (features/dossiers/policy.ts).
 */
export function canInviteAuthor(viewer: Viewer, content: ContentStanding): boolean {
  return content.kind !== "dossier" && isAuthor(viewer, content);
}

/** Whoever isn't the last one may stop being an author. */
export function whenLeavingContent(viewer: Viewer, content: ContentStanding): "leaves" | "last" | "forbidden" {
  if (content.kind === "dossier" || viewer.kind === "visitor" || !content.authors.includes(viewer.id)) return "forbidden";
  return content.authors.length > 1 ? "leaves" : "last";
}
