import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import { newId, type ContentId, type MemberId, type SectionId } from "../../platform/ids.ts";
import { refreshSearch, touchesOf } from "../contents/set-standing.ts";
import { canArrange } from "./policy.ts";
import { deleteSection, insertItem, insertSection, lockDossierAnywhere, markChanged, orderOf, orderSections, removeItem, titledSectionsOf, writeOrder, type LockedDossier, type TitledSection } from "./store.ts";
import { closeWaitingOf } from "./suggestion-store.ts";

/** A heading of a dossier of another server and what stands under it; the first has none, and holds what stands before any. */
export interface KeptSection {
  readonly title: string;
  readonly contents: readonly ContentId[];
}

/** What a dossier of another server holds, in its order and under its headings, as its curator says there. Told to nobody: they know. */
export async function keepEntries({ db, viewer, now }: Context, id: ContentId, outline: readonly KeptSection[]): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  return inTransaction(db, async (tx) => {
    const dossier = await lockDossierAnywhere(tx, id);
    if (!dossier || !canArrange(viewer, dossier)) return false;
    const [order, titled] = [await orderOf(tx, id), await titledSectionsOf(tx, id)];
    const [before, entries] = [order.flatMap((part) => part.contents), outline.flatMap((part) => part.contents)];
    const headings = outline.slice(1).map((part) => part.title);
    const sameHeadings = titled.map((each) => each.title).join("\n") === headings.join("\n");
    if (sameHeadings && order.every((part, index) => part.contents.join() === (outline[index]?.contents ?? []).join())) return true;
    for (const gone of before.filter((each) => !entries.includes(each))) await removeItem(tx, id, gone);
    for (const fresh of entries.filter((each) => !before.includes(each))) await insertItem(tx, { dossier: id, content: fresh, section: null, note: null, by: viewer.id, at: now() });
    const sections = sameHeadings ? titled.map((each) => each.id) : await keepHeadings(tx, id, titled, headings);
    await writeOrder(tx, id, outline.map(({ contents }, index) => ({ section: sections[index - 1] ?? null, contents })));
    for (const each of titled) if (!sections.includes(each.id)) await deleteSection(tx, each.id);
    await markChanged(tx, id, now());
    if (dossier.state === "published" && !sameHeadings) await refreshSearch(tx, id);
    await touch(tx, touchesOf(dossier));
    return true;
  });
}

/** The headings as they are now, in their order: one that is called as before stays the one that it was. */
async function keepHeadings(tx: Transaction, dossier: ContentId, titled: readonly TitledSection[], headings: readonly string[]): Promise<SectionId[]> {
  const left = [...titled];
  const kept: SectionId[] = [];
  for (const title of headings) {
    const at = left.findIndex((each) => each.title === title);
    const [same] = at < 0 ? [] : left.splice(at, 1);
    const id = same?.id ?? newId<SectionId>();
    if (!same) await insertSection(tx, { id, dossier, title });
    kept.push(id);
  }
  await orderSections(tx, dossier, kept);
  return kept;
}

/** Those who keep a dossier of another server answer what one of ours proposed; `tell` lets them know. False when nothing waited. */
export async function keepSuggestionAnswer(db: Database, proposed: { readonly dossier: ContentId; readonly content: ContentId; readonly member: MemberId }, accepted: boolean, at: Temporal.Instant, tell: (tx: Transaction, dossier: LockedDossier) => Promise<void>): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const dossier = await lockDossierAnywhere(tx, proposed.dossier);
    if (!dossier || !(await closeWaitingOf(tx, proposed, accepted ? "accepted" : "refused", at))) return false;
    await tell(tx, dossier);
    return true;
  });
}
