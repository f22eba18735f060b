import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, expect, test } from "vitest";
import { testDatabase } from "../../tests/support/database.ts";
import { inTransaction, type Database } from "./database.ts";
import { sendJob, startWorkers, type Workers } from "./jobs.ts";
import { makeLog } from "./log.ts";

const working: Workers[] = [];

/** Workers that often look for what was left. `runs` keeps what was run. */
async function workers(name: string, runs: string[], task: () => Promise<unknown> = async () => undefined, lookMillis = 200): Promise<{ db: Database; stop(): Promise<void> }> {
  const { connections, url } = await testDatabase(name);
  const doing = async (payload: unknown) => {
    runs.push(String((payload as { n: number }).n));
    await task();
  };
  const started = await startWorkers({ pool: connections.pool, url }, { count: doing }, { concurrency: 2, crontab: "", log: makeLog("silent"), lookMillis });
  working.push(started);
  return { db: connections.db, stop: () => started.stop() };
}

const send = (db: Database, n: number, queue?: string) => inTransaction(db, (tx) => sendJob(tx, "count", { n }, queue ? { queue } : {}));
const left = async (db: Database) => (await sql<{ n: number }>`select (select count(*) from graphile_worker._private_jobs)::int + (select count(*) from graphile_worker._private_job_queues where locked_by is not null)::int as n`.execute(db)).rows[0]?.n;
const cut = (db: Database, only = "%") => sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like ${only}`.execute(db);

afterEach(async () => {
  await Promise.all(working.splice(0).map((each) => each.stop()));
});

test("what a worker that was killed outright had taken, whole queues too, is done by another soon after", async () => {
  const runs: string[] = [];
  const { db } = await workers("killed", runs);
  await sql`select graphile_worker.add_job('count', '{"n":1}'::json, queue_name => 'hear', run_at => now() + interval '1 hour'), graphile_worker.add_job('count', '{"n":2}'::json, run_at => now() + interval '1 hour')`.execute(db);
  await sql`update graphile_worker._private_jobs set run_at = now(), attempts = 1, locked_by = 'pool-dead', locked_at = now()`.execute(db);
  await sql`update graphile_worker._private_job_queues set locked_by = 'pool-dead', locked_at = now()`.execute(db);
  await send(db, 3, "hear");

  await expect.poll(() => left(db), { timeout: 90_000 }).toBe(0);

  expect(runs.toSorted()).toEqual(["1", "2", "3"]);
});

test("what a dead worker ran isn't kept as given up when a later job of the same key does it", async () => {
  const runs: string[] = [];
  const { db } = await workers("replaced", runs);
  await inTransaction(db, (tx) => sendJob(tx, "count", { n: 1 }, { key: "one", runAt: Temporal.Now.instant().add({ hours: 1 }) }));
  await sql`update graphile_worker._private_jobs set run_at = now(), attempts = 1, locked_by = 'pool-dead', locked_at = now()`.execute(db);
  await inTransaction(db, (tx) => sendJob(tx, "count", { n: 2 }, { key: "one" }));

  await expect.poll(() => left(db), { timeout: 90_000 }).toBe(0);

  expect(runs).toEqual(["2"]);
});

test("what a slow worker has in hand isn't taken from it, also when its sign of life is cut meanwhile", async () => {
  const runs: string[] = [];
  const slow = () => wait(6000);
  const { db } = await workers("slow", runs, slow, 1500);
  await workers("slow", runs, slow, 1500);
  await send(db, 1, "hear");
  await send(db, 2, "hear");
  await send(db, 3);

  await expect.poll(() => runs.length, { timeout: 90_000 }).toBeGreaterThanOrEqual(2);
  await cut(db, "echosciences workers");
  await expect.poll(() => left(db), { timeout: 90_000 }).toBe(0);

  expect(runs.toSorted()).toEqual(["1", "2", "3"]);
});

test("what a worker took without hearing so, since the answer was lost, it gives back itself", async () => {
  const runs: string[] = [];
  const first = Promise.withResolvers<void>();
  const { db } = await workers("unheard", runs, () => first.promise);
  await send(db, 1);
  await expect.poll(() => runs.length, { timeout: 90_000 }).toBe(1);
  await sql`with me as (select locked_by as name from graphile_worker._private_jobs), added as materialized (select graphile_worker.add_job('count', '{"n":2}'::json, queue_name => 'hear', run_at => now() + interval '1 hour')),
    q as (insert into graphile_worker._private_job_queues (queue_name, locked_by, locked_at) select 'lost', name, now() from me)
    select count(*) from added`.execute(db);
  await sql`with me as (select locked_by as name from graphile_worker._private_jobs where locked_by is not null)
    update graphile_worker._private_jobs j set run_at = now(), locked_by = me.name, locked_at = now() from me where j.locked_by is null`.execute(db);
  await send(db, 3, "lost");
  first.resolve();

  await expect.poll(() => left(db), { timeout: 90_000 }).toBe(0);

  expect(runs.toSorted()).toEqual(["1", "2", "3"]);
});

test("workers whose every connection is cut again and again while they work do all that there is to do", async () => {
  const runs: string[] = [];
  const { db } = await workers("cut", runs, () => wait(5));
  for (let n = 0; n < 300; n++) await send(db, n, n % 2 === 0 ? `queue ${n % 6}` : undefined);

  for (let times = 0; times < 12; times++) {
    await wait(120);
    await cut(db).catch(() => undefined);
  }
  await expect.poll(() => left(db).catch(() => -1), { timeout: 90_000 }).toBe(0);

  expect(new Set(runs).size).toBe(300);
});
