import type { MemberId } from "../../platform/ids.ts";

/** A member asks to come into a community of another server, or leaves it. */
export interface FarCommunityFact {
  readonly kind: "far_community.asked" | "far_community.left";
  readonly territory: null;
  /** Who stands in for the community here. */
  readonly subject: MemberId;
  readonly by: MemberId;
}
