import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { ContentRemoved } from "./facts.ts";
import { canTakeOut } from "./policy.ts";
import { authorsOf, listToTellAnywhere, lockDossierAnywhere, markChanged, noteOf, removeItem } from "./store.ts";

/** A curator to write to about a content that left their dossier. */
export interface ToldOfLeaving {
  readonly email: string;
  readonly locale: "fr" | "en";
  readonly dossier: { readonly title: string; readonly slug: string; readonly territory: Parameters<typeof touchesOf>[0]["territory"] };
  readonly title: string;
}

/** Takes a content of one's own out of somebody's dossier: nobody stands in one against their will. Its curators are told. */
export async function takeOut({ db, viewer, now }: Context, id: ContentId, content: ContentId, tell: (tx: Transaction, told: ToldOfLeaving) => Promise<void>): Promise<Outcome<null, { readonly kind: "sign-in" | "unknown" | "forbidden" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "sign-in" | "unknown" | "forbidden" }>> => {
    const dossier = await lockDossierAnywhere(tx, id);
    const own = dossier ? await authorsOf(tx, content) : null;
    if (!dossier || !own || !(await noteOf(tx, id, content))) return refused({ kind: "unknown" });
    if (!canTakeOut(viewer, own)) return refused({ kind: "forbidden" });
    await removeItem(tx, id, content);
    await markChanged(tx, id, now());
    await record<ContentRemoved>(tx, { kind: "dossier.content_removed", territory: dossier.territory, subject: id, content }, touchesOf(dossier));
    for (const curator of await listToTellAnywhere(tx, dossier.authors)) await tell(tx, { ...curator, dossier, title: own.title });
    return done(null);
  });
}
