import type { Database } from "../../platform/database.ts";
import { writeTagCounts } from "./store.ts";

/** Counts all tags again: how much each is used, and how it is written most often. What is new is known at once, without this. */
export function recountTags(db: Database): Promise<void> {
  return writeTagCounts(db, null);
}
