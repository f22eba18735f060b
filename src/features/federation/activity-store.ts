import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ActorId, ServerId } from "./actor.ts";
import { trustedFor } from "./trust-store.ts";
import type { Audience, DueDelivery } from "./delivery.ts";

export interface SaidActivity {
  readonly id: string;
  readonly uri: string;
  readonly actor: ActorId;
  readonly type: string;
  /** What it is about: the order of what is said of one thing is kept. */
  readonly object: string;
  readonly content: ContentId | null;
  /** Serialised once: every inbox gets these bytes. */
  readonly body: string;
  readonly at: Temporal.Instant;
  readonly signedWith?: string | null;
  /** For those named alone. */
  readonly privately?: boolean;
}

/** False when it was said already, and in the name of whoever left or leaves for another server: from then on only that one speaks for them. */
export async function insertActivity(tx: Transaction, activity: SaidActivity): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into federation.activities (id, uri, actor_id, type, object_uri, content_id, body, at, signed_with, private)
    select ${activity.id}::uuid, ${activity.uri}, ${activity.actor}::uuid, ${activity.type}, ${activity.object}, ${activity.content}::uuid, ${activity.body}, ${activity.at}::timestamptz, ${activity.signedWith ?? null}, ${activity.privately ?? false}
    where exists (select from federation.actors a join territories t on t.id = a.territory_id where a.id = ${activity.actor} and t.leaving_at is null) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** To whom it goes: one row for each shared inbox of those who follow any of these, and of those named. The dead get nothing, nor servers that are shut for all, for whoever speaks or for the territory of what they speak about. */
export async function insertDeliveries(tx: Transaction, activity: Pick<SaidActivity, "id" | "object" | "at">, to: Audience): Promise<number> {
  const { numAffectedRows } = await sql`
    with wanted as (
      select f.follower_id as id from federation.followers f where f.actor_id = any(${[...to.followersOf]}::uuid[])
      union select a.id from federation.actors a where a.uri = any(${[...to.actors]}::text[]))
    insert into federation.deliveries (activity_id, object_uri, server_id, inbox, due_at, created_at)
    select distinct on (x.inbox) ${activity.id}::uuid, ${activity.object}, x.server_id, x.inbox, ${activity.at}::timestamptz, ${activity.at}::timestamptz
    from (select a.server_id, coalesce(a.shared_inbox, a.inbox) as inbox from wanted join federation.actors a on a.id = wanted.id and a.state = 'active' and a.server_id is not null
      union select d.server_id, d.inbox from federation.activities e join federation.deliveries d on d.activity_id = e.id where e.content_id = ${to.heard ?? null} or e.actor_id = ${to.knownTo ?? null}
      union select d.server_id, d.inbox from federation.names n join federation.activities e on e.content_id = n.content_id join federation.deliveries d on d.activity_id = e.id where n.actor_id = ${to.answeredBy ?? null}) x
    where not exists (select from federation.restrictions r where r.server_id = x.server_id and r.trust = 'blocked' and (r.territory_id is null
      or r.territory_id in (select a.territory_id from federation.activities e join federation.actors a on a.id = e.actor_id where e.id = ${activity.id}
        union all select c.territory_id from federation.activities e join contents c on c.id = e.content_id where e.id = ${activity.id})))
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows);
}

/** What a territory said that leaves for another server meanwhile is sent by that one. */
const spoken = sql`(not exists (select from territories where leaving_at is not null) or not exists (select from federation.activities e join federation.actors a on a.id = e.actor_id join territories h on h.id = a.territory_id and h.leaving_at is not null where e.id = d.activity_id))`;

/**
 * Takes what is due and is nobody else's: at most `each` for one server, the oldest first, never what waits behind an earlier word about the same thing
 * to the same place. It is given back when the lease ends, whatever becomes of who took it.
 */
export async function leaseDeliveries(tx: Transaction, now: Temporal.Instant, until: Temporal.Instant, most: number, each: number): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    with head as materialized (
      select d.id, d.server_id, d.inbox, d.object_uri from federation.deliveries d where d.state = 'waiting' and d.due_at <= ${now} and (d.leased_until is null or d.leased_until < ${now})
        and ${spoken}
      order by d.due_at, d.id limit ${most * 4} for update skip locked),
    due as (
      select h.id, row_number() over (partition by h.server_id order by h.id) as n from head h join federation.servers s on s.id = h.server_id and (s.closed_until is null or s.closed_until < ${now})
      cross join lateral (select exists (select from federation.deliveries e where e.inbox = h.inbox and e.object_uri = h.object_uri and e.state = 'waiting' and e.id < h.id) as behind offset 0) earlier where not earlier.behind),
    taken as (update federation.deliveries d set leased_until = ${until} where d.id = any(array(select id from due where n <= ${each} order by id limit ${most})) returning d.*)
    select t.id, t.server_id as server, s.host, s.signature, t.inbox, t.activity_id as activity, a.type, t.object_uri as object, a.actor_id as actor, a.signed_with as "signedWith", a.body, t.attempts, t.created_at as "createdAt", exists (select from federation.restrictions r where r.server_id = s.id and r.trust = 'blocked' and r.territory_id is null)
        or (a.private and not ${trustedFor("s", sql`(select x.territory_id from federation.actors x where x.id = a.actor_id)`)}) as blocked
    from taken t join federation.servers s on s.id = t.server_id join federation.activities a on a.id = t.activity_id order by t.id`.execute(tx);
  return rows;
}

export interface SettledDelivery {
  readonly id: number;
  readonly state: "waiting" | "delivered" | "refused" | "expired";
  readonly status: number | null;
  readonly answer: string;
  readonly due: Temporal.Instant;
}

export async function settleDeliveries(tx: Transaction, settled: readonly SettledDelivery[], at: Temporal.Instant): Promise<void> {
  const rows = sql`jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as x(id bigint, state text, status int, answer text, due timestamptz)`;
  await sql`update federation.deliveries d set state = x.state, attempts = d.attempts + 1, status = x.status, answer = x.answer, due_at = x.due, leased_until = null,
      settled_at = case when x.state = 'waiting' then null else ${at}::timestamptz end
    from ${rows} where d.id = x.id and d.state = 'waiting'`.execute(tx);
  if (settled.every((each) => each.state !== "waiting")) return;
  // What waits behind a word that waits isn't due before it: the head of the queue holds what can go.
  await sql`update federation.deliveries d set due_at = x.due from ${rows} join federation.deliveries before on before.id = x.id
    where x.state = 'waiting' and d.inbox = before.inbox and d.object_uri = before.object_uri and d.state = 'waiting' and d.id > x.id and d.due_at < x.due`.execute(tx);
}

export interface ServerHealth {
  readonly server: ServerId;
  /** How many of the last deliveries in a row failed; 0 after one that arrived. */
  readonly failed: number;
  /** It answered, whatever it said. */
  readonly reached: boolean;
  /** It took what was sent. */
  readonly delivered: boolean;
  /** What the last one in trouble was answered; null when none was. */
  readonly trouble: { readonly status: number | null; readonly answer: string } | null;
}

/** Five failures in a row close the way to a server for a while; the first that arrives opens it. What waits for a server that is closed isn't due before. What is taken ends a trouble. */
export async function noteHealth(tx: Transaction, servers: readonly ServerHealth[], at: Temporal.Instant, closed: { readonly after: number; readonly until: Temporal.Instant }): Promise<void> {
  // In one order, so that two senders never wait for each other; one that is as well as it was a minute ago isn't written.
  const { rows } = await sql<{ id: ServerId }>`
    with told as materialized (select s.id, x.*, case when x.reached then 0 else s.failures end + x.failed as count from jsonb_to_recordset(${JSON.stringify(servers)}::jsonb) as x(server uuid, failed int, reached boolean, delivered boolean, trouble jsonb)
        join federation.servers s on s.id = x.server where x.failed > 0 or x.trouble is not null or s.failures > 0 or s.failing_since is not null or s.closed_until is not null or s.last_success_at is null or s.last_success_at < ${at}::timestamptz - interval '1 minute' order by s.id for update of s),
    noted as (update federation.servers s set failures = told.count,
        closed_until = case when told.reached and told.failed = 0 then null when told.count >= ${closed.after} then ${closed.until}::timestamptz else s.closed_until end,
        last_success_at = case when told.delivered then ${at}::timestamptz else s.last_success_at end,
        failing_since = case when told.trouble is null then case when told.delivered then null else s.failing_since end when told.delivered then ${at}::timestamptz else coalesce(s.failing_since, ${at}::timestamptz) end,
        last_status = case when told.trouble is null then s.last_status else (told.trouble->>'status')::int end,
        last_error = case when told.trouble is null then s.last_error else left(told.trouble->>'answer', 300) end, last_error_at = case when told.trouble is null then s.last_error_at else ${at}::timestamptz end
      from told where s.id = told.id returning s.id, s.closed_until)
    select id from noted where closed_until = ${closed.until}`.execute(tx);
  if (rows.length > 0) await sql`update federation.deliveries set due_at = ${closed.until} where server_id = any(${rows.map((row) => row.id)}::uuid[]) and state = 'waiting' and due_at < ${closed.until}`.execute(tx);
}

/** When the next is due, or is given back: null when nothing waits. */
export async function nextDue(tx: Transaction): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ due: Temporal.Instant | null }>`select greatest(due_at, leased_until) as due from federation.deliveries d where state = 'waiting' and ${spoken} order by due_at, id limit 1`.execute(tx);
  return rows[0]?.due ?? null;
}

/** The words of what was said to one alone go once nothing waits to be sent of it; `actor`: of somebody who leaves, also what waits. */
export async function emptyPrivate(tx: Transaction, actor: ActorId | null): Promise<void> {
  if (actor) await sql`update federation.deliveries d set state = 'refused', answer = 'gone', leased_until = null from federation.activities e where e.id = d.activity_id and e.actor_id = ${actor} and e.private and d.state = 'waiting'`.execute(tx);
  await sql`update federation.activities e set body = '' where e.private and e.body <> '' ${actor ? sql`and e.actor_id = ${actor}` : sql``} and not exists (select from federation.deliveries d where d.activity_id = e.id and d.state = 'waiting')`.execute(tx);
}
