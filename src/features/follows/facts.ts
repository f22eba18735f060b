import type { MemberId } from "../../platform/ids.ts";

export interface Followed {
  readonly kind: "member.followed" | "member.unfollowed";
  readonly territory: null;
  readonly subject: MemberId;
  readonly by: MemberId;
}
