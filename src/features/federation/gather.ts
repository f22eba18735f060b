import { inTransaction, type Database } from "../../platform/database.ts";
import type { ActorId } from "./actor.ts";
import { readGathered, writeGathered } from "./actor-store.ts";

/** What they published is read again when somebody here begins to follow them and this time has passed: what was missed meanwhile comes then. */
const againDays = 7;

/** The address of somebody elsewhere whose earlier publications are to be read now; null when they were, or nobody here follows them. */
export async function findToGatherAnywhere(db: Database, actor: ActorId, now: Temporal.Instant, again = false): Promise<string | null> {
  return readGathered(db, actor, again ? now : now.subtract({ hours: 24 * againDays }));
}

export async function markGathered(db: Database, actor: ActorId, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => writeGathered(tx, actor, at));
}
