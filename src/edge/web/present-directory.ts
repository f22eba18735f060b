import { makeDirectory, type Directory } from "../../features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../../features/territories/list-territories.ts";
import type { WebContext } from "../env.ts";

/** The network as it stands now: the one in memory may be a moment late after a change made on this very page. */
export async function presentDirectory(c: WebContext): Promise<Directory> {
  const { db, directory } = c.get("services");
  return makeDirectory(await listTerritoriesAnywhere(db), directory().portalOrigin);
}
