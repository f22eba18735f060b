import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { leaveAll } from "./store.ts";

export const forgets = ["community_members.member_id"];

/** A community counts without them. One whose only administrator they were is its territory's animator's to hand on: nobody rises by themselves. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await leaveAll(tx, member);
}
