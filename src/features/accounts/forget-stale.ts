import { inTransaction, type Database } from "../../platform/database.ts";
import { deleteStaleSessions } from "./session-store.ts";
import { deleteOldInvitations } from "./store.ts";
import { deleteStaleTokens } from "./token-store.ts";

/** How long somebody who was named an animator may take to make an account. */
const invitedDays = 180;

/** What the clock does: links and sessions that nobody can use any more are not kept. */
export async function forgetStaleAccess(db: Database, now: Temporal.Instant): Promise<void> {
  await deleteStaleTokens(db, now);
  await deleteStaleSessions(db, now);
  await inTransaction(db, (tx) => deleteOldInvitations(tx, now.subtract({ hours: 24 * invitedDays })));
}
