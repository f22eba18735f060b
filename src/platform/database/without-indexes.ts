import { sql } from "kysely";
import type { Transaction } from "../database.ts";

/**
 * Runs `act` while these tables have no index but those that keep a promise (keys, uniqueness), then builds the others
 * again. Filling an empty table is several times faster so: full-text and trigram indexes above all. All in the one
 * transaction: whatever breaks it, every index is there again.
 */
export async function withoutIndexes(tx: Transaction, tables: readonly string[], act: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any(${[...tables]}::regclass[]) and not i.indisunique order by c.relname`.execute(tx);
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(tx);
  await act();
  await sql`set local maintenance_work_mem = '128MB'`.execute(tx);
  for (const { definition } of rows) await sql.raw(definition).execute(tx);
}
