import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { ActorId, OtherActor } from "./actor.ts";
import { deleteOldActivities, deleteOldReceived, insertReceived, readClaim, readReceived, settleReceived, type ReceivedActivity } from "./received-store.ts";

/** Days for which the identifier of an activity is kept: one that comes again later is too old to be believed. */
const keptDays = 90;

/** Writes down what was heard and verified, before anything is made of it. False when it was heard already. */
export async function keepReceived(db: Database, activity: { readonly uri: string; readonly type: string; readonly body: string }, from: OtherActor, at: Temporal.Instant): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    if (!(await insertReceived(tx, { ...activity, actor: from.id, server: from.server, at }))) return false;
    await sendJob(tx, "hear", { activity: activity.uri }, { queue: `hear ${from.id}` });
    return true;
  });
}

export async function findWaitingAnywhere(db: Database, uri: string): Promise<ReceivedActivity | null> {
  const found = await inTransaction(db, (tx) => readReceived(tx, uri));
  return found?.state === "waiting" ? found : null;
}

/** What somebody did before, as they said it, for one who takes it back by its address alone; null when it wasn't theirs, or is forgotten. */
export async function findReceivedClaimAnywhere(db: Database, uri: string, from: ActorId): Promise<string | null> {
  return inTransaction(db, (tx) => readClaim(tx, uri, from));
}

export async function settleHeard(db: Database, uri: string, verdict: { readonly state: "applied" | "refused" | "ignored"; readonly reason: string }, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => settleReceived(tx, uri, verdict.state, verdict.reason, at));
}

export async function forgetOldTraffic(db: Database, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: 24 * keptDays });
  await inTransaction(db, async (tx) => {
    await deleteOldReceived(tx, before);
    await deleteOldActivities(tx, before);
  });
}
