import type { ContentId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";

interface AboutStructure {
  readonly territory: TerritoryId;
  readonly subject: StructureId;
}

/** Recorded in the census, listed or before its animator. */
export interface StructureRecorded extends AboutStructure {
  readonly kind: "structure.recorded";
  readonly state: "listed" | "proposed";
}
export interface StructureEdited extends AboutStructure {
  readonly kind: "structure.edited";
}
export interface StructureListed extends AboutStructure {
  readonly kind: "structure.listed";
}
export interface StructureHidden extends AboutStructure {
  readonly kind: "structure.hidden";
}
/** Somebody asks the animator to act for it. */
export interface StructureClaimed extends AboutStructure {
  readonly kind: "structure.claimed";
  readonly by: MemberId;
}
/** Somebody acts for it from now on, or no longer, or in another role. */
export interface StructurePeopleChanged extends AboutStructure {
  readonly kind: "structure.people_changed";
  readonly member: MemberId;
}
export interface StructureMerged extends AboutStructure {
  readonly kind: "structure.merged";
  readonly into: StructureId;
}
export interface StructureMergeUndone extends AboutStructure {
  readonly kind: "structure.merge_undone";
  readonly into: StructureId;
}

/** No longer named as organiser or partner of a content, or named there again, by its own people's word. */
export interface StructureNamingDeclined extends AboutStructure {
  readonly kind: "structure.naming_declined";
  readonly content: ContentId;
}
export interface StructureNamingAccepted extends AboutStructure {
  readonly kind: "structure.naming_accepted";
  readonly content: ContentId;
}

export type StructureFact = StructureRecorded | StructureEdited | StructureListed | StructureHidden | StructureClaimed | StructurePeopleChanged | StructureMerged | StructureMergeUndone | StructureNamingDeclined | StructureNamingAccepted;
