import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { forgetCredits, takeUnused } from "./store.ts";

export const forgets = ["media.owner_id"];

/** A member's pictures that no content, structure or community shows go, with their files; the others lose their name. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await forgetCredits(tx, member);
  const pictures = await takeUnused(tx, member);
  // Files are no part of a transaction: a worker removes them once it has committed.
  if (pictures.length > 0) await sendJob(tx, "remove-pictures", { pictures });
}
