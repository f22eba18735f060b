import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { LeavingChoice } from "../members/leaving.ts";
import { emptyCommentsOf, forgetVersionsOf } from "./store.ts";

export const forgets = ["comments.author_id"];

/** What a member said stays under no name, or keeps its place in the thread without its words. What it said before its last correction goes in any case. */
export async function forgetMember(tx: Transaction, member: MemberId, choice: LeavingChoice): Promise<void> {
  await forgetVersionsOf(tx, member);
  await emptyCommentsOf(tx, member, choice === "delete");
}
