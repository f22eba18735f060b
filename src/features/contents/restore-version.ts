import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { withoutBlocks } from "../../platform/text/document.ts";
import { mediaOf } from "../../platform/text/plain.ts";
import { slugify } from "../../platform/text/slug.ts";
import { writeMentions } from "../mentions/write-mentions.ts";
import type { KindDetails } from "./content.ts";
import { canEdit, canSee } from "./policy.ts";
import { putOut } from "./set-standing.ts";
import { freeSlug, keepVersion, lastDetails, lockContentAnywhere, moveTo, presentMedia, readVersion, setDetails, setMedia, setTags, updateText, type KeptVersion } from "./store.ts";

export type RestoreRefusal = { readonly kind: "unknown" | "forbidden" };

/** Writes again what the kind adds, as a version kept it; null when it can't be read any more: then it stays as it is now. */
export type RestoreDetails = (tx: Transaction, id: ContentId, details: object) => Promise<{ readonly details: KindDetails; readonly genre?: string | null } | null>;

/**
 * Writes an earlier version again, as a new one: nothing of what came between is lost. Everything that is versioned comes
 * back; in whose name and in which community it stands isn't, since that is no word of its text.
 */
export async function restoreVersion({ db, viewer, now }: Context, id: ContentId, revision: number, restoreDetails: RestoreDetails): Promise<Outcome<ContentId, RestoreRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<ContentId, RestoreRefusal>> => {
    const content = await lockContentAnywhere(tx, id);
    if (!content || viewer.kind === "visitor" || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canEdit(viewer, content)) return refused({ kind: "forbidden" });
    const kept = await readVersion(tx, id, revision);
    if (!kept) return refused({ kind: "unknown" });
    const last = await lastDetails(tx, id);
    const restored = await restoreDetails(tx, id, kept.details);
    const text = await withPresentMedia(tx, { ...kept, genre: restored?.genre === undefined ? kept.genre : restored.genre });
    await updateText(tx, id, text, now());
    await setMedia(tx, id, text);
    await writeMentions(tx, { content: id }, { body: text.body, territory: content.territory, at: now() });
    if (kept.tags && kept.themes) await setTags(tx, content, kept.tags, kept.themes);
    if (restored) await setDetails(tx, id, restored.details);
    if (content.title !== text.title) await moveTo(tx, content, await freeSlug(tx, content.territory, content.kind, slugify(text.title, content.kind), id));
    await keepVersion(tx, id, viewer.id, restored ? kept.details : last, now());
    if (content.state === "published" || content.state === "reserved") await putOut(tx, content, now());
    return done(id);
  });
}

/** A picture that was deleted since leaves its place empty rather than stop everything. */
async function withPresentMedia(tx: Transaction, kept: KeptVersion): Promise<KeptVersion> {
  const there = await presentMedia(tx, [...(kept.lead ? [kept.lead] : []), ...mediaOf(kept.body)]);
  return {
    ...kept,
    lead: kept.lead && there.has(kept.lead) ? kept.lead : null,
    body: withoutBlocks(kept.body, (block) => block.type === "image" && !there.has(block.attrs.media)),
  };
}
