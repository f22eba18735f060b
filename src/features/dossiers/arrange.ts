import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { newId, type ContentId, type SectionId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import { refreshSearch, touchesOf } from "../contents/set-standing.ts";
import { moved, mostSections, type Move } from "./dossier.ts";
import type { Arranged, ContentRemoved } from "./facts.ts";
import { readNote } from "./note.ts";
import { canArrange } from "./policy.ts";
import { deleteSection, insertSection, lockDossierAnywhere, markChanged, noteOf, orderOf, orderSections, removeItem, renameSection, sectionRevision, sectionsOf, writeNote, writeOrder, type LockedDossier } from "./store.ts";

/** What a curator does to the order of a dossier. Each is small, and says itself in relation to what is there. */
export type Arrangement =
  | { readonly kind: "move"; readonly content: ContentId; readonly move: Move }
  /** `revision`: what its writer had before their eyes; null writes whatever stands. */
  | { readonly kind: "note"; readonly content: ContentId; readonly note: string; readonly revision: number | null }
  | { readonly kind: "remove"; readonly content: ContentId }
  | { readonly kind: "add-section"; readonly title: string }
  | { readonly kind: "rename-section"; readonly section: SectionId; readonly title: string; readonly revision: number | null }
  | { readonly kind: "move-section"; readonly section: SectionId; readonly by: -1 | 1 }
  | { readonly kind: "remove-section"; readonly section: SectionId };

export type ArrangeRefusal = { readonly kind: "unknown" | "forbidden" | "gone" | "changed-meanwhile" | "too-many-sections" };

/**
 * Moves, annotates or takes out a content; adds, names, moves or takes away a section. Curators at work at the same time
 * wait for each other: both moves hold, and of two who write the same note the second is told.
 */
export async function arrange({ db, viewer, now }: Context, id: ContentId, arrangement: Arrangement): Promise<Outcome<LockedDossier, ArrangeRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<LockedDossier, ArrangeRefusal>> => {
    const dossier = await lockDossierAnywhere(tx, id);
    if (!dossier || !canSee(viewer, dossier, now())) return refused({ kind: "unknown" });
    if (!canArrange(viewer, dossier)) return refused({ kind: "forbidden" });
    const refusal = await apply(tx, id, arrangement);
    if (refusal) return refused({ kind: refusal });
    await markChanged(tx, id, now());
    if (dossier.state === "published" && arrangement.kind.endsWith("section")) await refreshSearch(tx, id);
    const about = { territory: dossier.territory, subject: id };
    if (arrangement.kind === "remove") await record<ContentRemoved>(tx, { kind: "dossier.content_removed", ...about, content: arrangement.content }, touchesOf(dossier));
    else await record<Arranged>(tx, { kind: "dossier.arranged", ...about }, touchesOf(dossier));
    return done(dossier);
  });
}

async function apply(tx: Transaction, dossier: ContentId, arrangement: Arrangement): Promise<"gone" | "changed-meanwhile" | "too-many-sections" | null> {
  switch (arrangement.kind) {
    case "move": {
      const order = moved(await orderOf(tx, dossier), arrangement.content, arrangement.move);
      if (!order) return "gone";
      await writeOrder(tx, dossier, order);
      return null;
    }
    case "note": {
      const present = await noteOf(tx, dossier, arrangement.content);
      if (!present) return "gone";
      if (arrangement.revision !== null && arrangement.revision !== present.revision) return "changed-meanwhile";
      await writeNote(tx, dossier, arrangement.content, readNote(arrangement.note));
      return null;
    }
    case "remove":
      await removeItem(tx, dossier, arrangement.content);
      return null;
    case "add-section":
      if ((await sectionsOf(tx, dossier)).length >= mostSections) return "too-many-sections";
      await insertSection(tx, { id: newId<SectionId>(), dossier, title: arrangement.title });
      return null;
    default:
      return applyToSection(tx, dossier, arrangement);
  }
}

async function applyToSection(tx: Transaction, dossier: ContentId, arrangement: Extract<Arrangement, { section: SectionId }>): Promise<"gone" | "changed-meanwhile" | null> {
  const revision = await sectionRevision(tx, dossier, arrangement.section);
  if (revision === null) return "gone";
  if (arrangement.kind === "rename-section") {
    if (arrangement.revision !== null && arrangement.revision !== revision) return "changed-meanwhile";
    await renameSection(tx, arrangement.section, arrangement.title);
    return null;
  }
  const order = await orderOf(tx, dossier);
  const at = order.findIndex((part) => part.section === arrangement.section);
  if (arrangement.kind === "move-section") {
    const to = at + arrangement.by;
    // The head of the dossier, before any section, stays first.
    if (to < 1 || to >= order.length) return null;
    const next = order.toSpliced(at, 1).toSpliced(to, 0, ...order.slice(at, at + 1));
    await orderSections(tx, dossier, next.flatMap((part) => (part.section ? [part.section] : [])));
    await writeOrder(tx, dossier, next);
    return null;
  }
  // Its contents go to the end of what stood before it: taking a heading away takes nothing else.
  const [before, own] = [order[at - 1], order[at]];
  const next = order.flatMap((part) => (part === own ? [] : part === before ? [{ ...part, contents: [...part.contents, ...(own?.contents ?? [])] }] : [part]));
  await writeOrder(tx, dossier, next);
  await deleteSection(tx, arrangement.section);
  return null;
}
