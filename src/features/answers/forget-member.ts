import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteAllOf } from "./store.ts";

export const forgets = ["answers.member_id", "answer_files.member_id"];

/** Deletes what a member answered and sent. */
export function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  return deleteAllOf(tx, member);
}
