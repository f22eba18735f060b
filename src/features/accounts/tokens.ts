import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";

export type TokenKind = "sign-up" | "reset" | "change-email" | "login-link" | "handover";

/** A secret that only its holder knows: the database keeps its digest. */
export function newSecret(): string {
  return randomBytes(24).toString("base64url");
}

export function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

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

/** Whether a token could be used now, without using it: a mail reader's preview must not spend it. */
export async function tokenStands(db: Database, now: Temporal.Instant, kind: TokenKind, secret: string): Promise<boolean> {
  const { rows } = await sql`select 1 from accounts.tokens where hash = ${digestOf(secret)} and kind = ${kind} and expires_at >= ${now}`.execute(db);
  return rows.length > 0;
}
