import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database } from "../../platform/database.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { deleteOlder, deleteSurplus, markFinished, upsertWriting } from "./store.ts";
import { daysKept, largestWriting, mostKept, type KeepWriting, type WritingId } from "./writing.ts";

export type KeepRefusal = { readonly kind: "sign-in" | "too-large" | "finished" };

/** Keeps what a form holds while it is typed. Callers have seen that the member may write the content. What was saved meanwhile isn't begun again. */
export async function keepWriting({ db, viewer, now }: Context, writing: KeepWriting): Promise<Outcome<Temporal.Instant, KeepRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (writing.fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > largestWriting) return refused({ kind: "too-large" });
  return inTransaction(db, async (tx): Promise<Outcome<Temporal.Instant, KeepRefusal>> => {
    const at = now();
    if (!(await upsertWriting(tx, { ...writing, title: writing.title.slice(0, 200), member: viewer.id, at }))) return refused({ kind: "finished" });
    await deleteSurplus(tx, viewer.id, mostKept);
    return done(at);
  });
}

/** Lets go of writings that were saved or given up. One's own only; those of others are passed over. */
export async function finishWritings({ db, viewer, now }: Context, ids: readonly WritingId[]): Promise<void> {
  if (viewer.kind === "visitor" || ids.length === 0) return;
  await inTransaction(db, (tx) => markFinished(tx, viewer.id, ids, now()));
}

/** What the clock does: forgets what nobody came back to. */
export async function forgetOldWritings(db: Database, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => deleteOlder(tx, now.subtract({ hours: daysKept * 24 })));
}
