import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";

// Any fixed number: two processes that start together on an empty database wait for each other on it.
const foundingLock = 7_204_412;

export async function lockFounding(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${foundingLock})`.execute(tx);
}
