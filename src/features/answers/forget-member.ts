import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteAllOf } from "./store.ts";

/** Deletes what a member answered and sent, for the erasure of their account. */
export function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  return deleteAllOf(tx, member);
}
