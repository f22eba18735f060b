import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { StructureId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import type { StructureHidden, StructureRecorded } from "./facts.ts";
import { canDecideStanding, canProposeAgain, canSeeStructure } from "./policy.ts";
import { lockStructureAnywhere, markProposed, markRefused, type LockedStructure } from "./store.ts";

export type ProposalRefusal = { readonly kind: "unknown" | "forbidden" | "decided-already" };
type Answer = Outcome<LockedStructure, ProposalRefusal>;

/** The animator doesn't let a proposed structure into the census, and says why: `mail` tells whoever recorded it, who may correct it and propose it again. */
export async function refuseProposal({ db, viewer, now }: Context, id: StructureId, reason: string, mail: (tx: Transaction, to: string, structure: LockedStructure) => Promise<void>): Promise<Answer> {
  return inTransaction(db, async (tx): Promise<Answer> => {
    const structure = await lockStructureAnywhere(tx, id);
    if (!structure || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    if (!canDecideStanding(viewer, structure)) return refused({ kind: "forbidden" });
    if (structure.state !== "proposed") return refused({ kind: "decided-already" });
    await markRefused(tx, id, reason, now());
    for (const to of structure.recordedBy ? await emailsOfAnywhere(tx, [structure.recordedBy]) : []) await mail(tx, to, structure);
    await record<StructureHidden>(tx, { kind: "structure.hidden", territory: structure.territory, subject: id }, []);
    return done(structure);
  });
}

/** Whoever recorded a structure that was refused brings it before the animator again. */
export async function proposeAgain({ db, viewer, now }: Context, id: StructureId): Promise<Answer> {
  return inTransaction(db, async (tx): Promise<Answer> => {
    const structure = await lockStructureAnywhere(tx, id);
    if (!structure || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    if (!canProposeAgain(viewer, structure)) return refused({ kind: "forbidden" });
    await markProposed(tx, id, now());
    await record<StructureRecorded>(tx, { kind: "structure.recorded", territory: structure.territory, subject: id, state: "proposed" }, []);
    return done(structure);
  });
}
