import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import { embedsOf } from "../../platform/text/plain.ts";
import { findTextOfFactAnywhere, listUnknownAnywhere } from "./store.ts";

const monthHours = 30 * 24;

/** When a text comes out: has its videos and sounds looked up, those that nobody asked about for a month. */
export async function askHosts(db: Database, fact: number): Promise<void> {
  const text = await findTextOfFactAnywhere(db, fact);
  const urls = text ? await listUnknownAnywhere(db, embedsOf(text.body), Temporal.Now.instant().subtract({ hours: monthHours })) : [];
  if (!text || urls.length === 0) return;
  await inTransaction(db, async (tx) => {
    for (const url of urls) await sendJob(tx, "look-up-embed", { url, content: text.id, territory: text.territory }, { key: `embed:${url}` });
  });
}
