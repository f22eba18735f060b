import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteRelaysOf } from "./store.ts";

export const forgets = ["relays.member_id"];

/** What a member shared is counted without them. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await deleteRelaysOf(tx, member);
}
