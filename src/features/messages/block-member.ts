import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { deleteBlock, writeAcceptance, writeBlock } from "./blocking-store.ts";
import type { Acceptance } from "./message.ts";

/** From now on nothing that they write is shown to this member, who isn't written to either; they aren't told. Or they are heard again. */
export async function blockMember({ db, viewer, now }: Context, other: MemberId, blocked: boolean): Promise<Outcome<null, { readonly kind: "sign-in" }>> {
  if (viewer.kind === "visitor" || viewer.visiting) return refused({ kind: "sign-in" });
  await inTransaction(db, (tx) => (blocked ? writeBlock(tx, viewer.id, other, now()) : deleteBlock(tx, viewer.id, other)));
  return done(null);
}

/** From whom this member takes messages from now on. */
export async function chooseAcceptance({ db, viewer }: Context, accepts: Acceptance): Promise<Outcome<null, { readonly kind: "sign-in" }>> {
  if (viewer.kind === "visitor" || viewer.visiting) return refused({ kind: "sign-in" });
  await inTransaction(db, async (tx) => {
    await writeAcceptance(tx, viewer.id, accepts);
    // Their page says whether one can write to them.
    await touch(tx, [`member:${viewer.id}`]);
  });
  return done(null);
}
