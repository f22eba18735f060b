import type { ContentId, TerritoryId } from "../../platform/ids.ts";

/** A territory takes part in an operation. */
export interface OperationJoined {
  readonly kind: "operation.joined";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
}
/** It no longer does. */
export interface OperationLeft {
  readonly kind: "operation.left";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
}

interface AboutEvent {
  readonly territory: TerritoryId;
  /** The event. */
  readonly subject: ContentId;
  readonly operation: ContentId;
}
export interface EventProposed extends AboutEvent {
  readonly kind: "operation.event_proposed";
}
export interface EventAccepted extends AboutEvent {
  readonly kind: "operation.event_accepted";
}
export interface EventDeclined extends AboutEvent {
  readonly kind: "operation.event_declined";
}

export type OperationFact = OperationJoined | OperationLeft | EventProposed | EventAccepted | EventDeclined;
