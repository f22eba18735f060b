import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { LeavingChoice } from "../members/leaving.ts";
import { clearUpdatesOf, deleteTeamsOf } from "./store.ts";

export const forgets = ["project_members.member_id", "project_updates.member_id"];

/** The team loses their name; what they wrote in logbooks stays without it, or goes, as they chose for their contents. */
export async function forgetMember(tx: Transaction, member: MemberId, choice: LeavingChoice): Promise<void> {
  await deleteTeamsOf(tx, member);
  await clearUpdatesOf(tx, member, choice === "keep");
}
