import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canEdit } from "../contents/policy.ts";

export interface DossierStanding extends ContentStanding {
  readonly contributions: "open" | "closed";
}

/** Its curators put in what they like; any member may where the dossier is open and public. */
export function canAdd(viewer: Viewer, dossier: DossierStanding): boolean {
  if (canEdit(viewer, dossier)) return true;
  return viewer.kind === "member" && dossier.contributions === "open" && dossier.state === "published";
}

/** Order and notes are the curators'. */
export function canArrange(viewer: Viewer, dossier: DossierStanding): boolean {
  return canEdit(viewer, dossier);
}
