import { sql } from "kysely";
import { afterCommit, json, type Database, type Transaction } from "./database.ts";
import type { ContentId, TerritoryId } from "./ids.ts";

/** What a page showed, in the words that a change names: see platform/page-cache.ts. */
export type Touch = `content:${string}` | `territory:${string}` | `member:${string}` | "network" | "territories";

export function touchContent(id: ContentId): Touch {
  return `content:${id}`;
}

export function touchTerritory(id: TerritoryId): Touch {
  return `territory:${id}`;
}

/** Something that happened, in the past tense. Each feature's `facts.ts` says which kinds there are. */
export interface Happening {
  readonly kind: string;
  /** The territory where it happened, if in one. */
  readonly territory: TerritoryId | null;
  /** The thing it happened to. */
  readonly subject: string;
}

/**
 * Writes down what happened, in the transaction in which it happens. On commit, and only then, every process forgets
 * the pages that showed it and a worker runs the reactions, at least once, after those to what happened to the same thing before.
 */
export async function record<F extends Happening>(tx: Transaction, fact: F, touches: readonly Touch[]): Promise<void> {
  const { kind, territory, subject, ...payload } = fact;
  const { rows } = await sql<{ id: number }>`
    insert into facts (kind, territory_id, subject_id, payload, at, reacting)
    values (${kind}, ${territory}, ${subject}, ${json(payload)}, now(), true) returning id`.execute(tx);
  const id = rows[0]?.id;
  await sql`select graphile_worker.add_job('react', json_build_object('fact', ${id}::bigint), max_attempts => 12)`.execute(tx);
  await touch(tx, touches);
}

/** What was written down of something that happened. */
export interface WrittenFact extends Happening {
  readonly id: number;
  /** All that its kind says beside. */
  readonly told: Readonly<Record<string, unknown>>;
  readonly at: Temporal.Instant;
}

/** A fact by its number, for the worker that runs its reactions; null when it was forgotten. */
export async function readFact(db: Database, id: number): Promise<WrittenFact | null> {
  const { rows } = await sql<WrittenFact>`select id, kind, territory_id as territory, subject_id as subject, payload as told, at from facts where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The first that happened to the same thing before and that nobody has reacted to yet; null when there is none. */
export async function findWaitedFor(db: Database, { id, subject }: WrittenFact): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`select id from facts where subject_id = ${subject} and id < ${id} and reacting order by id limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Nothing waits for it any longer. */
export async function noteReacted(db: Database, id: number): Promise<void> {
  await sql`update facts set reacting = false where id = ${id} and reacting`.execute(db);
}

/** One that nobody is to react to any more is waited for in vain: so after a backup was read back, or beside a worker of an older version. */
export async function noteForgotten(db: Database, id: number): Promise<void> {
  await sql`update facts set reacting = false where id = ${id} and reacting
    and not exists (select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'react' and (j.payload ->> 'fact')::bigint = ${id})`.execute(db);
}

export const touchChannel = "echosciences_touched";

/** Makes every process forget the pages that showed these things, at commit: this one at once, so that who changed something sees it changed. */
export async function touch(tx: Transaction, touches: readonly Touch[]): Promise<void> {
  // PostgreSQL folds equal notifications of one transaction into one, and limits each to 8,000 bytes.
  for (const each of new Set(touches)) await sql`select pg_notify(${touchChannel}, ${each})`.execute(tx);
  afterCommit(tx, (db) => touches.forEach((each) => hearers.get(db)?.(each)));
}

const hearers = new WeakMap<Database, (touch: Touch) => void>();

/** Tells at once what this process touches through these connections; what others touch is heard by touch-listener.ts. */
export function hearOwnTouches(db: Database, hear: (touch: Touch) => void): void {
  hearers.set(db, hear);
}
