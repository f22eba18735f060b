import { sql } from "kysely";
import { inTransaction, type Database } from "../../platform/database.ts";
import { recount } from "../territories/recount.ts";
import { seedDemonstration, type SeedOptions } from "./seed.ts";

// Any fixed number: two processes that start together on an empty database wait for each other on it.
const foundingLock = 7_204_412;

/**
 * Founds the demonstration network on an empty database, whole or not at all: a process killed half-way leaves nothing,
 * and of two that start together one founds. Answers false when there are territories already.
 */
export async function foundDemonstration(db: Database, options: SeedOptions): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${foundingLock})`.execute(tx);
    const { rows } = await sql<{ inhabited: boolean }>`select exists (select from territories) as inhabited`.execute(tx);
    if (rows[0]?.inhabited) return false;
    await seedDemonstration(tx, options);
    await recount(tx);
    return true;
  });
}
