import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import { newId, type MemberId } from "../../platform/ids.ts";
import { digestOf, newSecret } from "./secret.ts";
import type { TokenKind } from "./token.ts";

export interface NewToken {
  readonly kind: TokenKind;
  readonly user: string | null;
  readonly payload: object;
  readonly seconds: number;
}

export async function issueToken(db: Database, now: Temporal.Instant, token: NewToken): Promise<string> {
  const secret = newSecret();
  const expires = now.add({ seconds: token.seconds });
  await sql`insert into accounts.tokens (hash, kind, user_id, payload, expires_at)
    values (${digestOf(secret)}, ${token.kind}, ${token.user}, ${json(token.payload)}, ${expires})`.execute(db);
  return secret;
}

/** Takes a token away and answers what it held; null when unknown, used or too old. */
export async function useToken<T>(tx: Transaction, now: Temporal.Instant, kind: TokenKind, secret: string): Promise<{ user: string | null; payload: T } | null> {
  const { rows } = await sql<{ user_id: string | null; payload: T; expired: boolean }>`
    delete from accounts.tokens where hash = ${digestOf(secret)} and kind = ${kind}
    returning user_id, payload, expires_at < ${now} as expired`.execute(tx);
  const row = rows[0];
  return row && !row.expired ? { user: row.user_id, payload: row.payload } : null;
}

export async function deleteStaleTokens(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`delete from accounts.tokens where expires_at < ${now.subtract({ hours: 24 })}`.execute(db);
}

export async function insertApiToken(db: Database, token: { hash: Buffer; member: MemberId; name: string; at: Temporal.Instant; expiresAt: Temporal.Instant | null }): Promise<void> {
  await sql`insert into accounts.api_tokens (id, hash, user_id, name, created_at, expires_at)
    values (${newId<never>() as string}, ${token.hash}, ${token.member}, ${token.name}, ${token.at}, ${token.expiresAt})`.execute(db);
}
