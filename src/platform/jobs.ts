import { Logger, run, type Runner, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { Transaction } from "./database.ts";
import type { Log } from "./log.ts";

export interface JobOptions {
  readonly runAt?: Temporal.Instant;
  /** A later job of the same key replaces the waiting one. */
  readonly key?: string;
}

/** Sends a job inside the business transaction: it exists if, and only if, the transaction commits. */
export async function sendJob(tx: Transaction, name: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt?.toString() ?? null}::timestamptz, job_key => ${options.key ?? null}, max_attempts => 12)`.execute(tx);
}

export interface Workers {
  stop(): Promise<void>;
}

/** Starts workers that run jobs as they come. `crontab` is in graphile-worker's form. */
export async function startWorkers(pool: pg.Pool, tasks: TaskList, options: { concurrency: number; crontab: string; log: Log }): Promise<Workers> {
  const runner: Runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency: options.concurrency,
    crontab: options.crontab,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quietLogger(options.log),
  });
  return { stop: () => runner.stop() };
}

function quietLogger(log: Log) {
  return new Logger(() => (level, message, meta) => {
    if (level === "error") log.error({ meta }, message);
    if (level === "warning") log.warn({ meta }, message);
  });
}
