import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteAllOf } from "./store.ts";

export const forgets = ["jurors.member_id", "jury_notes.member_id"];

/** A jury goes on without who left: their notes go with them. */
export function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  return deleteAllOf(tx, member);
}
