import { sql, type RawBuilder } from "kysely";
import type { Database } from "./database.ts";
import { readId } from "./ids.ts";

/** Where a page of changes ended; without an id, where one begins to look. */
export interface ChangeCursor {
  readonly at: Temporal.Instant;
  readonly id: string | null;
}

export function writeChangeCursor(cursor: ChangeCursor): string {
  return `${cursor.at.epochNanoseconds}.${cursor.id ?? ""}`;
}

export function readChangeCursor(text: string | undefined): ChangeCursor | null {
  const [nanos = "", key] = (text ?? "").split(".");
  return /^\d{1,19}$/.test(nanos) ? { at: Temporal.Instant.fromEpochNanoseconds(BigInt(nanos)), id: readId(key) } : null;
}

interface Changed {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly gone: boolean;
}

/** One select of what changed, with the columns of `Row`; `when` and `id` are its columns by which it is walked. */
export interface ChangeSource {
  readonly select: RawBuilder<unknown>;
  readonly when: string;
  readonly id: string;
}

/** What changed since a moment, the oldest first: what stands and what is gone are each walked along their own index, then woven. */
export async function weaveChanges<Row extends Changed>(db: Database, sources: readonly ChangeSource[], since: ChangeCursor, limit: number): Promise<{ rows: Row[]; next: ChangeCursor | null }> {
  const from = since.id ?? "00000000-0000-0000-0000-000000000000";
  const walks = sources.map(({ select, when, id }) => sql`(${select} and (${sql.ref(when)}, ${sql.ref(id)}) > (${since.at}, ${from}::uuid) order by ${sql.ref(when)}, ${sql.ref(id)} limit ${limit + 1})`);
  const { rows } = await sql<Row>`select * from (${sql.join(walks, sql` union all `)}) changes order by at, id limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? { at: last.at, id: last.id } : null };
}
