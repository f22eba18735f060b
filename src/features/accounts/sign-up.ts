import { sql } from "kysely";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { newId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { slugify } from "../../platform/text/slug.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import { hashPassword } from "./password.ts";
import { issueToken, useToken } from "./tokens.ts";
import type { MemberJoined } from "../members/facts.ts";

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
    const known = await sql`select 1 from accounts.users where email = ${input.email}`.execute(tx);
    await mail(tx, known.rows.length > 0 ? { kind: "known" } : { kind: "confirm", secret });
  });
}

/** The link of the mail: makes the member. Refused when the link is old, used, or the address was taken meanwhile. */
export async function confirmAccount(db: Database, now: Temporal.Instant, secret: string): Promise<Outcome<{ member: MemberId; back: string }, "stale">> {
  return inTransaction(db, async (tx) => {
    const token = await useToken<Pending>(tx, now, "sign-up", secret);
    if (!token) return refused("stale" as const);
    const pending = token.payload;
    const taken = await sql`select 1 from accounts.users where email = ${pending.email}`.execute(tx);
    if (taken.rows.length > 0) return refused("stale" as const);
    const member = await insertMember(tx, now, { name: pending.name, home: pending.home });
    await sql`insert into accounts.users (id, email, password, created_at) values (${member}, ${pending.email}, ${pending.password}, ${now})`.execute(tx);
    return done({ member, back: pending.back });
  });
}

/** Makes a member with the first free handle that the name gives. */
export async function insertMember(tx: Transaction, now: Temporal.Instant, input: { name: string; home: TerritoryId }): Promise<MemberId> {
  const base = slugify(input.name, "membre").slice(0, 34);
  await sql`select pg_advisory_xact_lock(hashtext(${base}))`.execute(tx);
  const { rows } = await sql<{ handle: string }>`
    select handle from members where handle = ${base} or handle like ${`${base}-%`}
    union select handle from member_handles where handle = ${base} or handle like ${`${base}-%`}`.execute(tx);
  const taken = new Set(rows.map((row) => row.handle));
  let handle = base;
  for (let n = 2; taken.has(handle); n++) handle = `${base}-${n}`;
  const id = newId<MemberId>();
  await sql`insert into members (id, handle, name, home_id, created_at) values (${id}, ${handle}, ${input.name}, ${input.home}, ${now})`.execute(tx);
  await record<MemberJoined>(tx, { kind: "member.joined", territory: input.home, subject: id }, [touchTerritory(input.home), "network"]);
  return id;
}
