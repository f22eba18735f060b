import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { SharedLists } from "./followed-list.ts";
import { readLists } from "./shared-list-store.ts";

/** Which lists of others a territory follows, or the coordination (null), and whether its own is for everybody to read. */
export async function findLists(db: Database, territory: TerritoryId | null): Promise<SharedLists> {
  return readLists(db, territory);
}
