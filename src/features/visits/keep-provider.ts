import type { Database } from "../../platform/database.ts";
import { writeProvider } from "./store.ts";
import type { HomeProvider } from "./visit.ts";

/** This server registered at a provider, or read again what it says of itself. */
export async function keepProvider(db: Database, now: Temporal.Instant, provider: HomeProvider): Promise<void> {
  await writeProvider(db, provider, now);
}
