import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { ActorId } from "../federation/actor.ts";
import { agreeToFollow, forgetFollowing } from "../federation/keep-following.ts";
import { deleteFollow, insertFollow } from "./store.ts";

export interface Agreed {
  /** A community of another server, and who stands in for it here. */
  readonly actor: ActorId;
  readonly standIn: MemberId;
  readonly member: MemberId;
  /** By which act its server agreed. */
  readonly activity: string;
}

/** Whom a community of another server let in follows it: its server knows, and isn't told. What was published there lately comes. */
export async function keepFollowWithin(tx: Transaction, { actor, standIn, member, activity }: Agreed, at: Temporal.Instant): Promise<void> {
  await insertFollow(tx, member, { kind: "member", target: standIn }, at);
  await agreeToFollow(tx, actor, member, activity, at);
  await sendJob(tx, "gather", { actor }, { key: `gather ${actor}` });
}

/** They are in it no more: its server knows, or is told so in other words. */
export async function stopFollowingWithin(tx: Transaction, actor: ActorId, standIn: MemberId, member: MemberId): Promise<void> {
  await deleteFollow(tx, member, { kind: "member", target: standIn });
  await forgetFollowing(tx, actor, member);
}
