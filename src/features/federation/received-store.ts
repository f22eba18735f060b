import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ActorId, ServerId } from "./actor.ts";

/** False when it was heard already, at whichever inbox. */
export async function insertReceived(tx: Transaction, activity: { readonly uri: string; readonly actor: ActorId; readonly server: ServerId; readonly type: string; readonly body: string; readonly at: Temporal.Instant }): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into federation.received (uri, actor_id, server_id, type, body, at) values (${activity.uri}, ${activity.actor}, ${activity.server}, ${activity.type}, ${activity.body}, ${activity.at}) on conflict do nothing`.execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  await sql`update federation.servers set heard_at = ${activity.at} where id = ${activity.server} and (heard_at is null or heard_at < ${activity.at}::timestamptz - interval '1 minute')`.execute(tx);
  return true;
}

export interface ReceivedActivity {
  readonly uri: string;
  readonly actor: string;
  readonly body: string;
  readonly state: "waiting" | "applied" | "refused" | "ignored";
}

export async function readReceived(tx: Transaction, uri: string): Promise<ReceivedActivity | null> {
  const { rows } = await sql<ReceivedActivity>`select r.uri, a.uri as actor, r.body, r.state from federation.received r join federation.actors a on a.id = r.actor_id where r.uri = ${uri}`.execute(tx);
  return rows[0] ?? null;
}

export async function readClaim(tx: Transaction, uri: string, from: ActorId): Promise<string | null> {
  const { rows } = await sql<{ body: string }>`select body from federation.received where uri = ${uri} and actor_id = ${from} and body <> ''`.execute(tx);
  return rows[0]?.body ?? null;
}

/** The body isn't kept once something was made of it, but for what may be taken back by its name alone. */
export async function settleReceived(tx: Transaction, uri: string, state: "applied" | "refused" | "ignored", reason: string, at: Temporal.Instant): Promise<void> {
  await sql`update federation.received set state = ${state}, reason = ${reason.slice(0, 300)}, body = case when type in ('Follow', 'Like', 'Announce', 'Join') then body else '' end, settled_at = ${at} where uri = ${uri} and state = 'waiting'`.execute(tx);
}

/** The identifiers of old activities are kept for as long as somebody may send them again. */
export async function deleteOldReceived(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.received where at < ${before} and state <> 'waiting'`.execute(tx);
}

export async function deleteOldActivities(tx: Transaction, before: Temporal.Instant): Promise<void> {
  await sql`delete from federation.activities a where a.at < ${before} and not exists (select from federation.deliveries d where d.activity_id = a.id and d.state = 'waiting')`.execute(tx);
}
