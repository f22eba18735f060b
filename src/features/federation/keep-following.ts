import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { ActorId } from "./actor.ts";
import { deleteFollowingOf, insertAgreed } from "./follow-store.ts";

/** Somebody elsewhere has this member of ours among their followers, without having been asked to follow: they joined. */
export async function agreeToFollow(tx: Transaction, actor: ActorId, member: MemberId, activity: string, at: Temporal.Instant): Promise<void> {
  await insertAgreed(tx, actor, member, activity, at);
}

/** They haven't any more. */
export async function forgetFollowing(tx: Transaction, actor: ActorId, member: MemberId): Promise<void> {
  await deleteFollowingOf(tx, actor, member);
}
