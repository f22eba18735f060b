import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { expand } from "./expand.ts";
import { findDatesAnywhere, writeOccurrences } from "./store.ts";

/** The times of an event that the agenda reads, written again from its sessions: when the place where they count has changed. */
export async function updateOccurrences(tx: Transaction, event: ContentId): Promise<void> {
  const dates = await findDatesAnywhere(tx, event);
  if (dates) await writeOccurrences(tx, event, expand(dates.sessions, dates.zone));
}
