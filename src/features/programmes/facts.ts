import type { ContentId, TerritoryId } from "../../platform/ids.ts";

interface AboutChild {
  readonly territory: TerritoryId;
  /** The child. */
  readonly subject: ContentId;
  readonly parent: ContentId;
}

/** An event stands in the programme of another. */
export interface ChildAttached extends AboutChild {
  readonly kind: "event.attached";
}
/** It no longer does. */
export interface ChildDetached extends AboutChild {
  readonly kind: "event.detached";
}
/** Its author asks that it may. */
export interface ChildProposed extends AboutChild {
  readonly kind: "event.proposed";
}
/** The authors of the programme said no. */
export interface ProposalDeclined extends AboutChild {
  readonly kind: "event.declined";
}

export type ProgrammeFact = ChildAttached | ChildDetached | ChildProposed | ProposalDeclined;
