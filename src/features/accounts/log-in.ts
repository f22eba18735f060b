import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { MemberId } from "../../platform/ids.ts";
import { findLogInAnywhere, isSuspendedAnywhere } from "./find-account.ts";
import { openSession } from "./open-session.ts";
import { hashPassword, passwordMatches } from "./password.ts";
import { deleteSessionsOf } from "./session-store.ts";
import type { Device } from "./session.ts";
import { setPassword } from "./store.ts";
import { issueToken, useToken } from "./token-store.ts";

/** They may not come in for now: why is for the page to say. */
export interface ShutOut {
  readonly kind: "suspended";
  readonly member: MemberId;
}

/** Address and password at the portal: a session, or the one refusal that says nothing of which was wrong. That somebody is suspended only they learn, who know the password. */
export async function logIn(db: Database, now: Temporal.Instant, input: { email: string; password: string }, host: string, device: Device): Promise<Outcome<string, { readonly kind: "mismatch" } | ShutOut>> {
  const user = await findLogInAnywhere(db, input.email);
  const matches = await passwordMatches(input.password, user?.password ?? null);
  if (!user || !matches) return refused({ kind: "mismatch" });
  if (user.suspended) return refused({ kind: "suspended", member: user.id });
  return done(await openSession(db, now, user.id, host, device));
}

/** A link that logs in once: made by the operator, or for the demonstration. */
export async function makeLoginLink(db: Database, now: Temporal.Instant, member: MemberId, seconds: number): Promise<string> {
  return issueToken(db, now, { kind: "login-link", user: member, payload: {}, seconds });
}

export async function logInByLink(db: Database, now: Temporal.Instant, secret: string, host: string, device: Device): Promise<Outcome<string, { readonly kind: "stale" } | ShutOut>> {
  return inTransaction(db, async (tx): Promise<Outcome<string, { readonly kind: "stale" } | ShutOut>> => {
    const token = await useToken(tx, now, "login-link", secret);
    if (!token?.user) return refused({ kind: "stale" });
    const member = token.user as MemberId;
    return (await isSuspendedAnywhere(tx, member)) ? refused({ kind: "suspended", member }) : done(await openSession(tx, now, member, host, device));
  });
}

/** `reset`: the secret to click on. `unknown`: no account has this address, which only its owner learns. */
export type ResetMail = { readonly kind: "reset"; readonly secret: string } | { readonly kind: "unknown" };

/**
 * Asks for a new password. Says nothing of whether the address is known, and does the same work: a token that belongs
 * to nobody opens nothing.
 */
export async function askForReset(db: Database, now: Temporal.Instant, email: string, mail: (tx: Transaction, what: ResetMail) => Promise<void>): Promise<void> {
  await inTransaction(db, async (tx) => {
    const user = await findLogInAnywhere(tx, email);
    const secret = await issueToken(tx, now, { kind: "reset", user: user?.id ?? null, payload: {}, seconds: 3600 });
    await mail(tx, user ? { kind: "reset", secret } : { kind: "unknown" });
  });
}

/** Sets the new password and ends every session: whoever held one must log in again. */
export async function resetPassword(db: Database, now: Temporal.Instant, secret: string, password: string): Promise<Outcome<MemberId, "stale">> {
  const hash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    const token = await useToken(tx, now, "reset", secret);
    if (!token?.user) return refused("stale" as const);
    await setPassword(tx, token.user, hash);
    await deleteSessionsOf(tx, token.user);
    await sendJob(tx, "close-ended-passports", {}, { key: "close-ended-passports" });
    return done(token.user as MemberId);
  });
}
