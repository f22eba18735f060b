import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import { sendingJob, type JobOptions } from "../../platform/jobs.ts";
import type { ActorId, ServerId } from "./actor.ts";

/** Writes it down and has it heard, in one statement; after a silence of days, whoever's fault it was, what was missed is looked for: a server that posts much keeps the database busy enough. False when it was heard already, at whichever inbox. */
export async function insertReceived(db: Database, activity: { readonly uri: string; readonly actor: ActorId; readonly server: ServerId; readonly type: string; readonly body: string; readonly at: Temporal.Instant }): Promise<boolean> {
  const { rows } = await sql`with kept as (
      insert into federation.received (uri, actor_id, server_id, type, body, at) values (${activity.uri}, ${activity.actor}, ${activity.server}, ${activity.type}, ${activity.body}, ${activity.at}) on conflict do nothing returning server_id),
    heard as (update federation.servers s set heard_at = ${activity.at} from kept where s.id = kept.server_id and (s.heard_at is null or s.heard_at < ${activity.at}::timestamptz - interval '1 minute'))
    select ${sendingJob("hear", { server: activity.server }, hearing(activity.server))},
      case when exists (select from federation.servers s where s.id = ${activity.server} and s.heard_at < ${activity.at}::timestamptz - interval '2 days') then ${sendingJob("compare-server", { server: activity.server }, { key: `compare-server ${activity.server}` })} end
    from kept`.execute(db);
  return rows.length > 0;
}

/** One job for all that waits of a server, and never two at once. */
export const hearing = (server: ServerId): JobOptions => ({ key: `hear ${server}`, queue: `hear ${server}` });

export interface ReceivedActivity {
  readonly uri: string;
  readonly actor: string;
  readonly body: string;
  readonly state: "waiting" | "applied" | "refused" | "ignored";
  readonly at: Temporal.Instant;
}

/** What waits of one server in the order in which it came, without that of these. */
export async function readWaiting(db: Database, server: ServerId, without: readonly string[], limit: number): Promise<ReceivedActivity[]> {
  const { rows } = await sql<ReceivedActivity>`select r.uri, a.uri as actor, r.body, r.state, r.at from federation.received r join federation.actors a on a.id = r.actor_id
    where r.server_id = ${server} and r.state = 'waiting' and a.uri <> all(${[...without]}::text[]) order by r.at, r.uri limit ${limit}`.execute(db);
  return rows;
}

export async function readReceived(db: Database, uri: string): Promise<ReceivedActivity | null> {
  const { rows } = await sql<ReceivedActivity>`select r.uri, a.uri as actor, r.body, r.state, r.at from federation.received r join federation.actors a on a.id = r.actor_id where r.uri = ${uri}`.execute(db);
  return rows[0] ?? null;
}

export async function readClaim(db: Database, uri: string, from: ActorId): Promise<string | null> {
  const { rows } = await sql<{ body: string }>`select body from federation.received where uri = ${uri} and actor_id = ${from} and body <> ''`.execute(db);
  return rows[0]?.body ?? null;
}

/** The body isn't kept once something was made of it, but for what may be taken back by its name alone. */
export async function settleReceived(db: Database, uri: string, state: "applied" | "refused" | "ignored", reason: string, at: Temporal.Instant): Promise<void> {
  await sql`update federation.received set state = ${state}, reason = ${reason.slice(0, 300)}, body = case when type in ('Follow', 'Like', 'Announce', 'Join') then body else '' end, settled_at = ${at} where uri = ${uri} and state = 'waiting'`.execute(db);
}

/** The identifiers of old activities are kept for as long as somebody may send them again. */
export async function deleteOldReceived(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.received where at < ${before} and state <> 'waiting'`.execute(tx);
}

/** Keys of ours with which nothing is signed any more. */
export async function deleteOldKeys(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.keys where retired_at < ${before}`.execute(tx);
}

export async function deleteOldActivities(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.activities a where a.at < ${before} and not exists (select from federation.deliveries d where d.activity_id = a.id and d.state = 'waiting')`.execute(tx);
}
