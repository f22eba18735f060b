import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import pg from "pg";
import { z } from "zod";
import type { FileStore } from "../files/file-store.ts";
import { done, refused, type Outcome } from "../outcome.ts";
import { readArchive } from "./archive.ts";
import { columnsOf, quoted } from "./write.ts";
import { loadRows, type Loading } from "./rows.ts";
import { jobShape, manifestShape, nameOf, summaryShape, type BackupSummary, type BackupTable, type Manifest } from "./format.ts";
import { migrate, type Migration } from "../database/migrate.ts";

/** Why nothing was restored; `detail` says more where there is more to say. */
export interface RestoreRefusal {
  readonly kind: "not-a-backup" | "damaged" | "later-version" | "inhabited" | "other-level";
  readonly detail?: string;
}

class Refused extends Error {
  readonly refusal: RestoreRefusal;
  constructor(refusal: RestoreRefusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/**
 * Restores a backup into an empty database: one that nothing was done to yet, which is then brought to this version, or
 * one of the backup's own level that nobody lives in. All or nothing.
 */
export async function restoreBackup(target: { url: string; files: FileStore; migrations: readonly Migration[] }, source: Readable): Promise<Outcome<BackupSummary, RestoreRefusal>> {
  const client = new pg.Client({ connectionString: target.url, application_name: "echosciences restore" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const summary = await takeAll(client, target, source);
    await migrate(target.url, target.migrations);
    return done(summary);
  } catch (error) {
    if (error instanceof Refused) return refused(error.refusal);
    const { code } = error as NodeJS.ErrnoException;
    if ((error as Error).message === "incorrect header check") return refused({ kind: "not-a-backup" });
    if (error instanceof SyntaxError || error instanceof z.ZodError || code?.startsWith("Z_") || /tar|Unexpected end|premature/i.test((error as Error).message)) return refused({ kind: "damaged", detail: (error as Error).message });
    throw error;
  } finally {
    await client.end();
  }
}

async function takeAll(client: pg.Client, { url, files, migrations }: { url: string; files: FileStore; migrations: readonly Migration[] }, source: Readable): Promise<BackupSummary> {
  const taking: { manifest: Manifest | null; ties: Ties | null; end: BackupSummary | null; jobs: number; files: number; loading: (Loading & { readonly table: BackupTable }) | null; loaded: BackupSummary["tables"] } = { manifest: null, ties: null, end: null, jobs: 0, files: 0, loading: null, loaded: {} };
  const finishTable = async () => {
    if (taking.loading) taking.loaded[nameOf(taking.loading.table)] = await taking.loading.finish();
    taking.loading = null;
  };
  await readArchive(source, async (name, bytes) => {
    const [, tableName] = /^tables\/([^/]+)\/\d+$/.exec(name) ?? [];
    if (!taking.manifest) {
      taking.manifest = readManifest(name, bytes);
      await prepare(client, url, taking.manifest, migrations);
      await client.query("begin");
      taking.ties = await untie(client, taking.manifest.tables);
    } else if (tableName) {
      if (!taking.loading || nameOf(taking.loading.table) !== tableName) {
        await finishTable();
        const table = taking.manifest.tables.find((each) => nameOf(each) === tableName);
        if (!table) throw new Refused({ kind: "damaged", detail: name });
        taking.loading = { table, ...loadRows(client, `${quoted(table)} (${columnsOf(table)})`) };
      }
      await taking.loading.write(bytes);
    } else {
      await finishTable();
      if (name === "jobs.jsonl") taking.jobs = await addJobs(client, bytes);
      else if (name.startsWith("files/")) taking.files += await put(files, name.slice("files/".length), bytes);
      else if (name === "end.json") taking.end = summaryShape.parse(JSON.parse(bytes.toString("utf8")));
    }
  });
  if (!taking.manifest || !taking.ties) throw new Refused({ kind: "not-a-backup" });
  const { end } = taking;
  if (!end) throw new Refused({ kind: "damaged", detail: "its end is missing" });
  for (const [table, expected] of Object.entries(end.tables)) {
    const found = taking.loaded[table] ?? { rows: 0, digest: createHash("sha256").digest("hex") };
    if (found.rows !== expected.rows || found.digest !== expected.digest) throw new Refused({ kind: "damaged", detail: table });
  }
  if (taking.jobs !== end.jobs || taking.files !== end.files) throw new Refused({ kind: "damaged", detail: "jobs or files are missing" });
  await tie(client, taking.ties, taking.manifest);
  await client.query("commit");
  return end;
}

function readManifest(name: string, bytes: Buffer): Manifest {
  if (name !== "manifest.json") throw new Refused({ kind: "not-a-backup" });
  const read = manifestShape.safeParse(JSON.parse(bytes.toString("utf8")));
  if (!read.success) throw new Refused({ kind: "not-a-backup" });
  return read.data;
}

/** Brings an untouched database to the backup's level; refuses one that holds anything. */
async function prepare(client: pg.Client, url: string, manifest: Manifest, migrations: readonly Migration[]): Promise<void> {
  const known = new Set(migrations.map((migration) => migration.name));
  const later = manifest.migrations.filter((name) => !known.has(name));
  if (later.length > 0) throw new Refused({ kind: "later-version", detail: later.join(", ") });
  const { rows: found } = await client.query<{ migrated: boolean; tables: number }>(`select to_regclass('public.schema_migrations') is not null as migrated,
    (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema$)'
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as tables`);
  if (!found[0]?.migrated) {
    if (found[0]?.tables) throw new Refused({ kind: "inhabited", detail: `${found[0].tables} tables of something else` });
    await migrate(url, migrations.filter((migration) => manifest.migrations.includes(migration.name)));
    return;
  }
  const { rows: levels } = await client.query<{ name: string }>("select name from schema_migrations order by name");
  if (levels.map((row) => row.name).join() !== manifest.migrations.join()) throw new Refused({ kind: "other-level", detail: `the backup's last is ${manifest.migrations.at(-1)}, the database's ${levels.at(-1)?.name}` });
  const { rows: people } = await client.query("select 1 from territories union all select 1 from members limit 1");
  if (people.length > 0) throw new Refused({ kind: "inhabited" });
}

type Ties = readonly { readonly table: string; readonly name: string; readonly definition: string }[];

/** Takes the foreign keys off, so that tables may come in any order, and empties the tables. */
async function untie(client: pg.Client, tables: readonly BackupTable[]): Promise<Ties> {
  const { rows } = await client.query<Ties[number]>(`select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace where contype = 'f' and conparentid = 0 and n.nspname !~ '^(pg_|graphile_worker$)'`);
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  if (tables.length > 0) await client.query(`truncate ${tables.map(quoted).join(", ")}`);
  for (const table of tables) await client.query(`alter table ${quoted(table)} disable trigger user`);
  return rows;
}

/** Puts the foreign keys back, which checks every one, and lets the sequences go on where they were. */
async function tie(client: pg.Client, ties: Ties, manifest: Manifest): Promise<void> {
  await client.query("set constraints all immediate");
  for (const table of manifest.tables) await client.query(`alter table ${quoted(table)} enable trigger user`);
  for (const { table, name, definition } of ties) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const sequence of manifest.sequences) await client.query("select setval($1::regclass, $2::bigint)", [quoted(sequence), sequence.value]);
}

async function addJobs(client: pg.Client, bytes: Buffer): Promise<number> {
  const lines = bytes.toString("utf8").split("\n").filter(Boolean);
  for (const line of lines) {
    const job = jobShape.parse(JSON.parse(line));
    await client.query("select graphile_worker.add_job($1, $2::json, run_at => $3::timestamptz, job_key => $4, priority => $5, max_attempts => $6)", [job.task, JSON.stringify(job.payload), job.runAt, job.key, job.priority, job.maxAttempts]);
  }
  return lines.length;
}

async function put(files: FileStore, key: string, bytes: Buffer): Promise<number> {
  await files.put(key, bytes);
  return 1;
}
