import { inTransaction, type Database } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { ActorId, ServerId } from "./actor.ts";
import { listToCompareAnywhere } from "./list-holdings.ts";

const mostOfOne = 200;
const mostOfAll = 1000;

/** Has what shows here of those whom people here follow compared with what their own servers say: of one server after a silence, of all that are vouched for each night. */
export async function askToCompare(db: Database, server: ServerId | null): Promise<void> {
  const actors = await listToCompareAnywhere(db, server, server ? mostOfOne : mostOfAll);
  await inTransaction(db, async (tx) => {
    for (const { id, known } of actors) await sendJob(tx, "compare", { actor: id, known }, { key: `compare ${id}`, queue: "compare" });
  });
}

/** Those of one host of ours who follow somebody elsewhere are told otherwise there than here. */
export async function askToSynchronise(db: Database, actor: ActorId, host: string, url: string): Promise<void> {
  await inTransaction(db, (tx) => sendJob(tx, "synchronise", { actor, host, url }, { key: `synchronise ${actor} ${host}`, queue: "compare" }));
}
