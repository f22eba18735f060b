import type { CommunityId, ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

interface AboutCommunity {
  readonly territory: TerritoryId;
  readonly subject: CommunityId;
}

/** Founded, or asked for by a member. */
export interface CommunityFounded extends AboutCommunity {
  readonly kind: "community.founded";
  readonly state: "active" | "proposed";
}
export interface CommunityEdited extends AboutCommunity {
  readonly kind: "community.edited";
}
/** The animator's answer to whoever asked for it. */
export interface CommunityDecided extends AboutCommunity {
  readonly kind: "community.accepted" | "community.refused";
}
export interface CommunityEnded extends AboutCommunity {
  readonly kind: "community.archived" | "community.reopened";
}
/** Somebody came in, asks to, or no longer is. */
export interface CommunityPeopleChanged extends AboutCommunity {
  readonly kind: "community.joined" | "community.asked" | "community.turned_down" | "community.left" | "community.role_changed";
  readonly member: MemberId;
  /** What those in charge answer to somebody of another server: it travels. */
  readonly reason?: string;
}
/** A content was taken out of it by those who moderate it. */
export interface CommunityContentRemoved extends AboutCommunity {
  readonly kind: "community.content_removed";
  readonly content: ContentId;
}

export type CommunityFact = CommunityFounded | CommunityEdited | CommunityDecided | CommunityEnded | CommunityPeopleChanged | CommunityContentRemoved;
