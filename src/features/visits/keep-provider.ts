import type { Database } from "../../platform/database.ts";
import { deleteUnusedProviders, writeProvider } from "./store.ts";
import type { HomeProvider } from "./visit.ts";

/** This server registered at a provider, or read again what it says of itself. */
export async function keepProvider(db: Database, now: Temporal.Instant, provider: HomeProvider): Promise<void> {
  await writeProvider(db, provider, now);
}

const unusedDays = 2;

export async function forgetUnusedProviders(db: Database, now: Temporal.Instant): Promise<void> {
  await deleteUnusedProviders(db, now.subtract({ hours: 24 * unusedDays }));
}
