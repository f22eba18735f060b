import type { Database } from "../../platform/database.ts";
import { writeCounts } from "./store.ts";

/** Counts again, for every territory and for the network. */
export function recount(db: Database): Promise<void> {
  return writeCounts(db);
}
