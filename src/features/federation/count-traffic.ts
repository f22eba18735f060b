import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";

/** What goes to one other server, or doesn't. */
export interface HostTraffic {
  readonly host: string;
  readonly waiting: number;
  /** Refused or given up in the last day. */
  readonly failed: number;
  /** Of the oldest that waits. */
  readonly oldestSeconds: number;
}

/** The servers with most to send, or most that failed: so many at most, for who watches over this one. */
export async function countByHostAnywhere(db: Database, now: Temporal.Instant, most: number): Promise<HostTraffic[]> {
  const { rows } = await sql<HostTraffic>`select s.host, count(*) filter (where d.state = 'waiting')::int as waiting, count(*) filter (where d.state <> 'waiting')::int as failed,
      coalesce(extract(epoch from ${now}::timestamptz - min(d.created_at) filter (where d.state = 'waiting')), 0)::int as "oldestSeconds"
    from ((select server_id, state, created_at from federation.deliveries where state = 'waiting' order by due_at, id limit 100000)
      union all (select server_id, state, created_at from federation.deliveries where state in ('refused', 'expired') and settled_at > ${now.subtract({ hours: 24 })} limit 100000)) d
    join federation.servers s on s.id = d.server_id group by s.host order by count(*) desc, s.host limit ${most}`.execute(db);
  return rows;
}

/** What came from other servers in the last hour, by what came of it, and for how long the oldest that nobody read yet waits. */
export async function countReceivedAnywhere(db: Database, now: Temporal.Instant): Promise<{ byState: { state: string; n: number }[]; oldestSeconds: number }> {
  const [{ rows: byState }, { rows: waiting }] = await Promise.all([
    sql<{ state: string; n: number }>`select state, count(*)::int as n from federation.received where at > ${now.subtract({ hours: 1 })} group by state`.execute(db),
    sql<{ seconds: number }>`select coalesce(extract(epoch from ${now}::timestamptz - min(at)), 0)::int as seconds from federation.received where at > ${now.subtract({ hours: 48 })} and state = 'waiting'`.execute(db),
  ]);
  return { byState, oldestSeconds: waiting[0]?.seconds ?? 0 };
}
