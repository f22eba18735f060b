import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touchTerritory, type Touch } from "../../platform/facts.ts";
import type { MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { slugify } from "../../platform/text/slug.ts";
import type { StructureEdited, StructureRecorded } from "./facts.ts";
import type { StructureInput } from "./input.ts";
import { canEditStructure, canSeeStructure, stateOnRecording } from "./policy.ts";
import { findSubmissionAnywhere, freeSlug, insertStructure, lockStructureAnywhere, mayUsePicture, moveTo, updateStructure, usableThemes } from "./store.ts";
import type { StructureState } from "./structure.ts";

export interface WrittenStructure {
  readonly id: StructureId;
  readonly slug: string;
  readonly state: StructureState;
  readonly territory: TerritoryId;
}

export type WriteStructureRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "not-your-picture" | "changed-meanwhile" | "merged" };

/** All pages that show a structure show its territory's or the network's census. */
export function touchesOfStructure(structure: { readonly territory: TerritoryId }): Touch[] {
  return [touchTerritory(structure.territory), "network"];
}

/** The comparison with the others that it may be the same as: soon after, once for many changes. */
export async function compareSoon(tx: Transaction): Promise<void> {
  await sendJob(tx, "compare-structures", {}, { key: "compare-structures" });
}

/** Records a structure in a territory's census. Any member may; the same submission sent twice records once. */
export async function recordStructure({ db, viewer, now }: Context, territory: { readonly id: TerritoryId; readonly moderation: "after" | "before" }, input: StructureInput, submission: string | null): Promise<Outcome<WrittenStructure, WriteStructureRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<WrittenStructure, WriteStructureRefusal>> => {
    if (input.picture && !(await mayUsePicture(tx, input.picture, viewer.id, null))) return refused({ kind: "not-your-picture" });
    const state = stateOnRecording(viewer, territory);
    const slug = await freeSlug(tx, territory.id, slugify(input.name, "structure"), null);
    const id = await insertStructure(tx, { ...input, themes: await usableThemes(tx, territory.id, input.themes, null) }, { territory: territory.id, slug, state, by: viewer.id, submission, at: now() });
    if (!id) return recordedBefore(tx, territory.id, viewer.id, submission);
    await record<StructureRecorded>(tx, { kind: "structure.recorded", territory: territory.id, subject: id, state }, state === "listed" ? touchesOfStructure({ territory: territory.id }) : []);
    await compareSoon(tx);
    return done({ id, slug, state, territory: territory.id });
  });
}

async function recordedBefore(tx: Transaction, territory: TerritoryId, member: MemberId, submission: string | null): Promise<Outcome<WrittenStructure, WriteStructureRefusal>> {
  const before = submission ? await findSubmissionAnywhere(tx, submission) : null;
  return before?.recordedBy === member ? done({ id: before.id, slug: before.slug, state: before.state, territory }) : refused({ kind: "forbidden" });
}

/** Corrects a structure. `revision` is the one that was being edited: another one stands if somebody saved meanwhile. One that was merged meanwhile isn't corrected: the one that stays is another's words too. */
export async function editStructure({ db, viewer, now }: Context, id: StructureId, input: StructureInput, revision: number | null): Promise<Outcome<WrittenStructure, WriteStructureRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<WrittenStructure, WriteStructureRefusal>> => {
    const structure = await lockStructureAnywhere(tx, id);
    if (structure?.state === "merged") return refused({ kind: "merged" });
    if (!structure || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    if (!canEditStructure(viewer, structure)) return refused({ kind: "forbidden" });
    if (revision !== null && revision !== structure.revision) return refused({ kind: "changed-meanwhile" });
    if (input.picture && !(await mayUsePicture(tx, input.picture, viewer.id, structure))) return refused({ kind: "not-your-picture" });
    await updateStructure(tx, id, { ...input, themes: await usableThemes(tx, structure.territory, input.themes, id) }, now());
    const slug = structure.name === input.name ? structure.slug : await freeSlug(tx, structure.territory, slugify(input.name, "structure"), id);
    await moveTo(tx, structure, slug);
    await record<StructureEdited>(tx, { kind: "structure.edited", territory: structure.territory, subject: id }, touchesOfStructure(structure));
    await compareSoon(tx);
    return done({ id, slug, state: structure.state, territory: structure.territory });
  });
}
