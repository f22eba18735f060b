import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { emptyPrivate } from "./activity-store.ts";
import { markOwnGone } from "./actor-store.ts";
import { endNamesOf } from "./name-store.ts";

export const forgets = ["federation.actors.member_id"];

/** Other servers that knew a member of ours are told that they are no more. The address stays, without a name: it says so to whoever asks. What others may go on reading here is said anew by whoever publishes it now. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  const actor = await markOwnGone(tx, "member", member);
  if (!actor) return;
  await emptyPrivate(tx, actor);
  await endNamesOf(tx, actor);
  await sendJob(tx, "tell-gone", { actor });
}
