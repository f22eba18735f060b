import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { canArrange } from "./policy.ts";
import { insertItem, lockDossierAnywhere, markChanged, orderOf, removeItem, writeOrder, type LockedDossier } from "./store.ts";
import { closeWaitingOf } from "./suggestion-store.ts";

/** What a dossier of another server holds, in its order, as its curator says there. Told to nobody: they know. */
export async function keepEntries({ db, viewer, now }: Context, id: ContentId, entries: readonly ContentId[]): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  return inTransaction(db, async (tx) => {
    const dossier = await lockDossierAnywhere(tx, id);
    if (!dossier || !canArrange(viewer, dossier)) return false;
    const before = (await orderOf(tx, id)).flatMap((part) => part.contents);
    if (before.join() === entries.join()) return true;
    for (const gone of before.filter((each) => !entries.includes(each))) await removeItem(tx, id, gone);
    for (const fresh of entries.filter((each) => !before.includes(each))) await insertItem(tx, { dossier: id, content: fresh, section: null, note: null, by: viewer.id, at: now() });
    await writeOrder(tx, id, [{ section: null, contents: [...entries] }]);
    await markChanged(tx, id, now());
    await touch(tx, touchesOf(dossier));
    return true;
  });
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
