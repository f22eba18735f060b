import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touch } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { ContentListed } from "./facts.ts";
import { canAdd, canArrange, type DossierStanding } from "./policy.ts";
import { insertItem, isPublicContentAnywhere, itemsOf, lockDossierAnywhere, markChanged, removeItem, reorder, writeNote } from "./store.ts";

export const longestNote = 2000;

export type AddRefusal = { readonly kind: "sign-in" | "unknown" | "closed" | "already-there" };

/** Puts a published content of any territory at the end of a dossier of any territory, with a word of the curator's. */
export async function addContent({ db, viewer, now }: Context, input: { dossier: ContentId; content: ContentId; note: string }): Promise<Outcome<DossierStanding, AddRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<DossierStanding, AddRefusal>> => {
    const dossier = await lockDossierAnywhere(tx, input.dossier);
    if (!dossier || !canSee(viewer, dossier, now()) || input.content === input.dossier) return refused({ kind: "unknown" });
    if (!canAdd(viewer, dossier)) return refused({ kind: "closed" });
    if (!(await isPublicContentAnywhere(tx, input.content, now()))) return refused({ kind: "unknown" });
    const added = await insertItem(tx, { ...input, note: input.note.slice(0, longestNote), by: viewer.id, at: now() });
    if (!added) return refused({ kind: "already-there" });
    await markChanged(tx, dossier.id, now());
    await record<ContentListed>(tx, { kind: "dossier.content_listed", territory: dossier.territory, subject: dossier.id, content: input.content }, touchesOf(dossier));
    return done(dossier);
  });
}

export type ArrangeRefusal = { readonly kind: "unknown" | "forbidden" };
export type Arrangement =
  | { readonly kind: "move"; readonly content: ContentId; readonly by: -1 | 1 }
  | { readonly kind: "note"; readonly content: ContentId; readonly note: string }
  | { readonly kind: "remove"; readonly content: ContentId };

/** Moves, annotates or takes out an item. */
export async function arrange({ db, viewer, now }: Context, id: ContentId, arrangement: Arrangement): Promise<Outcome<DossierStanding, ArrangeRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<DossierStanding, ArrangeRefusal>> => {
    const dossier = await lockDossierAnywhere(tx, id);
    if (!dossier || !canSee(viewer, dossier, now())) return refused({ kind: "unknown" });
    if (!canArrange(viewer, dossier)) return refused({ kind: "forbidden" });
    await apply(tx, id, arrangement);
    await markChanged(tx, id, now());
    await touch(tx, touchesOf(dossier));
    return done(dossier);
  });
}

async function apply(tx: Transaction, dossier: ContentId, arrangement: Arrangement): Promise<void> {
  if (arrangement.kind === "note") return writeNote(tx, dossier, arrangement.content, arrangement.note.slice(0, longestNote));
  if (arrangement.kind === "remove") return removeItem(tx, dossier, arrangement.content);
  const order = await itemsOf(tx, dossier);
  const from = order.indexOf(arrangement.content);
  const to = from + arrangement.by;
  if (from < 0 || to < 0 || to >= order.length) return;
  order.splice(to, 0, ...order.splice(from, 1));
  await reorder(tx, dossier, order);
}
