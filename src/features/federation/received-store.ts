import { sql, type RawBuilder } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import { sendingJob } from "../../platform/jobs.ts";
import type { ActorId, OtherActor, ServerId } from "./actor.ts";
import { otherColumns } from "./actor-store.ts";

/** What somebody of another server said, and that it was they who said it was verified. */
export interface Letter {
  readonly uri: string;
  readonly type: string;
  readonly body: string;
  readonly actor: ActorId;
  readonly server: ServerId;
  readonly at: Temporal.Instant;
}

/**
 * Writes letters down and has them heard, in one statement: a server that posts much keeps the database busy enough. One that was written
 * down already, at whichever inbox, stays as it was. After a silence of days, whoever's fault it was, what was missed is looked for.
 */
export async function insertReceived(db: Database, letters: readonly Letter[], afterSeconds: number): Promise<void> {
  const given = JSON.stringify(letters.map((each) => ({ ...each, at: each.at.toString() })));
  await sql`with kept as (
      insert into federation.received (uri, actor_id, server_id, type, body, at)
        select x.uri, x.actor, x.server, x.type, x.body, x.at from jsonb_to_recordset(${given}::jsonb) as x(uri text, actor uuid, server uuid, type text, body text, at timestamptz) on conflict do nothing returning server_id, at),
    senders as (select server_id as id, max(at) as at from kept group by server_id),
    heard as (update federation.servers s set heard_at = due.at from
      (select s.id, n.at from federation.servers s join senders n on n.id = s.id where s.heard_at is null or s.heard_at < n.at - interval '1 minute' for update of s skip locked) due where s.id = due.id)
    select ${hearing(sql`n.id`, afterSeconds)}, case when exists (select from federation.servers s where s.id = n.id and s.heard_at < n.at - interval '2 days') then ${sendingJob("compare-server", sql`json_build_object('server', n.id)`, { key: sql`'compare-server ' || n.id` })} end
    from (select id, at from senders order by id) n`.execute(db);
}

/** One job for all that waits of a server, and never two at once. */
const hearing = (server: RawBuilder<unknown>, afterSeconds: number): RawBuilder<unknown> =>
  sendingJob("hear", sql`json_build_object('server', ${server})`, { runAt: sql`now() + make_interval(secs => ${afterSeconds})`, key: sql`'hear ' || ${server}`, queue: sql`'hear ' || ${server}`, keepsTime: true });

/** What waits of a server is heard when others have had their turn. */
export async function sendHearing(db: Database, server: ServerId): Promise<void> {
  await sql`select ${hearing(sql`${server}::uuid`, 0)}`.execute(db);
}

/** A letter of which nothing was made yet, who wrote it, and whether nothing is heard from their host any more. */
export interface ReceivedActivity {
  readonly uri: string;
  readonly body: string;
  readonly at: Temporal.Instant;
  readonly from: OtherActor;
  readonly blocked: boolean;
}

const waiting = sql`select r.uri as letter, r.body, r.at, federation.is_blocked(split_part(a.uri, '/', 3)) as blocked, ${otherColumns} from federation.received r join federation.actors a on a.id = r.actor_id and a.server_id is not null`;
type Waiting = OtherActor & Omit<ReceivedActivity, "uri" | "from"> & { readonly letter: string };

/** What waits of one server in the order in which it came, without that of these. */
export async function readWaiting(db: Database, server: ServerId, without: readonly ActorId[], limit: number): Promise<ReceivedActivity[]> {
  const { rows } = await sql<Waiting>`${waiting} where r.server_id = ${server} and r.state = 'waiting' and a.id <> all(${[...without]}::uuid[]) order by r.at, r.uri limit ${limit}`.execute(db);
  return rows.map(received);
}

function received({ letter, body, at, blocked, ...from }: Waiting): ReceivedActivity {
  return { uri: letter, body, at, from, blocked };
}

export async function readClaim(db: Database, uri: string, from: ActorId): Promise<string | null> {
  const { rows } = await sql<{ body: string }>`select body from federation.received where uri = ${uri} and actor_id = ${from} and body <> ''`.execute(db);
  return rows[0]?.body ?? null;
}

/** What was made of a letter, and why. */
export interface Settled {
  readonly uri: string;
  readonly state: "applied" | "refused" | "ignored";
  readonly reason: string;
}

/** The body isn't kept once something was made of it, but for what may be taken back by its name alone. */
export async function settleReceived(db: Database, settled: readonly Settled[], at: Temporal.Instant): Promise<void> {
  await sql`update federation.received r set state = x.state, reason = left(x.reason, 300), body = case when r.type in ('Follow', 'Like', 'Announce', 'Join') then r.body else '' end, settled_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as x(uri text, state text, reason text) where r.uri = x.uri and r.state = 'waiting'`.execute(db);
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
