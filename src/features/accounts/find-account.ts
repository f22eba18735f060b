import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";

/** Whose account this address opens. For the operator and the acts of accounts: no page may tell it. */
export async function findAccountAnywhere(db: Database, email: string): Promise<MemberId | null> {
  const { rows } = await sql<{ id: MemberId }>`select id from accounts.users where email = ${email}`.execute(db);
  return rows[0]?.id ?? null;
}

/** The same, to log in with it: who is suspended has a password too, and is told so once they showed it. Those whose territory leaves for another server log in there. */
export async function findLogInAnywhere(db: Database, email: string): Promise<{ id: MemberId; password: string | null; suspended: boolean } | null> {
  const { rows } = await sql<{ id: MemberId; password: string | null; suspended: boolean }>`
    select u.id, u.password, m.state = 'suspended' as suspended from accounts.users u join members m on m.id = u.id and m.state in ('active', 'suspended') where u.email = ${email}
      and not exists (select from territories h where h.id = m.home_id and h.leaving_at is not null)`.execute(db);
  return rows[0] ?? null;
}

export async function isSuspendedAnywhere(db: Database | Transaction, member: MemberId): Promise<boolean> {
  return (await sql`select from members where id = ${member} and state = 'suspended'`.execute(db)).rows.length > 0;
}

/** A member's own address, to show it to them. */
export async function emailOfAnywhere(db: Database, member: MemberId): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from accounts.users where id = ${member}`.execute(db);
  return rows[0]?.email ?? null;
}

/** The addresses of these members, those who may come in: to pass a message on. No page may tell them. */
export async function emailsOfAnywhere(db: Database | Transaction, members: readonly MemberId[]): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select u.email from accounts.users u join members m on m.id = u.id and m.state = 'active' where u.id = any(${[...members]}::uuid[]) order by u.id`.execute(db);
  return rows.map((row) => row.email);
}

/** The same, each with the language that they chose. */
export async function listReachableAnywhere(db: Database | Transaction, members: readonly MemberId[]): Promise<{ email: string; locale: "fr" | "en" }[]> {
  const { rows } = await sql<{ email: string; locale: "fr" | "en" }>`
    select u.email, m.locale from accounts.users u join members m on m.id = u.id and m.state = 'active' where u.id = any(${[...members]}::uuid[]) order by u.id`.execute(db);
  return rows;
}
