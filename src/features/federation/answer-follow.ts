import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { ActorId } from "./actor.ts";
import { deleteFollower, insertFollower, settleFollowing } from "./follow-store.ts";

/** Somebody elsewhere follows one of ours. */
export async function takeFollower(db: Database, actor: ActorId, follower: ActorId, activity: string, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => insertFollower(tx, actor, follower, activity, at));
}

export async function loseFollower(db: Database, actor: ActorId, follower: ActorId): Promise<boolean> {
  return inTransaction(db, (tx) => deleteFollower(tx, actor, follower));
}

/** What one whom ours asked to follow answers; false when nobody had asked, or somebody else had been asked. */
export async function takeAnswer(db: Database, from: ActorId, activity: string, answer: "accepted" | "refused"): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const settled = await settleFollowing(tx, from, activity, answer);
    // Only an agreement that one of ours had asked for begins it.
    if (settled && answer === "accepted") await sendJob(tx, "gather", { actor: from }, { key: `gather ${from}` });
    return settled;
  });
}
