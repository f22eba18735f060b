import { inTransaction, type Database } from "../../platform/database.ts";
import type { Permit } from "./passport.ts";
import { insertOpening, markPlatformUsed, writePassport, type NewOpening } from "./store.ts";

/** A member lets a platform of another server recognise them, and do there for them what they permit, as long as their session at home goes on. */
export async function openPassport(db: Database, now: Temporal.Instant, opening: NewOpening, permitted: readonly Permit[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    await writePassport(tx, opening.member, opening.platform, permitted, now);
    await insertOpening(tx, opening, now);
    await markPlatformUsed(tx, opening.platform, now);
  });
}
