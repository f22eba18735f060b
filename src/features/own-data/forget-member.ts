import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { takeFiles } from "./store.ts";

export const forgets = ["accounts.exports.user_id"];

/** The files that gathered a member's data. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  const files = await takeFiles(tx, { member });
  if (files.length > 0) await sendJob(tx, "remove-files", { files });
}
