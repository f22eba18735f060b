import { sql } from "kysely";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { passwordMatches } from "./password.ts";
import { issueToken, useToken } from "./tokens.ts";

/** Asks to change the address: the password again, then a link sent to the new one. A taken address is never told. */
export async function askForNewEmail(db: Database, now: Temporal.Instant, member: MemberId, input: { email: string; password: string }, mail: (tx: Transaction, secret: string) => Promise<void>): Promise<Outcome<null, "mismatch">> {
  const { rows } = await sql<{ password: string | null }>`select password from accounts.users where id = ${member}`.execute(db);
  if (!(await passwordMatches(input.password, rows[0]?.password ?? null))) return refused("mismatch" as const);
  await inTransaction(db, async (tx) => {
    const taken = await sql`select 1 from accounts.users where email = ${input.email}`.execute(tx);
    const secret = await issueToken(tx, now, { kind: "change-email", user: member, payload: { email: input.email }, seconds: 24 * 3600 });
    if (taken.rows.length === 0) await mail(tx, secret);
  });
  return done(null);
}

export async function confirmNewEmail(db: Database, now: Temporal.Instant, secret: string): Promise<Outcome<MemberId, "stale">> {
  return inTransaction(db, async (tx) => {
    const token = await useToken<{ email: string }>(tx, now, "change-email", secret);
    if (!token?.user) return refused("stale" as const);
    const { rows } = await sql<{ id: MemberId }>`
      update accounts.users set email = ${token.payload.email} where id = ${token.user}
      and not exists (select from accounts.users where email = ${token.payload.email}) returning id`.execute(tx);
    return rows[0] ? done(rows[0].id) : refused("stale" as const);
  });
}

export async function emailOf(db: Database, member: MemberId): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from accounts.users where id = ${member}`.execute(db);
  return rows[0]?.email ?? null;
}
