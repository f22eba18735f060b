import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { makeMember } from "./add-member.ts";
import { findAccountAnywhere } from "./find-account.ts";
import { hashPassword } from "./password.ts";
import { becomeAnimator } from "./invite-animators.ts";
import { insertUser } from "./store.ts";
import { issueToken, useToken } from "./token-store.ts";

export interface SignUp {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly home: TerritoryId;
  /** Where the person was, to bring them back there. */
  readonly back: string;
}

interface Pending {
  name: string;
  email: string;
  password: string;
  home: TerritoryId;
  back: string;
}

/** What the mail says is decided here; its words belong to the door. `confirm`: the secret to click on. `known`: the address has an account. */
export type SignUpMail = { readonly kind: "confirm"; readonly secret: string } | { readonly kind: "known" };

/**
 * Asks for an account. Nothing exists until the address is confirmed, and the answer is the same, in the same time,
 * whether the address is known or not: only its owner learns it, by mail.
 */
export async function askForAccount(db: Database, now: Temporal.Instant, input: SignUp, mail: (tx: Transaction, what: SignUpMail) => Promise<void>): Promise<void> {
  const password = await hashPassword(input.password);
  await inTransaction(db, async (tx) => {
    const payload: Pending = { name: input.name, email: input.email, password, home: input.home, back: input.back };
    const secret = await issueToken(tx, now, { kind: "sign-up", user: null, payload, seconds: 48 * 3600 });
    const known = await findAccountAnywhere(tx, input.email);
    await mail(tx, known ? { kind: "known" } : { kind: "confirm", secret });
  });
}

/** The link of the mail: makes the member. Refused when the link is old, used, or the address was taken meanwhile. */
export async function confirmAccount(db: Database, now: Temporal.Instant, secret: string): Promise<Outcome<{ member: MemberId; back: string }, "stale">> {
  return inTransaction(db, async (tx) => {
    const token = await useToken<Pending>(tx, now, "sign-up", secret);
    if (!token) return refused("stale" as const);
    const pending = token.payload;
    if (await findAccountAnywhere(tx, pending.email)) return refused("stale" as const);
    const member = await makeMember(tx, now, { name: pending.name, home: pending.home });
    await insertUser(tx, { id: member, email: pending.email, password: pending.password, at: now });
    await becomeAnimator(tx, pending.email, member);
    return done({ member, back: pending.back });
  });
}
