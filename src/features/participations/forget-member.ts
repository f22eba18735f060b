import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteParticipationsOf } from "./store.ts";

export const forgets = ["participations.member_id"];

/** Events to which a member was going are counted without them. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await deleteParticipationsOf(tx, member);
}
