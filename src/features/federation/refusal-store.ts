import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ServerId } from "./actor.ts";

/** Something that wasn't taken of a server, whose own signature it bore. */
export interface Refused {
  readonly server: ServerId;
  /** A word of the code, never of who was refused. */
  readonly reason: string;
  readonly at: Temporal.Instant;
}

/** Adds to what is counted, all in one statement: one row for each server, day and reason, however much is refused. */
export async function addRefused(db: Database, refused: readonly Refused[]): Promise<void> {
  const given = JSON.stringify(refused.map((each) => ({ ...each, at: each.at.toString() })));
  await sql`insert into federation.refusals (server_id, day, reason, times, last_at)
    select s.id, (x.at at time zone 'UTC')::date, left(x.reason, 100), count(*), max(x.at) from jsonb_to_recordset(${given}::jsonb) as x(server uuid, reason text, at timestamptz) join federation.servers s on s.id = x.server
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (server_id, day, reason) do update set times = federation.refusals.times + excluded.times, last_at = greatest(federation.refusals.last_at, excluded.last_at)`.execute(db);
}

export async function deleteOldRefusals(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.refusals where day < (${before}::timestamptz at time zone 'UTC')::date`.execute(tx);
}
