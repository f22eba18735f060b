import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { touch, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canSee } from "../contents/policy.ts";
import { forgettingOf } from "./call.ts";
import type { CallInput } from "./input.ts";
import { canCollect } from "./policy.ts";
import { findKeepMonthsAnywhere, lockContentAnywhere, setTimes, writeCallRow } from "./store.ts";

export type CallRefusal = { readonly kind: "unknown" };

/** Sets up, or changes, the form that a content collects answers with. `find` reads the content and its deadline, locked. */
export async function writeCall({ db, viewer, now }: Context, id: ContentId, input: CallInput, find: (tx: Transaction) => Promise<{ readonly content: ContentStanding; readonly closesAt: Temporal.Instant; readonly zone: string } | null>): Promise<Outcome<null, CallRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, CallRefusal>> => {
    await lockContentAnywhere(tx, id);
    const found = await find(tx);
    if (!found || !canSee(viewer, found.content, now()) || !canCollect(viewer, found.content)) return refused({ kind: "unknown" });
    await writeCallRow(tx, id, input, { closesAt: found.closesAt, forgetAt: forgettingOf(found.closesAt, input.keepMonths, found.zone) });
    await touch(tx, [touchContent(id)]);
    return done(null);
  });
}

/** A deadline that moves takes the call's with it, and the day when its answers go. */
export async function moveCall(tx: Transaction, content: ContentId, closesAt: Temporal.Instant, zone: string): Promise<void> {
  const months = await findKeepMonthsAnywhere(tx, content);
  if (months !== null) await setTimes(tx, content, { closesAt, forgetAt: forgettingOf(closesAt, months, zone) });
}
