import type { Database } from "../../platform/database.ts";
import { deleteStaleSessions } from "./session-store.ts";
import { deleteStaleTokens } from "./token-store.ts";

/** What the clock does: links and sessions that nobody can use any more are not kept. */
export async function forgetStaleAccess(db: Database, now: Temporal.Instant): Promise<void> {
  await deleteStaleTokens(db, now);
  await deleteStaleSessions(db, now);
}
