import type { Transaction } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind, KindDetails } from "./content.ts";
import type { Tag } from "./input.ts";
import { putOut } from "./set-standing.ts";
import { freeSlug, insertContent, lockContentAnywhere, setDetails, setTags, updateText, type ContentText } from "./store.ts";

type WriteDetails = (id: ContentId) => Promise<KindDetails>;

/** Publishes what a source announces: without a member as its author, credited to the source instead. */
export async function insertImported(tx: Transaction, content: ContentText & { readonly kind: ContentKind; readonly territory: TerritoryId; readonly slug: string; readonly tags: readonly Tag[]; readonly at: Temporal.Instant; readonly published: Temporal.Instant }, writeDetails: WriteDetails): Promise<ContentId> {
  const slug = await freeSlug(tx, content.territory, content.kind, content.slug, null);
  const id = await insertContent(tx, { ...content, slug, author: null, submission: null });
  if (!id) throw new Error("An imported content has no submission to clash with");
  await setTags(tx, { id, territory: content.territory }, content.tags, []);
  await setDetails(tx, id, await writeDetails(id));
  await putOut(tx, { id, territory: content.territory, kind: content.kind, state: "draft" }, content.published);
  return id;
}

/** Follows what changed at the source. What an animator withdrew here stays withdrawn. */
export async function updateImported(tx: Transaction, id: ContentId, text: ContentText, tags: readonly Tag[], writeDetails: WriteDetails, now: Temporal.Instant): Promise<void> {
  const content = await lockContentAnywhere(tx, id);
  if (!content) return;
  await updateText(tx, id, text, now);
  await setTags(tx, content, tags, []);
  await setDetails(tx, id, await writeDetails(id));
  if (content.state === "published") await putOut(tx, content, now);
}
