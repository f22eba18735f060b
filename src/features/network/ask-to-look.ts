import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";

/** Has a worker look at another server's list. Asked twice before it did, it looks once. */
export async function askToLook(db: Database, host: string): Promise<void> {
  await inTransaction(db, (tx) => sendJob(tx, "look-at-peer", { host, toldBy: null }, { key: `look-at-peer ${host}` }));
}
