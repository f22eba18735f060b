import type { CommunityId, MemberId, StructureId, TerritoryId } from "./ids.ts";

/** Who is asking. Roles are read by policies only. */
export type Viewer = Visitor | MemberViewer;

export interface Visitor {
  readonly kind: "visitor";
}

export interface Membership {
  readonly community: CommunityId;
  readonly role: "administrator" | "moderator" | "member";
}

export interface MemberViewer {
  readonly kind: "member";
  readonly id: MemberId;
  readonly handle: string;
  readonly name: string;
  /** The home territory: where the member's address and figures are. */
  readonly home: TerritoryId;
  /** The territories that this member animates. */
  readonly animates: readonly TerritoryId[];
  /** The structures for which this member may act. */
  readonly actsFor: readonly StructureId[];
  /** The communities that this member is in. */
  readonly memberships: readonly Membership[];
  /** True for the national coordination, which has no power over contents. */
  readonly coordinator: boolean;
  /** True for somebody of another server who logged in here by it: what they do is done by their own server. */
  readonly visiting?: boolean;
}

export const visitor: Visitor = { kind: "visitor" };
