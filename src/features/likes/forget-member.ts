import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteLikesOf } from "./store.ts";

export const forgets = ["likes.member_id"];

/** What a member liked is counted without them. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await deleteLikesOf(tx, member);
}
