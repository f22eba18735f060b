import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import { emptyPrivate } from "./activity-store.ts";
import type { ActorId, OtherActor, ServerId } from "./actor.ts";
import { deleteOldActivities, deleteOldKeys, deleteOldReceived, hearing, insertReceived, readClaim, readReceived, readWaiting, settleReceived, type ReceivedActivity } from "./received-store.ts";

/** Days for which the identifier of an activity is kept: one that comes again later is too old to be believed. */
const keptDays = 90;

/** Writes down what was heard and verified, before anything is made of it. False when it was heard already. */
export async function keepReceived(db: Database, activity: { readonly uri: string; readonly type: string; readonly body: string }, from: Pick<OtherActor, "id" | "server">, at: Temporal.Instant): Promise<boolean> {
  return insertReceived(db, { ...activity, actor: from.id, server: from.server, at });
}

/** What waits of one server, without what these have said. */
export async function listWaitingAnywhere(db: Database, server: ServerId, without: readonly string[], limit: number): Promise<ReceivedActivity[]> {
  return readWaiting(db, server, without, limit);
}

/** More waits than is heard at once: others have their turn first. */
export async function hearOn(db: Database, server: ServerId): Promise<void> {
  await inTransaction(db, (tx) => sendJob(tx, "hear", { server }, hearing(server)));
}

export async function findWaitingAnywhere(db: Database, uri: string): Promise<ReceivedActivity | null> {
  const found = await readReceived(db, uri);
  return found?.state === "waiting" ? found : null;
}

/** What somebody did before, as they said it, for one who takes it back by its address alone; null when it wasn't theirs, or is forgotten. */
export async function findReceivedClaimAnywhere(db: Database, uri: string, from: ActorId): Promise<string | null> {
  return readClaim(db, uri, from);
}

export async function settleHeard(db: Database, uri: string, verdict: { readonly state: "applied" | "refused" | "ignored"; readonly reason: string }, at: Temporal.Instant): Promise<void> {
  await settleReceived(db, uri, verdict.state, verdict.reason, at);
}

export async function forgetOldTraffic(db: Database, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: 24 * keptDays });
  await inTransaction(db, async (tx) => {
    await deleteOldReceived(tx, before);
    await deleteOldActivities(tx, before);
    await emptyPrivate(tx, null);
    await deleteOldKeys(tx, before);
  });
}
