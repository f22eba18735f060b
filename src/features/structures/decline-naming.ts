import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touch } from "../../platform/facts.ts";
import type { ContentId, StructureId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { StructureNamingAccepted, StructureNamingDeclined } from "./facts.ts";
import { holdNames, lockNamingAnywhere, markContentChanged, putBack, takeOut, type NamingContent } from "./naming-store.ts";
import { canActFor, canSeeStructure } from "./policy.ts";
import { readStructureAnywhere, type LockedStructure } from "./store.ts";
import { touchesOfStructure } from "./write-structure.ts";

export type NamingRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" };
type Told = (tx: Transaction, to: string, about: { readonly structure: LockedStructure; readonly content: NamingContent }) => Promise<void>;
type Answer = Outcome<NamingContent, NamingRefusal>;

/**
 * Those who act for a structure take its name off a content of somebody else's, as organiser or partner: it is gone from
 * there, and who signs that content doesn't name it again until the structure takes this back. `mail` tells each of them.
 */
export async function declineNaming(context: Context, structure: StructureId, content: ContentId, mail: Told): Promise<Answer> {
  return change(context, structure, content, mail, async (tx, named) => {
    if (!canSee(context.viewer, named, context.now()) || !(await takeOut(tx, structure, content, context.now()))) return false;
    await record<StructureNamingDeclined>(tx, { kind: "structure.naming_declined", territory: named.territory, subject: structure, content }, touchesOf(named));
    return true;
  });
}

/** Agrees to be named after all: in the content where it was, and by who signs it. */
export async function acceptNaming(context: Context, structure: StructureId, content: ContentId, mail: Told): Promise<Answer> {
  return change(context, structure, content, mail, async (tx, named) => {
    if (!(await putBack(tx, structure, content))) return false;
    await record<StructureNamingAccepted>(tx, { kind: "structure.naming_accepted", territory: named.territory, subject: structure, content }, touchesOf(named));
    return true;
  });
}

async function change({ db, viewer, now }: Context, id: StructureId, contentId: ContentId, mail: Told, act: (tx: Transaction, content: NamingContent) => Promise<boolean>): Promise<Answer> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Answer> => {
    // In the order in which a content is written: the content, then the names in it. No merge comes between.
    const content = await lockNamingAnywhere(tx, contentId);
    await holdNames(tx);
    const structure = await readStructureAnywhere(tx, id);
    if (!content || !structure || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    if (!canActFor(viewer, structure)) return refused({ kind: "forbidden" });
    if (!(await act(tx, content))) return refused({ kind: "unknown" });
    await markContentChanged(tx, contentId, now());
    await touch(tx, touchesOfStructure(structure));
    for (const to of await emailsOfAnywhere(tx, content.authors)) await mail(tx, to, { structure, content });
    return done(content);
  });
}
