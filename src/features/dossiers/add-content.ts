import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { ContentId, MemberId, SectionId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { longestWord, mostItems } from "./dossier.ts";
import type { Arranged, ContentListed, ContentProposed } from "./facts.ts";
import { readNote } from "./note.ts";
import { canArrange, whenAdding } from "./policy.ts";
import { countItemsAnywhere, insertItem, isPublicContentAnywhere, lockDossierAnywhere, markChanged, type LockedDossier } from "./store.ts";
import { insertSuggestion, isListed } from "./suggestion-store.ts";

export interface AddContent {
  readonly dossier: ContentId;
  readonly content: ContentId;
  readonly section?: SectionId | null;
  /** The curator's note in Markdown, or the word with which it is suggested. */
  readonly note: string;
  /** It was in until a moment ago, since then: put back by a curator, it is no addition. */
  readonly inSince?: Temporal.Instant | undefined;
}

export interface Added {
  readonly dossier: LockedDossier;
  readonly verdict: "listed" | "proposed";
}

export type AddRefusal = { readonly kind: "sign-in" | "unknown" | "closed" | "already-there" | "full" };

/**
 * Puts a published content of any territory at the end of a dossier of any territory, with a word of the curator's; or
 * suggests it to the curators where the dossier takes suggestions. `tell` is called with the curators when the first
 * suggestion comes to wait for them.
 */
export async function addContent({ db, viewer, now }: Context, input: AddContent, tell?: (tx: Transaction, dossier: LockedDossier, curators: readonly MemberId[]) => Promise<void>): Promise<Outcome<Added, AddRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<Added, AddRefusal>> => {
    const dossier = await lockDossierAnywhere(tx, input.dossier);
    if (!dossier || !canSee(viewer, dossier, now()) || input.content === input.dossier) return refused({ kind: "unknown" });
    const verdict = whenAdding(viewer, dossier);
    if (verdict === "closed") return refused({ kind: "closed" });
    if (!(await isPublicContentAnywhere(tx, input.content, now()))) return refused({ kind: "unknown" });
    if ((await countItemsAnywhere(tx, dossier.id)) >= mostItems) return refused({ kind: "full" });
    if (verdict === "proposed") {
      if (await isListed(tx, dossier.id, input.content)) return refused({ kind: "already-there" });
      const waiting = await insertSuggestion(tx, { dossier: dossier.id, content: input.content, member: viewer.id, word: wordOf(input.note), at: now() });
      if (waiting === 0) return refused({ kind: "already-there" });
      await record<ContentProposed>(tx, { kind: "dossier.content_proposed", territory: dossier.territory, subject: dossier.id, content: input.content, by: viewer.id }, []);
      if (waiting === 1) await tell?.(tx, dossier, dossier.authors);
      return done({ dossier, verdict });
    }
    const added = await insertItem(tx, { dossier: dossier.id, content: input.content, section: input.section ?? null, note: readNote(input.note), by: viewer.id, at: input.inSince && Temporal.Instant.compare(input.inSince, now()) < 0 ? input.inSince : now() });
    if (!added) return refused({ kind: "already-there" });
    await markChanged(tx, dossier.id, now());
    const about = { territory: dossier.territory, subject: dossier.id };
    if (input.inSince && canArrange(viewer, dossier)) await record<Arranged>(tx, { kind: "dossier.arranged", ...about }, touchesOf(dossier));
    else await record<ContentListed>(tx, { kind: "dossier.content_listed", ...about, content: input.content }, touchesOf(dossier));
    return done({ dossier, verdict });
  });
}

export function wordOf(typed: string): string {
  return typed.replace(/(?!\n)\p{Cc}/gu, "").trim().slice(0, longestWord);
}
