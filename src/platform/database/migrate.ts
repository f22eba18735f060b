import { createHash } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { runMigrations } from "graphile-worker";
import type { Database } from "../database.ts";

export interface Migration {
  /** The file's name without its ending, `0002_territories_have_members`. */
  readonly name: string;
  readonly sql: string;
}

// Any fixed number: two processes that start together wait for each other on it.
const migrationLock = 7_204_411;

/**
 * Applies the migrations that this database hasn't seen, each in a transaction, in the order of their names.
 * Refuses to go on when an applied one was edited since.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await client.query("create table if not exists schema_migrations (name text primary key, digest text not null, at timestamptz not null default now())");
    const { rows } = await client.query<{ name: string; digest: string }>("select name, digest from schema_migrations");
    const applied = new Map(rows.map((row) => [row.name, row.digest]));
    const fresh: string[] = [];
    for (const migration of [...migrations].sort((a, b) => a.name.localeCompare(b.name))) {
      const digest = createHash("sha256").update(migration.sql).digest("hex");
      const known = applied.get(migration.name);
      if (known !== undefined && known !== digest) throw new Error(`Migration ${migration.name} was edited after it had been applied to this database.`);
      if (known !== undefined) continue;
      await applyOne(client, migration, digest);
      fresh.push(migration.name);
    }
    if (fresh.length > 0 || applied.size === 0) await runMigrations({ connectionString: url, logger: undefined });
    return fresh;
  } finally {
    await client.end();
  }
}

/** The migrations that this database still waits for, by name: all of them when it has seen none. */
export async function listPendingMigrations(db: Database, migrations: readonly Migration[]): Promise<string[]> {
  const { rows: found } = await sql<{ migrated: boolean }>`select to_regclass('public.schema_migrations') is not null as migrated`.execute(db);
  const { rows } = found[0]?.migrated ? await sql<{ name: string }>`select name from schema_migrations`.execute(db) : { rows: [] };
  const seen = new Set(rows.map((row) => row.name));
  return migrations.map((migration) => migration.name).filter((name) => !seen.has(name));
}

async function applyOne(client: pg.Client, migration: Migration, digest: string): Promise<void> {
  await client.query("begin");
  try {
    // One that waits for a lock makes every reader behind it wait too: better to give up, whole, and be started again.
    await client.query("set local lock_timeout = '30s'");
    await client.query(migration.sql);
    await client.query("insert into schema_migrations (name, digest) values ($1, $2)", [migration.name, digest]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
