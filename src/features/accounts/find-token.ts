import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { digestOf } from "./secret.ts";
import type { TokenKind } from "./token.ts";

/** Whether a token could be used now, without using it: a mail reader's preview must not spend it. */
export async function tokenStandsAnywhere(db: Database, now: Temporal.Instant, kind: TokenKind, secret: string): Promise<boolean> {
  const { rows } = await sql`select 1 from accounts.tokens where hash = ${digestOf(secret)} and kind = ${kind} and expires_at >= ${now}`.execute(db);
  return rows.length > 0;
}
