import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { wideWorld } from "../territories/territory.ts";
import { readContentsElsewhere, setTerritory, spread } from "./standing-store.ts";
import { freeSlug } from "./store.ts";

const atOnce = 100;

/**
 * What another server published, between the wide world and a territory of the network: its server joined, or left. From then on it is
 * in the network's lists, or in none. `writeDetails` writes again what the kind of each keeps beside. How many there were.
 */
export async function moveElsewhere(db: Database, territory: TerritoryId, origin: string, into: "network" | "world", at: Temporal.Instant, writeDetails: (tx: Transaction, id: ContentId) => Promise<void>): Promise<number> {
  const [from, to] = into === "network" ? [wideWorld, territory] : [territory, wideWorld];
  for (let moved = 0; ;) {
    const batch = await inTransaction(db, async (tx) => {
      const contents = await readContentsElsewhere(tx, from, into === "network" ? origin : null, atOnce);
      for (const { id, state, kind, slug } of contents) {
        // Its address may be somebody's where it goes.
        await setTerritory(tx, id, { territory: to, kind, slug: await freeSlug(tx, to, kind, slug, id) }, at);
        await writeDetails(tx, id);
        if (state === "published") await spread(tx, id);
      }
      if (contents.length > 0) await touch(tx, ["network", ...contents.map(({ id }) => `content:${id}` as const)]);
      return contents.length;
    });
    moved += batch;
    if (batch < atOnce) return moved;
  }
}
