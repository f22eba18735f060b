import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { ServerId } from "./actor.ts";
import { readServersToAsk, writeNode, type Node } from "./server-store.ts";

const freshDays = 7;
const atOnce = 500;

/** What a server says that it is; null when it doesn't say. */
export async function keepNode(db: Database, server: ServerId, node: Node | null, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => writeNode(tx, server, node, at));
}

/** Asks again those that weren't asked for a week and were heard since. */
export async function askServersAgain(db: Database, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const id of await readServersToAsk(tx, now.subtract({ hours: 24 * freshDays }), atOnce)) await sendJob(tx, "look-at-server", { server: id }, { key: `look-at-server-${id}` });
  });
}
