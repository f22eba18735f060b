import type { Database, Transaction } from "../../platform/database.ts";
import { findSessionAnywhere } from "./session-store.ts";

/** The session that holds this cookie; null when it ended. */
export async function findSessionIdAnywhere(db: Database | Transaction, now: Temporal.Instant, secret: string): Promise<string | null> {
  return (await findSessionAnywhere(db, now, secret))?.id ?? null;
}
