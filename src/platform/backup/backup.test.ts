import { randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { migrate } from "../database/migrate.ts";
import { readMigrations } from "../database/migration-files.ts";
import { localFiles } from "../files/file-store.ts";
import { restoreBackup } from "./restore.ts";
import { writeBackup } from "./write.ts";

const made: string[] = [];

async function newDatabase(): Promise<string> {
  const name = `backup_${randomBytes(5).toString("hex")}`;
  await ask(inject("serverUrl"), `create database ${name}`);
  made.push(name);
  return inject("serverUrl").replace(/\/[^/]*$/, `/${name}`);
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).then((answer) => answer.rows as unknown[]).finally(() => client.end());
}

async function backupOf(url: string, files = localFiles("/nowhere")): Promise<Buffer> {
  const sink = new PassThrough();
  const [bytes] = await Promise.all([buffer(sink), writeBackup({ url, files, now: () => Temporal.Now.instant() }, sink)]);
  return bytes;
}

const life = `insert into settings (name, value) values ('odd', '{"tab":"a\\tb","line":"c\\nd","back":"\\\\"}');
  insert into facts (kind, payload, at) values ('x', '{}', now()), ('y', '{}', now());
  select graphile_worker.add_job('recount', '{"a":1}'::json, run_at => now() + interval '3 days', job_key => 'later');
  insert into throttles (key, points) select 'k' || n, n from generate_series(1, 20000) n`;

test("a backup of an earlier version is restored, then brought to this one", async () => {
  const migrations = await readMigrations(resolve("migrations"));
  const earlier = migrations.slice(0, 5);
  const [from, to] = [await newDatabase(), await newDatabase()];
  await migrate(from, earlier);
  await ask(from, life);
  const files = localFiles(await mkdtemp(join(tmpdir(), "echosciences-backup-")));

  const outcome = await restoreBackup({ url: to, files, migrations }, Readable.from([await backupOf(from)]));

  expect(outcome.done).toBe(true);
  expect(await ask(to, "select count(*)::int as n from schema_migrations")).toEqual([{ n: migrations.length }]);
  expect(await ask(to, "select value from settings where name = 'odd'")).toEqual(await ask(from, "select value from settings where name = 'odd'"));
  expect(await ask(to, "select count(*)::int as n, sum(points)::int as points from throttles")).toEqual([{ n: 20000, points: 200010000 }]);
  const jobs = "select task_identifier, key, run_at from graphile_worker.jobs";
  expect(await ask(to, jobs)).toEqual(await ask(from, jobs));
  // Numbers go on where they were.
  expect(await ask(to, "insert into facts (kind, payload, at) values ('z', '{}', now()) returning id::int")).toEqual([{ id: 3 }]);
});

test("a backup of a later version is refused, and so is a database in which anything stands", async () => {
  const migrations = await readMigrations(resolve("migrations"));
  const [from, foreign, fresh] = [await newDatabase(), await newDatabase(), await newDatabase()];
  await migrate(from, migrations);
  await ask(foreign, "create table somebody_elses (x int)");
  const bytes = await backupOf(from);
  const into = (url: string, known = migrations) => restoreBackup({ url, files: localFiles("/nowhere"), migrations: known }, Readable.from([bytes]));

  expect(await into(fresh, migrations.slice(0, -1))).toMatchObject({ done: false, refusal: { kind: "later-version" } });
  expect(await into(foreign)).toMatchObject({ done: false, refusal: { kind: "inhabited" } });
  expect(await ask(fresh, "select count(*)::int as n from pg_tables where schemaname = 'public'")).toEqual([{ n: 0 }]);
});

afterAll(async () => {
  for (const name of made) await ask(inject("serverUrl"), `drop database if exists ${name} with (force)`);
});
