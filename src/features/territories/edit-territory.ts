import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TerritoryEdited } from "./facts.ts";
import type { SettingsInput } from "./input.ts";
import { canAnimate } from "./policy.ts";
import { setSettings } from "./store.ts";

/** Its animators set a territory's name, texts, colour, clock, languages and way of moderating; nobody else does. */
export async function editTerritory({ db, viewer }: Context, territory: TerritoryId, input: SettingsInput): Promise<Outcome<null, "forbidden">> {
  if (!canAnimate(viewer, territory)) return refused("forbidden" as const);
  await inTransaction(db, async (tx) => {
    await setSettings(tx, territory, input);
    await record<TerritoryEdited>(tx, { kind: "territory.edited", territory, subject: territory }, ["territories", "network", touchTerritory(territory)]);
  });
  return done(null);
}
