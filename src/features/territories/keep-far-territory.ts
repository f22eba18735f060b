import type { Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import { idFrom, type TerritoryId } from "../../platform/ids.ts";
import { emptyDocument } from "../../platform/text/document.ts";
import { slugify } from "../../platform/text/slug.ts";
import { dropFarTerritory, writeFarTerritory } from "./store.ts";
import type { FarTerritory } from "./territory.ts";

/** Once nothing that is published there stands here any more, it is of no list. */
export async function forgetFarTerritory(tx: Transaction, id: TerritoryId): Promise<void> {
  await dropFarTerritory(tx, id);
  await touch(tx, ["territories", "network"]);
}

/** Gives a territory of another server its place here, for what is published there; told otherwise, it is written again. */
export async function keepFarTerritory(tx: Transaction, host: string, far: Omit<FarTerritory, "slug">, at: Temporal.Instant): Promise<void> {
  const id = idFrom<TerritoryId>(`territory ${host}`);
  const slug = `${slugify(host.replaceAll(/[.:]/g, " "), "territory").slice(0, 30).replace(/-+$/, "")}-${id.slice(0, 8)}`;
  if (await writeFarTerritory(tx, id, { ...far, slug }, emptyDocument, at)) await touch(tx, ["territories", "network"]);
}
