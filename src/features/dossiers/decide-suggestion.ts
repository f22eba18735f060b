import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { MemberId, SuggestionId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { wordOf } from "./add-content.ts";
import { mostItems } from "./dossier.ts";
import type { ContentListed, SuggestionDecided } from "./facts.ts";
import { canArrange } from "./policy.ts";
import { countItemsAnywhere, insertItem, isPublicContentAnywhere, lockDossierAnywhere, markChanged, type LockedDossier } from "./store.ts";
import { closeSuggestion, deleteSuggestion, findWaitingAnywhere } from "./suggestion-store.ts";

export type DecideRefusal = { readonly kind: "sign-in" | "unknown" | "gone" | "full" };

export interface Decision {
  readonly accepted: boolean;
  /** What the suggester is told besides. */
  readonly answer: string;
}

/** Takes a suggested content into the dossier, or says no; `tell` lets the suggester know. What stopped being public meanwhile isn't taken in. */
export async function decideSuggestion({ db, viewer, now }: Context, id: SuggestionId, decision: Decision, tell: (tx: Transaction, dossier: LockedDossier, suggester: MemberId) => Promise<void>): Promise<Outcome<LockedDossier, DecideRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<LockedDossier, DecideRefusal>> => {
    const waiting = await findWaitingAnywhere(tx, id);
    const dossier = waiting ? await lockDossierAnywhere(tx, waiting.dossier) : null;
    if (!waiting || !dossier || !canSee(viewer, dossier, now()) || !canArrange(viewer, dossier)) return refused({ kind: "unknown" });
    if (decision.accepted && !(await isPublicContentAnywhere(tx, waiting.content, now()))) return refused({ kind: "gone" });
    if (decision.accepted && (await countItemsAnywhere(tx, dossier.id)) >= mostItems) return refused({ kind: "full" });
    const closed = await closeSuggestion(tx, id, { state: decision.accepted ? "accepted" : "refused", answer: wordOf(decision.answer), by: viewer.id, at: now() });
    if (!closed) return refused({ kind: "unknown" });
    if (decision.accepted && (await insertItem(tx, { dossier: dossier.id, content: waiting.content, section: null, note: null, by: waiting.member, at: now() }))) {
      await markChanged(tx, dossier.id, now());
      await record<ContentListed>(tx, { kind: "dossier.content_listed", territory: dossier.territory, subject: dossier.id, content: waiting.content }, touchesOf(dossier));
    }
    await record<SuggestionDecided>(tx, { kind: "dossier.suggestion_decided", territory: dossier.territory, subject: dossier.id, content: waiting.content, by: waiting.member, accepted: decision.accepted }, []);
    await tell(tx, dossier, waiting.member);
    return done(dossier);
  });
}

/** Takes back a suggestion of one's own that nobody has answered. */
export async function takeBackSuggestion({ db, viewer }: Context, id: SuggestionId): Promise<Outcome<null, DecideRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, DecideRefusal>> => ((await deleteSuggestion(tx, id, viewer.id)) ? done(null) : refused({ kind: "unknown" })));
}
