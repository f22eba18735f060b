import type { MemberId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canEdit, isAuthor } from "../contents/policy.ts";
import type { ProjectStanding } from "./project.ts";

/** Whoever writes the project, and whoever accepted to be in its team. */
export function canKeepLogbook(viewer: Viewer, { content, team }: ProjectStanding): boolean {
  return canEdit(viewer, content) || (viewer.kind === "member" && team.some((each) => each.member === viewer.id && each.state === "in"));
}

/** Inviting and attaching contents are its authors' own: an animator mends words, and picks no team. */
export function canLeadProject(viewer: Viewer, { content }: ProjectStanding): boolean {
  return isAuthor(viewer, content);
}

export function canAnswerInvitation(viewer: Viewer, { team }: ProjectStanding): boolean {
  return viewer.kind === "member" && team.some((each) => each.member === viewer.id);
}

/** Its writer, and whoever may mend the project. */
export function canDeleteUpdate(viewer: Viewer, standing: ProjectStanding, writer: MemberId | null): boolean {
  return canEdit(viewer, standing.content) || (viewer.kind === "member" && viewer.id === writer);
}
