import type { Database } from "../../platform/database.ts";
import { deleteOldAnswers } from "./store.ts";

/** What the clock does: answers are kept as long as their authors were told, and no longer. */
export function forgetAnswers(db: Database, now: Temporal.Instant): Promise<void> {
  return deleteOldAnswers(db, now);
}
