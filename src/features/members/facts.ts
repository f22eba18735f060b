import type { MemberId, TerritoryId } from "../../platform/ids.ts";

export interface MemberJoined {
  readonly kind: "member.joined";
  readonly territory: TerritoryId;
  readonly subject: MemberId;
}

export interface ProfileChanged {
  readonly kind: "member.profile_changed";
  readonly territory: TerritoryId;
  readonly subject: MemberId;
}

export type MemberFact = MemberJoined | ProfileChanged;
