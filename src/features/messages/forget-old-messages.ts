import { inTransaction, type Database } from "../../platform/database.ts";
import { daysKept } from "./message.ts";
import { deleteOldMessages } from "./store.ts";

const atOnce = 5000;

/** What the clock does: messages are kept for two years, and conversations as long as something is in them. */
export async function forgetOldMessages(db: Database, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: 24 * daysKept });
  while ((await inTransaction(db, (tx) => deleteOldMessages(tx, before, atOnce))) === atOnce);
}
