import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";
import type { StructureStanding } from "./structure.ts";

function roleIn(viewer: Viewer, structure: StructureStanding) {
  return viewer.kind === "member" ? structure.people.find((each) => each.member === viewer.id)?.role : undefined;
}

/** Listed ones are everybody's; a proposed one shows to who recorded it and to the animator, also once it is refused; a hidden one to its people too. */
export function canSeeStructure(viewer: Viewer, structure: StructureStanding): boolean {
  if (structure.state === "listed") return true;
  if (structure.state === "merged") return false;
  if (canAnimate(viewer, structure.territory) || roleIn(viewer, structure) !== undefined) return true;
  return (structure.state === "proposed" || structure.refused) && viewer.kind === "member" && viewer.id === structure.recordedBy;
}

/** Whoever recorded it, once it was refused: corrected, it comes before the animator again. */
export function canProposeAgain(viewer: Viewer, structure: StructureStanding): boolean {
  return structure.state === "hidden" && structure.refused && viewer.kind === "member" && viewer.id === structure.recordedBy;
}

/** Its owners and editors; the animator; and whoever recorded it, until somebody claims it. */
export function canEditStructure(viewer: Viewer, structure: StructureStanding): boolean {
  if (structure.state === "merged") return false;
  if (canAnimate(viewer, structure.territory) || roleIn(viewer, structure) !== undefined) return true;
  return viewer.kind === "member" && viewer.id === structure.recordedBy && structure.people.length === 0;
}

/** Who names and removes its people. */
export function canManagePeople(viewer: Viewer, structure: StructureStanding): boolean {
  return structure.state !== "merged" && (roleIn(viewer, structure) === "owner" || canAnimate(viewer, structure.territory));
}

/** Publishing in its name: those who act for it, nobody else, not even the animator. */
export function canActFor(viewer: Viewer, structure: StructureStanding): boolean {
  return structure.state === "listed" && roleIn(viewer, structure) !== undefined;
}

/** Straight into the census, or before its animator. */
export function stateOnRecording(viewer: Viewer, territory: { readonly id: TerritoryId; readonly moderation: "after" | "before" }): "listed" | "proposed" {
  return territory.moderation === "after" || canAnimate(viewer, territory.id) ? "listed" : "proposed";
}

/** A merge changes the census of both territories: one must animate both. */
export function canMerge(viewer: Viewer, from: Pick<StructureStanding, "id" | "territory">, into: { readonly id: StructureId; readonly territory: TerritoryId }): boolean {
  return from.id !== into.id && canAnimate(viewer, from.territory) && canAnimate(viewer, into.territory);
}

/** Who lets a structure into the census, or takes it from there, and decides who may act for it. */
export function canDecideStanding(viewer: Viewer, structure: Pick<StructureStanding, "state" | "territory">): boolean {
  return structure.state !== "merged" && canAnimate(viewer, structure.territory);
}

/** Whoever may see it and doesn't act for it yet. */
export function canClaim(viewer: Viewer, structure: StructureStanding): boolean {
  return viewer.kind === "member" && structure.state === "listed" && roleIn(viewer, structure) === undefined;
}
