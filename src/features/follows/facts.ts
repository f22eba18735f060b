import type { ContentId, MemberId } from "../../platform/ids.ts";

export interface Followed {
  readonly kind: "member.followed" | "member.unfollowed";
  readonly territory: null;
  readonly subject: MemberId;
  readonly by: MemberId;
}

export interface DossierFollowed {
  readonly kind: "dossier.followed" | "dossier.unfollowed";
  readonly territory: null;
  readonly subject: ContentId;
  readonly by: MemberId;
}
