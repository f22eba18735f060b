import type { MemberId, TerritoryId } from "../../platform/ids.ts";

interface AboutPerson {
  readonly territory: TerritoryId;
  readonly subject: MemberId;
}

/** Somebody may not come in, and what they wrote is hidden. */
export interface MemberSuspended extends AboutPerson {
  readonly kind: "member.suspended";
}

/** They may again, and it shows again. */
export interface MemberRestored extends AboutPerson {
  readonly kind: "member.restored";
}

export type SuspensionFact = MemberSuspended | MemberRestored;
