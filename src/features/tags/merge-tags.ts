import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchTerritory, type Touch } from "../../platform/facts.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TagsMerged } from "./facts.ts";
import { canMergeTags } from "./policy.ts";
import { writeTagCounts, findSynonymAnywhere, holdTags, insertSynonym, markUndone, moveContents, moveContentsBack, moveFollowers, moveFollowersBack, standingTag, type Synonym } from "./store.ts";

/** How long a merge can be undone. */
export const undoDays = 30;

export type MergeTagsRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "same" | "already" | "too-late" };

function touchesOf(territory: TerritoryId | null): Touch[] {
  return territory ? [touchTerritory(territory), "network"] : ["network", "territories"];
}

/**
 * Makes two tags one, on a territory or, by the coordination, on the network (null): what bore `from` bears `into`, whoever
 * followed it follows that, what will be written with it too, and its page leads there. Nothing is written meanwhile: a
 * content comes wholly before, and is moved, or after, and is written so.
 */
export async function mergeTags({ db, viewer, now }: Context, territory: TerritoryId | null, from: string, into: string): Promise<Outcome<Synonym, MergeTagsRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (!canMergeTags(viewer, territory)) return refused({ kind: "forbidden" });
  return inTransaction(db, async (tx): Promise<Outcome<Synonym, MergeTagsRefusal>> => {
    await holdTags(tx);
    const standing = await standingTag(tx, into, territory);
    if (standing === from) return refused({ kind: "same" });
    if ((await standingTag(tx, from, territory)) !== from) return refused({ kind: "already" });
    const pair = { territory, from, into: standing };
    const id = await insertSynonym(tx, { ...pair, by: viewer.id, at: now() });
    await moveContents(tx, id, pair);
    await moveFollowers(tx, id, pair);
    await writeTagCounts(tx, [from, standing]);
    await record<TagsMerged>(tx, { kind: "tags.merged", territory, subject: id, from, into: standing }, touchesOf(territory));
    return done({ id, ...pair, madeAt: now(), undoneAt: null });
  });
}

/** Makes them two again, within thirty days: contents and followers go back, with what was typed since. */
export async function undoMergeTags({ db, viewer, now }: Context, id: string): Promise<Outcome<Synonym, MergeTagsRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<Synonym, MergeTagsRefusal>> => {
    await holdTags(tx);
    const synonym = await findSynonymAnywhere(tx, id);
    if (!synonym || !canMergeTags(viewer, synonym.territory)) return refused({ kind: "unknown" });
    if (synonym.undoneAt) return refused({ kind: "already" });
    if (Temporal.Instant.compare(now(), synonym.madeAt.add({ hours: 24 * undoDays })) > 0) return refused({ kind: "too-late" });
    const standing = await standingTag(tx, synonym.from, synonym.territory);
    await moveContentsBack(tx, synonym, standing);
    await moveFollowersBack(tx, synonym, standing);
    await markUndone(tx, id, viewer.id, now());
    await writeTagCounts(tx, [synonym.from, standing]);
    await record<TagsMerged>(tx, { kind: "tags.merge_undone", territory: synonym.territory, subject: id, from: synonym.from, into: synonym.into }, touchesOf(synonym.territory));
    return done(synonym);
  });
}
