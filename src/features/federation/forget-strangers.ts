import { inTransaction, type Database } from "../../platform/database.ts";
import { deleteIdleActors } from "./actor-store.ts";
import { deleteIdleServers } from "./server-store.ts";

/** Days after which somebody of whom nothing is left here isn't remembered. */
const idleDays = 30;
const batch = 1000;

/** Whoever knocks is written down, with their host: those who left nothing here are forgotten, or strangers would fill the database. */
export async function forgetStrangers(db: Database, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: 24 * idleDays });
  for (const forget of [deleteIdleActors, deleteIdleServers]) while ((await inTransaction(db, (tx) => forget(tx, before, batch))) === batch);
}
