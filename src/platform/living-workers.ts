import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Log } from "./log.ts";

export interface SignOfLife {
  /** Where the workers of this process say who they are and what they have in hand. */
  readonly events: WorkerEvents;
  stop(): Promise<void>;
}

interface Taken {
  readonly kind: "job" | "queue";
  readonly id: string;
  readonly holder: string;
  readonly since: string;
}

// All is said on one connection: whoever can't give a sign of life judges nobody else. With a host that is gone without a word,
// PostgreSQL lets go of it within half a minute, and so do we of it.
const settings = { application_name: "echosciences workers", keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 10_000, query_timeout: 20_000, options: "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3" };

/**
 * Gives back what nobody has in hand any more: a process that is killed outright leaves its jobs, and whole queues, taken for hours.
 * Each holds a lock of PostgreSQL, by the name under which it takes, for as long as its connection lives: while it is slow or even
 * paused, it isn't dead. What it took itself and doesn't work on, since an answer of the database was lost, is given back too. Only
 * what was found so at two looks in a row is: the next life of a database has no locks before everybody has come back.
 */
export function keepSign(url: string, log: Log, everyMillis = 4000): SignOfLife {
  const events: WorkerEvents = new EventEmitter();
  const inHand = new Map<string, number | null>();
  const ending = new AbortController();
  let keeping: Promise<void> = Promise.resolve();
  events.on("job:start", ({ job }) => inHand.set(job.id, job.job_queue_id));
  events.on("job:complete", ({ job }) => inHand.delete(job.id));
  events.on("pool:create", ({ workerPool }) => {
    keeping = keep(workerPool.id);
  });

  async function keep(name: string): Promise<void> {
    while (!ending.signal.aborted) {
      await holdOnce(name).catch((error: unknown) => log.warn({ err: error }, "the workers' sign of life was lost"));
      await rest(everyMillis / 10, ending.signal);
    }
  }

  async function holdOnce(name: string): Promise<void> {
    const client = new pg.Client({ connectionString: url, ...settings });
    const lost = new AbortController();
    const over = AbortSignal.any([lost.signal, ending.signal]);
    client.on("error", () => lost.abort());
    client.on("end", () => lost.abort());
    try {
      await client.connect();
      await client.query("select pg_advisory_lock(hashtextextended('worker/' || $1, 0))", [name]);
      let before = new Set<string>();
      for (await rest(everyMillis, over); !over.aborted; await rest(everyMillis, over)) {
        const found = await look(client, name);
        await giveBack(client, found.filter((each) => before.has(JSON.stringify(each))));
        before = new Set(found.map((each) => JSON.stringify(each)));
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function look(client: pg.Client, name: string): Promise<Taken[]> {
    // A lock that can be shared is held by nobody: its holder shares it with no one.
    const { rows } = await client.query<Taken>(
      `with taken as (
          select 'job' as kind, id::text, locked_by as holder, locked_at::text as since from graphile_worker._private_jobs where locked_by is not null
          union all select 'queue', id::text, locked_by, locked_at::text from graphile_worker._private_job_queues where locked_by is not null),
        dead as materialized (select holder from (select distinct holder from taken) each where holder <> $1 and pg_try_advisory_xact_lock_shared(hashtextextended('worker/' || holder, 0)))
        select * from taken where holder in (select holder from dead)
          or holder = $1 and (kind = 'job' and id <> all($2::text[]) or kind = 'queue' and id <> all($3::text[]))`,
      [name, [...inHand.keys()], [...inHand.values()].flatMap((queue) => (queue === null ? [] : [String(queue)]))],
    );
    return rows;
  }

  return {
    events,
    async stop() {
      ending.abort();
      await keeping;
    },
  };
}

async function giveBack(client: pg.Client, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return;
  // At its last attempt without ever having failed is what a later job of the same key replaced while it ran: that one does it.
  await client.query(
    `with given as (select * from json_to_recordset($1::json) as each (kind text, id bigint, holder text, since timestamptz)),
      held as (select j.id, j.attempts >= j.max_attempts and j.last_error is null as replaced from graphile_worker._private_jobs j join given g on g.kind = 'job' and j.id = g.id and j.locked_by = g.holder and j.locked_at = g.since for update of j),
      gone as (delete from graphile_worker._private_jobs j using held where j.id = held.id and held.replaced),
      jobs as (update graphile_worker._private_jobs j set locked_at = null, locked_by = null, last_error = coalesce(j.last_error, 'The process that ran it ended') from held where j.id = held.id and not held.replaced)
      update graphile_worker._private_job_queues q set locked_at = null, locked_by = null from given g where g.kind = 'queue' and q.id = g.id and q.locked_by = g.holder and q.locked_at = g.since`,
    [JSON.stringify(taken)],
  );
}

function rest(millis: number, until: AbortSignal): Promise<unknown> {
  return wait(millis, undefined, { signal: until, ref: false }).catch(() => undefined);
}
