import type { Transaction } from "../../platform/database.ts";
import { newId, type ContentId, type TerritoryId } from "../../platform/ids.ts";
import { slugify } from "../../platform/text/slug.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import type { ContentKind } from "./content.ts";
import { insertCopies, type Copy } from "./copy-store.ts";
import { findSubmissionAnywhere, freeSlug } from "./store.ts";

export interface Copied {
  readonly id: ContentId;
  readonly slug: string;
}

/**
 * Makes a draft of each of these contents of one territory, in order, by this member. The first carries the submission:
 * what was made of it before is answered as null. The kind's own rows are written by its feature.
 */
export async function copyContents(tx: Transaction, by: MemberViewer, contents: readonly { readonly id: ContentId; readonly title: string; readonly details: object }[], more: { readonly territory: TerritoryId; readonly kind: ContentKind; readonly submission: string; readonly at: Temporal.Instant }): Promise<Copied[] | null> {
  if (await findSubmissionAnywhere(tx, more.submission, by.id)) return null;
  const copies: Copy[] = [];
  const promised = new Set<string>();
  for (const [index, { id, title, details }] of contents.entries()) {
    // Two of one family may have one title.
    const slug = await freeSlug(tx, more.territory, more.kind, slugify(title, more.kind), null, promised);
    promised.add(slug);
    copies.push({ from: id, to: newId<ContentId>(), slug, title, details, submission: index === 0 ? more.submission : null });
  }
  await insertCopies(tx, copies, by, more.at);
  return copies.map(({ to, slug }) => ({ id: to, slug }));
}
