import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

/** Something was written in its logbook. */
export interface ProjectUpdated {
  readonly kind: "project.updated";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  /** The entry. */
  readonly entry: string;
}

/** Somebody was asked to be in its team, accepted, declined or left. */
export interface ProjectTeamChanged {
  readonly kind: "project.invited" | "project.joined" | "project.left";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly member: MemberId;
}
export type ProjectFact = ProjectUpdated | ProjectTeamChanged;
