import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Log } from "./log.ts";

export interface LivingWorkers {
  /** Where a pool of workers says whom it began. */
  readonly events: WorkerEvents;
  stop(): Promise<void>;
}

const everyMillis = 10_000;
/** What was taken so lately may be a worker's whose sign of life isn't there yet. */
const youngest = "15 seconds";

/**
 * A worker that is killed outright leaves its jobs, and whole queues, taken for hours. So each holds a lock of the database for
 * as long as its process lives: PostgreSQL lets go of it with the connection. What is taken by one who holds none is given back.
 */
export async function keepSigns(pool: pg.Pool, log: Log): Promise<LivingWorkers> {
  const events: WorkerEvents = new EventEmitter();
  const workers = new Set<string>();
  const state: { client: pg.Client | null; stopped: boolean } = { client: null, stopped: false };
  const sign = (client: pg.Client, worker: string) => client.query("select pg_advisory_lock_shared(hashtextextended('worker/' || $1, 0))", [worker]);
  // A connection of its own: kept for ever, it would be one less for all that the pool is for.
  const open = async () => {
    const client = new pg.Client(pool.options);
    const lost = () => {
      if (state.client === client) state.client = null;
    };
    client.on("error", lost);
    client.on("end", lost);
    await client.connect();
    state.client = client;
    for (const worker of workers) await sign(client, worker);
  };
  events.on("worker:create", ({ worker }) => {
    workers.add(worker.workerId);
    if (state.client) sign(state.client, worker.workerId).catch((error: unknown) => log.error({ err: error }, "a worker could not give a sign of life"));
  });
  // On another connection than the one that holds the locks: its own would always be had.
  const giveBack = () => pool.query(`
    with taken as (select locked_by from graphile_worker._private_jobs where locked_by is not null and locked_at < now() - interval '${youngest}'
      union select locked_by from graphile_worker._private_job_queues where locked_by is not null and locked_at < now() - interval '${youngest}'),
    dead as materialized (select locked_by from taken where pg_try_advisory_xact_lock(hashtextextended('worker/' || locked_by, 0)))
    select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`);
  const look = async () => {
    try {
      if (!state.client) await open();
      await giveBack();
    } catch (error) {
      if (!state.stopped) log.error({ err: error }, "the jobs of dead workers could not be looked for");
    }
  };
  await open();
  const timer = setInterval(() => void look(), everyMillis);
  timer.unref();
  return {
    events,
    async stop() {
      state.stopped = true;
      clearInterval(timer);
      await state.client?.end().catch(() => undefined);
      state.client = null;
    },
  };
}
