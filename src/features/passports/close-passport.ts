import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { deletePassport, takeEndedOpenings, takeOpenings, type EndedOpening } from "./store.ts";

/** What a worker tells a platform: that this member isn't there any more. */
export type LoggedOutJob = EndedOpening;

async function tell(tx: Transaction, ended: readonly EndedOpening[]): Promise<void> {
  for (const opening of ended) if (opening.sid !== null) await sendJob(tx, "tell-logged-out", opening);
}

/** A member takes back what they let a platform do: its tokens open nothing any more, and it is told. False when it wasn't let in. */
export async function closePassport(db: Database, member: MemberId, platform: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const closed = await deletePassport(tx, member, platform);
    await tell(tx, await takeOpenings(tx, member, platform));
    return closed;
  });
}

/** Everything that a member opened, within what takes them away. */
export async function closeAllOf(tx: Transaction, member: MemberId): Promise<void> {
  await tell(tx, await takeOpenings(tx, member, null));
}

const atOnce = 200;

/** Whoever logged out at home, or may not come in there any more, is out everywhere. */
export async function closeEnded(db: Database, now: Temporal.Instant): Promise<void> {
  for (;;) {
    const ended = await inTransaction(db, async (tx) => {
      const taken = await takeEndedOpenings(tx, now, atOnce);
      await tell(tx, taken);
      return taken.length;
    });
    if (ended < atOnce) return;
  }
}
