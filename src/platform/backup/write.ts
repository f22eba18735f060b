import type { Writable } from "node:stream";
import pg from "pg";
import type { FileStore } from "../files/file-store.ts";
import { writeArchive, type Add } from "./archive.ts";
import { addRows } from "./rows.ts";
import { nameOf, type BackupSummary, type BackupTable, type Manifest } from "./format.ts";

/**
 * Writes the whole database as it stands at one moment, and the files, to `target`: see format.ts. The server goes
 * on meanwhile. Never holds more than one piece.
 */
export async function writeBackup(source: { url: string; files: FileStore; now: () => Temporal.Instant }, target: Writable): Promise<BackupSummary> {
  const client = new pg.Client({ connectionString: source.url, application_name: "echosciences backup" });
  await client.connect();
  try {
    return await writeArchive(target, (add) => fillBackup(client, add, source));
  } finally {
    await client.end();
  }
}

async function fillBackup(client: pg.Client, add: Add, { files, now }: { files: FileStore; now: () => Temporal.Instant }): Promise<BackupSummary> {
  await client.query("begin isolation level repeatable read read only");
  const tables = await listTables(client);
  const { rows: levels } = await client.query<{ name: string }>("select name from schema_migrations order by name");
  const { rows: sequences } = await client.query<Manifest["sequences"][number]>(`select schemaname as schema, sequencename as name, last_value::text as value from pg_sequences
    where last_value is not null and schemaname <> 'graphile_worker' order by 1, 2`);
  const { rows: versions } = await client.query<{ server_version: string }>("show server_version");
  const manifest: Manifest = { format: "echosciences-backup", version: 1, madeAt: now().toString(), server: versions[0]?.server_version ?? "", migrations: levels.map((row) => row.name), tables, sequences };
  await add("manifest.json", Buffer.from(JSON.stringify(manifest)));
  const summary: BackupSummary = { tables: {}, jobs: 0, files: 0 };
  for (const table of tables) summary.tables[nameOf(table)] = await addRows(client, add, nameOf(table), `${quoted(table)} (${columnsOf(table)})`);
  const jobs = await listJobs(client);
  await add("jobs.jsonl", Buffer.from(jobs.map((job) => `${JSON.stringify(job)}\n`).join("")));
  await client.query("commit");
  let count = 0;
  for await (const key of files.list()) {
    const bytes = await files.get(key);
    if (!bytes) continue;
    await add(`files/${key}`, Buffer.from(bytes));
    count++;
  }
  const whole = { ...summary, jobs: jobs.length, files: count };
  await add("end.json", Buffer.from(JSON.stringify(whole)));
  return whole;
}

/** Our tables with the columns that are written, not computed. The jobs' and the extensions' are left out. */
async function listTables(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|graphile_worker$)' and c.relname <> 'schema_migrations'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by 1, 2 order by 1, 2`);
  return rows;
}

/** What was waiting, or running: restored, it is done at least once. */
async function listJobs(client: pg.Client): Promise<object[]> {
  const { rows } = await client.query<object>(`
    select t.identifier as task, j.payload, to_char(j.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "runAt", j.key, j.priority, j.max_attempts as "maxAttempts"
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts < j.max_attempts order by j.id`);
  return rows;
}

export function quoted(table: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`;
}

export function columnsOf(table: BackupTable): string {
  return table.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
}
