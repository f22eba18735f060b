import type { MemberId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canEdit, isAuthor } from "../contents/policy.ts";
import type { Contributions } from "./dossier.ts";

export interface DossierStanding extends ContentStanding {
  readonly contributions: Contributions;
  /** Who opened it, or to whom it was handed over; its curators are its authors. */
  readonly owner: MemberId | null;
}

/** What adding leads to: its curators put in what they like; others as the dossier says, once it is public. */
export function whenAdding(viewer: Viewer, dossier: DossierStanding): "listed" | "proposed" | "closed" {
  if (canEdit(viewer, dossier)) return "listed";
  if (viewer.kind !== "member" || dossier.state !== "published") return "closed";
  return dossier.contributions === "open" ? "listed" : dossier.contributions === "suggested" ? "proposed" : "closed";
}

/** Sections, order, notes and what was suggested are the curators', and the animator's who answers for the territory's pages. */
export function canArrange(viewer: Viewer, dossier: DossierStanding): boolean {
  return canEdit(viewer, dossier);
}

/** Whoever wrote a content may take it out of anybody's dossier. */
export function canTakeOut(viewer: Viewer, content: Parameters<typeof isAuthor>[1]): boolean {
  return isAuthor(viewer, content);
}

/** Who curates is the owner's to say; where there is no owner any more, the curators'. Animators have no part in it. */
export function canManageCurators(viewer: Viewer, dossier: Pick<DossierStanding, "owner" | "authors">): boolean {
  if (viewer.kind !== "member" || !dossier.authors.includes(viewer.id)) return false;
  return dossier.owner === viewer.id || dossier.owner === null || !dossier.authors.includes(dossier.owner);
}

/** A curator leaves when others remain; the owner hands over first. */
export function canLeave(viewer: Viewer, dossier: Pick<DossierStanding, "owner" | "authors">): boolean {
  return viewer.kind === "member" && dossier.authors.includes(viewer.id) && dossier.authors.length > 1 && dossier.owner !== viewer.id;
}
