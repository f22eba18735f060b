import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteFollowsOf } from "./store.ts";

export const forgets = ["follows.member_id"];

/** Whom a member followed, and who followed them: the target of a follow is no foreign key. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await deleteFollowsOf(tx, member);
}
