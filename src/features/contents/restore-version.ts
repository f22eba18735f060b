import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { mediaOf } from "../../platform/text/plain.ts";
import { slugify } from "../../platform/text/slug.ts";
import { writeMentions } from "../mentions/write-mentions.ts";
import { canEdit, canSee } from "./policy.ts";
import { putOut } from "./set-standing.ts";
import { freeSlug, keepVersion, lastDetails, lockContentAnywhere, moveTo, presentMedia, readVersion, setMedia, updateText } from "./store.ts";

export type RestoreRefusal = { readonly kind: "unknown" | "forbidden" };

/** Writes the words of an earlier version again, as a new one: nothing of what came between is lost. What the kind adds stays as it is now. */
export async function restoreVersion({ db, viewer, now }: Context, id: ContentId, revision: number): Promise<Outcome<ContentId, RestoreRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<ContentId, RestoreRefusal>> => {
    const content = await lockContentAnywhere(tx, id);
    if (!content || viewer.kind === "visitor" || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canEdit(viewer, content)) return refused({ kind: "forbidden" });
    const kept = await readVersion(tx, id, revision);
    if (!kept) return refused({ kind: "unknown" });
    // A picture that was deleted since leaves its place empty rather than stop everything.
    const there = await presentMedia(tx, mediaOf(kept.body));
    const text = { ...kept, body: { ...kept.body, content: kept.body.content.filter((block) => block.type !== "image" || there.has(block.attrs.media)) } };
    const details = await lastDetails(tx, id);
    await updateText(tx, id, text, now());
    await setMedia(tx, id, text);
    await writeMentions(tx, { content: id }, { body: text.body, territory: content.territory, at: now() });
    if (content.title !== text.title) await moveTo(tx, content, await freeSlug(tx, content.territory, content.kind, slugify(text.title, content.kind), id));
    await keepVersion(tx, id, viewer.id, details, now());
    if (content.state === "published") await putOut(tx, content, now());
    return done(id);
  });
}
