import { inTransaction, type Database } from "../../platform/database.ts";
import { updateOccurrences } from "../agenda/update-occurrences.ts";
import { moveElsewhere } from "../contents/move-elsewhere.ts";
import { forgetFarTerritory } from "../territories/keep-far-territory.ts";
import { listFarAnywhere } from "./find-far.ts";

/** What is published on servers of the network stands in its lists, and what isn't any more goes back to the wide world. Run again, it mends. */
export async function settleContents(db: Database, at: Temporal.Instant): Promise<void> {
  for (const { id, origin, named, ours } of await listFarAnywhere(db)) {
    await moveElsewhere(db, id, origin, ours ? "network" : "world", at, updateOccurrences);
    if (!named) await inTransaction(db, (tx) => forgetFarTerritory(tx, id));
  }
}
