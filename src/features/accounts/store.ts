import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";

export async function insertUser(tx: Transaction, user: { id: MemberId; email: string; password: string | null; at: Temporal.Instant }): Promise<void> {
  await sql`insert into accounts.users (id, email, password, created_at) values (${user.id}, ${user.email}, ${user.password}, ${user.at})`.execute(tx);
}

export async function passwordOf(db: Database, member: MemberId): Promise<string | null> {
  const { rows } = await sql<{ password: string | null }>`select password from accounts.users where id = ${member}`.execute(db);
  return rows[0]?.password ?? null;
}

export async function setPassword(tx: Transaction, user: string, hash: string): Promise<void> {
  await sql`update accounts.users set password = ${hash} where id = ${user}`.execute(tx);
}

/** Null when the address is another's. */
export async function setEmail(tx: Transaction, user: string, email: string): Promise<MemberId | null> {
  const { rows } = await sql<{ id: MemberId }>`
    update accounts.users set email = ${email} where id = ${user}
    and not exists (select from accounts.users where email = ${email}) returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** The first free handle of this form, kept for the caller until the transaction ends. */
export async function freeHandle(tx: Transaction, base: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${base}))`.execute(tx);
  const { rows } = await sql<{ handle: string }>`
    select handle from members where handle = ${base} or handle like ${`${base}-%`}
    union select handle from member_handles where handle = ${base} or handle like ${`${base}-%`}`.execute(tx);
  const taken = new Set(rows.map((row) => row.handle));
  let handle = base;
  for (let n = 2; taken.has(handle) || (await isLeft(tx, handle)); n++) handle = `${base}-${n}`;
  return handle;
}

/** Whether somebody who left bore it. */
async function isLeft(tx: Transaction, handle: string): Promise<boolean> {
  const { rows } = await sql`select from accounts.left_handles where hash = sha256(convert_to(${handle}, 'UTF8'))`.execute(tx);
  return rows.length > 0;
}

/** Nobody bears the handles of this member again: present and former, of which only digests are kept. */
export async function leaveHandles(tx: Transaction, member: MemberId): Promise<void> {
  await sql`insert into accounts.left_handles (hash) select sha256(convert_to(handle, 'UTF8')) from members where id = ${member}
    union select sha256(convert_to(handle, 'UTF8')) from member_handles where member_id = ${member} on conflict do nothing`.execute(tx);
}

export async function insertMember(tx: Transaction, member: { id: MemberId; handle: string; name: string; home: TerritoryId; at: Temporal.Instant }): Promise<void> {
  await sql`insert into members (id, handle, name, home_id, created_at) values (${member.id}, ${member.handle}, ${member.name}, ${member.home}, ${member.at})`.execute(tx);
}

export async function insertAnimator(tx: Transaction, territory: TerritoryId, member: MemberId): Promise<void> {
  await sql`insert into animators (territory_id, member_id) values (${territory}, ${member}) on conflict do nothing`.execute(tx);
}

export async function insertAnimatorInvitation(tx: Transaction, territory: TerritoryId, email: string, at: Temporal.Instant): Promise<void> {
  await sql`insert into accounts.animator_invitations (email, territory_id, at) values (${email}, ${territory}, ${at}) on conflict do nothing`.execute(tx);
}

/** The invitations of an address become the right that they promised. */
export async function takeAnimatorInvitations(tx: Transaction, email: string, member: MemberId): Promise<void> {
  await sql`with taken as (delete from accounts.animator_invitations where email = ${email} returning territory_id) insert into animators (territory_id, member_id) select territory_id, ${member}::uuid from taken on conflict do nothing`.execute(tx);
}

export async function deleteOldInvitations(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from accounts.animator_invitations where at < ${before}`.execute(tx);
}

export async function setCoordinator(tx: Transaction, member: MemberId): Promise<void> {
  await sql`update members set coordinator = true where id = ${member}`.execute(tx);
}

/** With sessions, links and personal tokens; a link that only names the address goes too. */
export async function deleteUser(tx: Transaction, member: MemberId, email: string | null): Promise<void> {
  await sql`delete from accounts.tokens where payload ->> 'email' = ${email}`.execute(tx);
  await sql`delete from accounts.sessions where user_id = ${member}`.execute(tx);
  await sql`delete from accounts.users where id = ${member}`.execute(tx);
}

/** The account that waits for a member who arrived: it waits no more. */
export async function takeArrival(tx: Transaction, handle: string): Promise<{ member: MemberId; password: string | null } | null> {
  const { rows } = await sql<{ member: MemberId; password: string | null }>`delete from accounts.arrivals a using members m where m.id = a.member_id and m.handle = ${handle} and m.state = 'active' returning a.member_id as member, a.password`.execute(tx);
  return rows[0] ?? null;
}
