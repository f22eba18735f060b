import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { MemberId, StructureId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canAnimate } from "../territories/policy.ts";
import type { StructurePeopleChanged } from "./facts.ts";
import { canManagePeople, canSeeStructure } from "./policy.ts";
import { deletePerson, lockStructureAnywhere, setPerson, type LockedStructure } from "./store.ts";
import type { StructureRole } from "./structure.ts";
import { touchesOfStructure } from "./write-structure.ts";

export type PeopleRefusal = { readonly kind: "unknown" | "forbidden" | "last-owner" };

/**
 * Gives a member a role in a structure, or takes it (null). Owners and the animator may; anybody may leave. The last
 * owner hands over first: only the animator may leave a structure without one.
 */
export async function setRole({ db, viewer, now }: Context, id: StructureId, member: MemberId, role: StructureRole | null): Promise<Outcome<LockedStructure, PeopleRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<LockedStructure, PeopleRefusal>> => {
    const structure = await lockStructureAnywhere(tx, id);
    if (!structure || viewer.kind === "visitor" || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    const leaving = role === null && member === viewer.id;
    if (!leaving && !canManagePeople(viewer, structure)) return refused({ kind: "forbidden" });
    const present = structure.people.find((each) => each.member === member);
    if (role === null && !present) return done(structure);
    const owners = structure.people.filter((each) => each.role === "owner");
    const last = present?.role === "owner" && owners.length === 1 && role !== "owner";
    if (last && !canAnimate(viewer, structure.territory)) return refused({ kind: "last-owner" });
    if (role === null) await deletePerson(tx, id, member);
    else await setPerson(tx, id, member, role, now());
    await record<StructurePeopleChanged>(tx, { kind: "structure.people_changed", territory: structure.territory, subject: id, member }, touchesOfStructure(structure));
    return done(structure);
  });
}
