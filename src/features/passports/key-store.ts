import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { ProviderKey } from "./provider-key.ts";

export async function readKeys(db: Database | Transaction): Promise<ProviderKey[]> {
  const { rows } = await sql<ProviderKey>`select id, jwk, made_at as "madeAt" from passports.keys order by made_at desc`.execute(db);
  return rows;
}

export async function insertKey(tx: Transaction, { id, jwk, madeAt }: ProviderKey): Promise<void> {
  await sql`insert into passports.keys (id, jwk, made_at) values (${id}, ${json(jwk)}, ${madeAt})`.execute(tx);
}

export async function deleteKeys(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from passports.keys where made_at < ${before}`.execute(tx);
}

/** One process makes a key at a time. */
export async function holdKeys(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('passports/keys', 0))`.execute(tx);
}
