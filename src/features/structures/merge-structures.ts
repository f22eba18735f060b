import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touchTerritory, type Touch } from "../../platform/facts.ts";
import type { StructureId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { StructureMerged, StructureMergeUndone } from "./facts.ts";
import { insertMerge, listTouchedTerritoriesAnywhere, lockMergeAnywhere, markMerged, markStanding, markUndone, moveLinks, moveLinksBack, readRow, writeColumns, type Kept } from "./merge-store.ts";
import { canMerge, canSeeStructure } from "./policy.ts";
import { holdCensus, leaveTombstone, lockStructureAnywhere, type LockedStructure } from "./store.ts";
import { compareSoon } from "./write-structure.ts";

/** How long a merge can be undone. */
export const undoDays = 30;

export type MergeRefusal = { readonly kind: "unknown" | "forbidden" | "merged-since" | "too-late" };

// Columns that the one that goes gives to the one that stays where that one says nothing; those of a line go together.
const fillable = [
  ["acronym"], ["summary"], ["body", "body_text"], ["siret"], ["rna"], ["osm"], ["wikidata"], ["website"], ["email"], ["phone"], ["hours"], ["accessibility"], ["themes"], ["picture_id"], ["links"], ["claimed_at"],
  ["address", "postcode", "commune_code", "commune_name", "latitude", "longitude"],
] as const;

type Row = Readonly<Record<string, unknown>>;

function saysNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A text says nothing when it has no words, whatever its structure. */
function isEmpty(row: Row, columns: readonly string[]): boolean {
  return columns.filter((column) => column !== "body").every((column) => saysNothing(row[column]));
}

function fillingOf(from: Row, into: Row): Kept["filled"] {
  const groups = fillable.filter((columns) => isEmpty(into, columns) && !isEmpty(from, columns));
  return Object.fromEntries(groups.flat().map((column) => [column, { before: into[column] ?? null, after: from[column] ?? null }]));
}

/** Both, locked; whatever else concerns several structures comes before or after. */
async function lockBoth(tx: Transaction, from: StructureId, into: StructureId): Promise<[LockedStructure | null, LockedStructure | null]> {
  await holdCensus(tx);
  return [await lockStructureAnywhere(tx, from), await lockStructureAnywhere(tx, into)];
}

async function touchesAround(tx: Transaction, ids: readonly StructureId[]): Promise<Touch[]> {
  return [...(await listTouchedTerritoriesAnywhere(tx, ids)).map(touchTerritory), "network"];
}

/**
 * Makes one structure of two. The one that stays takes the contents, followers, people, requests and whatever it didn't
 * say itself; the other's addresses lead to it. What is edited at the same moment waits, then finds it merged.
 */
export async function mergeStructures({ db, viewer, now }: Context, from: StructureId, into: StructureId): Promise<Outcome<{ readonly merge: string; readonly into: LockedStructure }, MergeRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<{ merge: string; into: LockedStructure }, MergeRefusal>> => {
    const [goes, stays] = await lockBoth(tx, from, into);
    if (!goes || !stays || viewer.kind === "visitor" || !canSeeStructure(viewer, goes) || !canSeeStructure(viewer, stays)) return refused({ kind: "unknown" });
    if (!canMerge(viewer, goes, stays)) return refused({ kind: "forbidden" });
    if (goes.state === "merged" || stays.state === "merged") return refused({ kind: "merged-since" });
    const at = now();
    const touches = await touchesAround(tx, [from, into]);
    const filled = fillingOf(await readRow(tx, from), await readRow(tx, into));
    const links = await moveLinks(tx, from, into);
    const after = Object.fromEntries(Object.entries(filled).map(([column, value]) => [column, value.after]));
    await writeColumns(tx, into, after, at);
    await markMerged(tx, from, into, at);
    if (goes.state === "listed") await leaveTombstone(tx, from, into, at);
    const kept: Kept = { state: goes.state, ...links, filled };
    const merge = await insertMerge(tx, { from, into, territory: goes.territory, by: viewer.id, at, kept });
    await record<StructureMerged>(tx, { kind: "structure.merged", territory: goes.territory, subject: from, into }, touches);
    await compareSoon(tx);
    return done({ merge, into: stays });
  });
}

/** Makes two of them again within thirty days: each has what it had, save what somebody has changed since. */
export async function undoMerge({ db, viewer, now }: Context, id: string): Promise<Outcome<LockedStructure, MergeRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<LockedStructure, MergeRefusal>> => {
    await holdCensus(tx);
    const merge = await lockMergeAnywhere(tx, id);
    const [goes, stays] = merge ? await lockBoth(tx, merge.from, merge.into) : [null, null];
    if (!merge || !goes || !stays || viewer.kind === "visitor") return refused({ kind: "unknown" });
    if (!canMerge(viewer, goes, stays)) return refused({ kind: "forbidden" });
    // The later merge is undone first: what moved has moved on.
    if (stays.state === "merged") return refused({ kind: "merged-since" });
    if (Temporal.Instant.compare(merge.at.add({ hours: undoDays * 24 }), now()) < 0) return refused({ kind: "too-late" });
    const at = now();
    const { kept } = merge;
    const touches = await touchesAround(tx, [merge.from, merge.into]);
    const present = await readRow(tx, merge.into);
    const back = Object.entries(kept.filled).filter(([column, { after }]) => isDeepStrictEqual(present[column] ?? null, after));
    await moveLinksBack(tx, merge.from, merge.into, kept);
    await writeColumns(tx, merge.into, Object.fromEntries(back.map(([column, { before }]) => [column, before])), at);
    await markStanding(tx, merge.from, kept.state, at);
    await markUndone(tx, id, viewer.id, at);
    await record<StructureMergeUndone>(tx, { kind: "structure.merge_undone", territory: goes.territory, subject: merge.from, into: merge.into }, touches);
    await compareSoon(tx);
    return done(goes);
  });
}
