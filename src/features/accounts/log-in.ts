import { sql } from "kysely";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { MemberId } from "../../platform/ids.ts";
import { hashPassword, passwordMatches } from "./password.ts";
import { openSession, type Device } from "./sessions.ts";
import { issueToken, useToken } from "./tokens.ts";

/** Address and password at the portal: a session, or the one refusal that says nothing of which was wrong. */
export async function logIn(db: Database, now: Temporal.Instant, input: { email: string; password: string }, host: string, device: Device): Promise<Outcome<string, "mismatch">> {
  const { rows } = await sql<{ id: string; password: string | null }>`
    select u.id, u.password from accounts.users u join members m on m.id = u.id and m.state = 'active' where u.email = ${input.email}`.execute(db);
  const user = rows[0];
  const matches = await passwordMatches(input.password, user?.password ?? null);
  if (!user || !matches) return refused("mismatch" as const);
  return done(await inTransaction(db, (tx) => openSession(tx, now, user.id, host, device)));
}

/** A link that logs in once: made by the operator, or for the demonstration. */
export async function makeLoginLink(db: Database, now: Temporal.Instant, member: MemberId, seconds: number): Promise<string> {
  return issueToken(db, now, { kind: "login-link", user: member, payload: {}, seconds });
}

export async function logInByLink(db: Database, now: Temporal.Instant, secret: string, host: string, device: Device): Promise<Outcome<string, "stale">> {
  return inTransaction(db, async (tx) => {
    const token = await useToken(tx, now, "login-link", secret);
    return token?.user ? done(await openSession(tx, now, token.user, host, device)) : refused("stale" as const);
  });
}

/** Asks for a new password. Says nothing of whether the address is known. */
export async function askForReset(db: Database, now: Temporal.Instant, email: string, mail: (tx: Transaction, secret: string) => Promise<void>): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { rows } = await sql<{ id: string }>`select u.id from accounts.users u join members m on m.id = u.id and m.state = 'active' where u.email = ${email}`.execute(tx);
    const user = rows[0];
    if (!user) return;
    await mail(tx, await issueToken(tx, now, { kind: "reset", user: user.id, payload: {}, seconds: 3600 }));
  });
}

/** Sets the new password and ends every session: whoever held one must log in again. */
export async function resetPassword(db: Database, now: Temporal.Instant, secret: string, password: string): Promise<Outcome<MemberId, "stale">> {
  const hash = await hashPassword(password);
  return inTransaction(db, async (tx) => {
    const token = await useToken(tx, now, "reset", secret);
    if (!token?.user) return refused("stale" as const);
    await sql`update accounts.users set password = ${hash} where id = ${token.user}`.execute(tx);
    await sql`delete from accounts.sessions where user_id = ${token.user}`.execute(tx);
    return done(token.user as MemberId);
  });
}
