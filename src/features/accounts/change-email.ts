import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailOfAnywhere, findAccountAnywhere } from "./find-account.ts";
import { passwordMatches } from "./password.ts";
import type { SignUpMail } from "./sign-up.ts";
import { passwordOf, setEmail } from "./store.ts";
import { issueToken, useToken } from "./token-store.ts";

/** Asks to change the address: the password again, then a link sent to the new one. That an address is taken is told to it alone. */
export async function askForNewEmail(db: Database, now: Temporal.Instant, member: MemberId, input: { email: string; password: string }, mail: (tx: Transaction, what: SignUpMail) => Promise<void>): Promise<Outcome<null, "mismatch">> {
  if (!(await passwordMatches(input.password, await passwordOf(db, member)))) return refused("mismatch" as const);
  await inTransaction(db, async (tx) => {
    const taken = await findAccountAnywhere(tx, input.email);
    const secret = await issueToken(tx, now, { kind: "change-email", user: member, payload: { email: input.email }, seconds: 24 * 3600 });
    await mail(tx, taken ? { kind: "known" } : { kind: "confirm", secret });
  });
  return done(null);
}

/** The link of the new address was opened. The old one is told, so that a thief can't do it unseen. */
export async function confirmNewEmail(db: Database, now: Temporal.Instant, secret: string, tell: (tx: Transaction, formerEmail: string) => Promise<void>): Promise<Outcome<MemberId, "stale">> {
  return inTransaction(db, async (tx) => {
    const token = await useToken<{ email: string }>(tx, now, "change-email", secret);
    if (!token?.user) return refused("stale" as const);
    const former = await emailOfAnywhere(tx, token.user as MemberId);
    const member = await setEmail(tx, token.user, token.payload.email);
    if (member && former) await tell(tx, former);
    return member ? done(member) : refused("stale" as const);
  });
}
