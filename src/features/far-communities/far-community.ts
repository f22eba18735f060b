import type { MemberId } from "../../platform/ids.ts";

/** Asked: those in charge there haven't answered. */
export type FarState = "asked" | "in";

/** A community of another server that a member is in, or asked to come into. */
export interface FarCommunity {
  /** Who stands in for it here. */
  readonly id: MemberId;
  readonly name: string;
  /** With its host. */
  readonly handle: string;
  readonly state: FarState;
}
