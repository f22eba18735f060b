import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database } from "../../platform/database.ts";
import type { StructureId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { findDuplicatesAnywhere } from "./find-duplicates.ts";
import { dismissLikeness, takeUncompared, writeLikenesses } from "./likeness-store.ts";
import { canDecideStanding } from "./policy.ts";
import { holdCensus, lockStructureAnywhere } from "./store.ts";

/** What the clock does: compares what was recorded or corrected with the rest of the census. Bears being run twice, or by two. */
export async function compareStructures(db: Database, now: () => Temporal.Instant, atMost = 2000): Promise<number> {
  for (let compared = 0; compared < atMost; compared++) {
    const more = await inTransaction(db, async (tx) => {
      const structure = await takeUncompared(tx);
      if (structure) await writeLikenesses(tx, structure.id, await findDuplicatesAnywhere(tx, structure, ["listed", "proposed"], 10), now());
      return structure !== null;
    });
    if (!more) return compared;
  }
  return atMost;
}

/** The animator of either says that these two are two. The pair isn't shown again. */
export async function keepApart({ db, viewer, now }: Context, a: StructureId, b: StructureId): Promise<Outcome<null, { readonly kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "unknown" | "forbidden" }>> => {
    await holdCensus(tx);
    const [first, second] = [await lockStructureAnywhere(tx, a < b ? a : b), await lockStructureAnywhere(tx, a < b ? b : a)];
    if (!first || !second || viewer.kind === "visitor") return refused({ kind: "unknown" });
    if (!canDecideStanding(viewer, first) && !canDecideStanding(viewer, second)) return refused({ kind: "forbidden" });
    return (await dismissLikeness(tx, a, b, viewer.id, now())) ? done(null) : refused({ kind: "unknown" });
  });
}
