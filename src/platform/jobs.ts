import { Logger, run, type Runner, type TaskList } from "graphile-worker";
import { sql, type RawBuilder } from "kysely";
import type pg from "pg";
import type { Database, Transaction } from "./database.ts";
import { lastingPool } from "./lasting-pool.ts";
import { keepSign } from "./living-workers.ts";
import type { Log } from "./log.ts";

export interface JobOptions {
  readonly runAt?: Temporal.Instant;
  /** A later job of the same key replaces the waiting one. */
  readonly key?: string;
  /** Jobs of one queue run one after another, in the order in which they were sent. */
  readonly queue?: string;
}

/** Sends a job inside the business transaction: it exists if, and only if, the transaction commits. */
export async function sendJob(tx: Transaction, name: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select ${sendingJob(name, sql`${JSON.stringify(payload)}::json`, { runAt: sql`${options.runAt?.toString() ?? null}::timestamptz`, key: sql`${options.key ?? null}`, queue: sql`${options.queue ?? null}` })}`.execute(tx);
}

/** The same within a statement that does something else besides, and knows only there what the job is about: a payload as json. One that keeps the time of the waiting job of its key is run no later than that. */
export function sendingJob(name: string, payload: RawBuilder<unknown>, { runAt = sql`null`, key = sql`null`, queue = sql`null`, keepsTime = false }: { readonly [option in keyof JobOptions]: RawBuilder<unknown> } & { readonly keepsTime?: boolean } = {}): RawBuilder<unknown> {
  return sql`graphile_worker.add_job(${name}, ${payload}, run_at => ${runAt}, job_key => ${key}, job_key_mode => ${keepsTime ? "preserve_run_at" : "replace"}, queue_name => ${queue}, max_attempts => 12)`;
}

/** How many jobs are due and not begun, and how many were given up: what an operator looks at. */
export async function countJobs(db: Database): Promise<{ waiting: number; failed: number }> {
  const { rows } = await sql<{ waiting: number; failed: number }>`
    select count(*) filter (where run_at < now() and attempts = 0)::int as waiting, count(*) filter (where attempts >= max_attempts)::int as failed from graphile_worker.jobs`.execute(db);
  return rows[0] ?? { waiting: 0, failed: 0 };
}

export interface Workers {
  /** False once they have ended by themselves: readiness tells. */
  running(): boolean;
  stop(): Promise<void>;
}

interface WorkerOptions {
  readonly concurrency: number;
  /** In graphile-worker's form. */
  readonly crontab: string;
  readonly log: Log;
  /** How often is looked for what dead workers had taken. */
  readonly lookMillis?: number;
}

/** Starts workers that run jobs as they come, at least once, whichever process dies: each bears being run twice. `url` leads where the pool does. */
export async function startWorkers({ pool, url }: { pool: pg.Pool; url: string }, tasks: TaskList, options: WorkerOptions): Promise<Workers> {
  const sign = keepSign(url, options.log, options.lookMillis);
  const state = { running: true, stopping: false };
  const runner: Runner = await run({
    pgPool: lastingPool(pool, () => state.stopping),
    events: sign.events,
    taskList: tasks,
    concurrency: options.concurrency,
    crontab: options.crontab,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quietLogger(options.log),
  });
  const ended = (error?: unknown) => {
    if (error) options.log.error({ err: error }, "the workers ended");
    state.running = false;
  };
  runner.promise.then(() => ended(), ended);
  return {
    running: () => state.running,
    async stop() {
      state.stopping = true;
      await (state.running ? runner.stop() : Promise.resolve()).finally(() => sign.stop());
    },
  };
}

function quietLogger(log: Log) {
  return new Logger(() => (level, message, meta) => {
    if (level === "error") log.error({ meta }, message);
    if (level === "warning") log.warn({ meta }, message);
  });
}
