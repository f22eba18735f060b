import { inTransaction, type Database } from "../../platform/database.ts";
import type { ActorId } from "./actor.ts";
import type { SaidActivity } from "./activity-store.ts";
import { anyContentFollowed, askFollowingAgain, deleteFollowing, insertFollowing } from "./follow-store.ts";
import { sayIn } from "./say.ts";

/** One of ours asks to follow somebody elsewhere; `activity` is the address of the asking, which the answer names. */
export async function askToFollow(db: Database, actor: ActorId, follower: ActorId, activity: string, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => insertFollowing(tx, actor, follower, activity, at));
}

/** The same, said in the same transaction: by those who follow without a member's asking for it. */
export async function sayFollow(db: Database, actor: ActorId, activity: SaidActivity): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (await insertFollowing(tx, actor, activity.actor, activity.uri, activity.at)) await sayIn(tx, activity, { followersOf: [], actors: [activity.object] });
  });
}

/** The same once more, of one who agreed and doesn't know of it any more. */
export async function askAgain(db: Database, actor: ActorId, activity: SaidActivity): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (await askFollowingAgain(tx, actor, activity.actor, activity.uri, activity.at)) await sayIn(tx, activity, { followersOf: [], actors: [activity.object] });
  });
}

/** The address of the asking that is taken back; null when none stood. */
export async function stopFollowing(db: Database, actor: ActorId, follower: ActorId): Promise<string | null> {
  return inTransaction(db, (tx) => deleteFollowing(tx, actor, follower));
}

/** The same when nobody here follows a content of theirs any more; null while somebody does. */
export async function stopFollowingUnread(db: Database, actor: ActorId, follower: ActorId): Promise<string | null> {
  return inTransaction(db, async (tx) => ((await anyContentFollowed(tx, actor)) ? null : deleteFollowing(tx, actor, follower)));
}
