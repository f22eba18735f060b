import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { keepFollowWithin, stopFollowingWithin } from "../follows/keep-follow.ts";
import { deleteStanding, lockFarAnywhere, markIn, readStanding, writeAct, type LockedFar } from "./store.ts";

/** What a member is told: they are in, they aren't let in, they were taken out. */
export type FarAnswer = "admitted" | "turned_down" | "removed";

/** Who is answered within this is still before the page, which says it. */
const atOnceSeconds = 60;

/** Remembers how a member asked on the wire. */
export async function keepFarAct(db: Database, community: MemberId, member: MemberId, activity: string): Promise<void> {
  await inTransaction(db, (tx) => writeAct(tx, community, member, activity));
}

/** Those in charge of a community of another server let one of ours in, or say no, now or later; `tell` lets them know. What is published in it comes as long as they are in. False when nobody waits for it. */
export async function takeFarAnswer(db: Database, asked: { readonly community: MemberId; readonly member: MemberId; readonly activity: string }, accepted: boolean, at: Temporal.Instant, tell: (tx: Transaction, far: LockedFar, answer: FarAnswer) => Promise<void>): Promise<boolean> {
  const { community, member, activity } = asked;
  return inTransaction(db, async (tx) => {
    const far = await lockFarAnywhere(tx, community, member);
    const before = far && (await readStanding(tx, far.actor, member));
    if (!far || before?.activity !== activity) return false;
    if (!accepted) {
      await deleteStanding(tx, far.actor, member);
      if (before.state === "in") await stopFollowingWithin(tx, far.actor, community, member);
      await tell(tx, far, before.state === "in" ? "removed" : "turned_down");
      return true;
    }
    if (before.state === "in") return true;
    await markIn(tx, far.actor, member, at);
    await keepFollowWithin(tx, { actor: far.actor, standIn: community, member, activity }, at);
    if (at.since(before.at).total("seconds") > atOnceSeconds) await tell(tx, far, "admitted");
    return true;
  });
}
