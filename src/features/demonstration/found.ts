import { inTransaction, type Database } from "../../platform/database.ts";
import { listTerritoriesAnywhere } from "../territories/list-territories.ts";
import { recountTags } from "../tags/recount-tags.ts";
import { recount } from "../territories/recount.ts";
import { seedDemonstration, type SeedOptions } from "./seed.ts";
import { lockFounding } from "./store.ts";

/**
 * Founds the demonstration network on an empty database, whole or not at all: a process killed half-way leaves nothing,
 * and of two that start together one founds. Answers false when there are territories already.
 */
export async function foundDemonstration(db: Database, options: SeedOptions): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await lockFounding(tx);
    if ((await listTerritoriesAnywhere(tx)).length > 0) return false;
    await seedDemonstration(tx, options);
    await recount(tx);
    await recountTags(tx);
    return true;
  });
}
