import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { LeavingChoice } from "../members/leaving.ts";
import { emailOfAnywhere } from "./find-account.ts";
import { passwordMatches } from "./password.ts";
import { passwordOf } from "./store.ts";
import { issueToken, useToken } from "./token-store.ts";

/** Asks to be erased: the password again, then a link to the member's own address. Nothing is gone until it is used. */
export async function askToLeave(db: Database, now: Temporal.Instant, member: MemberId, input: { password: string; choice: LeavingChoice }, mail: (tx: Transaction, to: string, secret: string) => Promise<void>): Promise<Outcome<null, "mismatch">> {
  if (!(await passwordMatches(input.password, await passwordOf(db, member)))) return refused("mismatch" as const);
  await inTransaction(db, async (tx) => {
    const email = await emailOfAnywhere(tx, member);
    if (email) await mail(tx, email, await issueToken(tx, now, { kind: "leave", user: member, payload: { choice: input.choice }, seconds: 24 * 3600 }));
  });
  return done(null);
}

/** Whose link this is and what they chose; used once. */
export async function takeLeave(tx: Transaction, now: Temporal.Instant, secret: string): Promise<{ member: MemberId; choice: LeavingChoice } | null> {
  const token = await useToken<{ choice: LeavingChoice }>(tx, now, "leave", secret);
  return token?.user ? { member: token.user as MemberId, choice: token.payload.choice } : null;
}
