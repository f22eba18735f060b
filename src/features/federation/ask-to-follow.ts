import { inTransaction, type Database } from "../../platform/database.ts";
import type { ActorId } from "./actor.ts";
import { deleteFollowing, insertFollowing } from "./follow-store.ts";

/** One of ours asks to follow somebody elsewhere; `activity` is the address of the asking, which the answer names. */
export async function askToFollow(db: Database, actor: ActorId, follower: ActorId, activity: string, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => insertFollowing(tx, actor, follower, activity, at));
}

/** The address of the asking that is taken back; null when none stood. */
export async function stopFollowing(db: Database, actor: ActorId, follower: ActorId): Promise<string | null> {
  return inTransaction(db, (tx) => deleteFollowing(tx, actor, follower));
}
