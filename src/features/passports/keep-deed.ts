import type { Database } from "../../platform/database.ts";
import type { Act, Bearer } from "./passport.ts";
import { deleteOldDeeds, insertDeed } from "./store.ts";

const keptDays = 90;

/** Writes down what was done through a platform, for its member to see. */
export async function keepDeed(db: Database, now: Temporal.Instant, { member, platform }: Bearer, act: Act, object: string): Promise<void> {
  await insertDeed(db, { member, platform, act, object }, now);
}

export async function forgetOldDeeds(db: Database, now: Temporal.Instant): Promise<void> {
  await deleteOldDeeds(db, now.subtract({ hours: 24 * keptDays }));
}
