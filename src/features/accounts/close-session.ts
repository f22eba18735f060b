import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { deleteOtherSessions, deleteSession, deleteSessionOf, deleteSessionsOf } from "./session-store.ts";

/** Platforms of other servers where the member is by a session that ended are told at once; the clock would do it within a minute. */
async function closing(db: Database, close: (tx: Transaction) => Promise<void>): Promise<void> {
  await inTransaction(db, async (tx) => {
    await close(tx);
    await sendJob(tx, "close-ended-passports", {}, { key: "close-ended-passports" });
  });
}

/** Ends a session of this member's: on every host at once. */
export function closeSession(db: Database, user: MemberId, session: string): Promise<void> {
  return closing(db, (tx) => deleteSession(tx, user, session));
}

/** Ends every session of this member's but the one that holds this cookie. */
export function closeOtherSessions(db: Database, user: MemberId, secret: string): Promise<void> {
  return closing(db, (tx) => deleteOtherSessions(tx, user, secret));
}

/** Ends every session of this member's, also the present one: on every device, here and on the platforms of other servers. */
export function closeEverySession(db: Database, user: MemberId): Promise<void> {
  return closing(db, (tx) => deleteSessionsOf(tx, user));
}

/** The same within what shuts them out, where their platforms are told too. */
export async function closeEverySessionWithin(tx: Transaction, user: MemberId): Promise<void> {
  await deleteSessionsOf(tx, user);
}

/** Ends the session that holds this cookie, on every host at once. */
export function closeSessionOf(db: Database, secret: string): Promise<void> {
  return closing(db, (tx) => deleteSessionOf(tx, secret));
}
