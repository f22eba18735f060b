import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { StructureId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { StructureHidden, StructureListed } from "./facts.ts";
import { canDecideStanding, canSeeStructure } from "./policy.ts";
import { lockStructureAnywhere, setState, type LockedStructure } from "./store.ts";
import { compareSoon, touchesOfStructure } from "./write-structure.ts";

/** The animator lets a structure into the census, or takes it from there. What was merged is past deciding. */
export async function decideStanding({ db, viewer, now }: Context, id: StructureId, state: "listed" | "hidden"): Promise<Outcome<LockedStructure, { readonly kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<LockedStructure, { readonly kind: "unknown" | "forbidden" }>> => {
    const structure = await lockStructureAnywhere(tx, id);
    if (!structure || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    if (!canDecideStanding(viewer, structure)) return refused({ kind: "forbidden" });
    if (structure.state === state) return done(structure);
    await setState(tx, id, state, now());
    const about = { territory: structure.territory, subject: id };
    if (state === "listed") await record<StructureListed>(tx, { kind: "structure.listed", ...about }, touchesOfStructure(structure));
    else await record<StructureHidden>(tx, { kind: "structure.hidden", ...about }, touchesOfStructure(structure));
    await compareSoon(tx);
    return done(structure);
  });
}
