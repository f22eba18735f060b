import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";

/** Whose account this address opens. For the operator and the acts of accounts: no page may tell it. */
export async function findAccountAnywhere(db: Database, email: string): Promise<MemberId | null> {
  const { rows } = await sql<{ id: MemberId }>`select id from accounts.users where email = ${email}`.execute(db);
  return rows[0]?.id ?? null;
}

/** The same, for members who may come in. */
export async function findActiveAccountAnywhere(db: Database, email: string): Promise<{ id: MemberId; password: string | null } | null> {
  const { rows } = await sql<{ id: MemberId; password: string | null }>`
    select u.id, u.password from accounts.users u join members m on m.id = u.id and m.state = 'active' where u.email = ${email}`.execute(db);
  return rows[0] ?? null;
}

/** A member's own address, to show it to them. */
export async function emailOfAnywhere(db: Database, member: MemberId): Promise<string | null> {
  const { rows } = await sql<{ email: string }>`select email from accounts.users where id = ${member}`.execute(db);
  return rows[0]?.email ?? null;
}
