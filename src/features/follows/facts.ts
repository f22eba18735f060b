import type { ContentId, MemberId } from "../../platform/ids.ts";

export interface Followed {
  readonly kind: "member.followed" | "member.unfollowed";
  readonly territory: null;
  readonly subject: MemberId;
  readonly by: MemberId;
}

/** A dossier, a place, an itinerary, an operation: what has no voice of its own. */
export interface ContentFollowed {
  readonly kind: "content.followed" | "content.unfollowed";
  readonly territory: null;
  readonly subject: ContentId;
  readonly by: MemberId;
}
