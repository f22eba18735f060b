import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { ActorId } from "./actor.ts";

/** False when they followed already; the newest asking is the one that counts. */
export async function insertFollower(tx: Transaction, actor: ActorId, follower: ActorId, activity: string, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ added: boolean }>`insert into federation.followers (actor_id, follower_id, activity_uri, at) values (${actor}, ${follower}, ${activity}, ${at})
    on conflict (actor_id, follower_id) do update set activity_uri = excluded.activity_uri returning xmax = 0 as added`.execute(tx);
  return rows[0]?.added ?? false;
}

export async function deleteFollower(tx: Transaction, actor: ActorId, follower: ActorId): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from federation.followers where actor_id = ${actor} and follower_id = ${follower}`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** Asked once at a time: an asking that was refused may be made again. False when one stands. */
export async function insertFollowing(tx: Transaction, actor: ActorId, follower: ActorId, activity: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into federation.following (actor_id, follower_id, activity_uri, state, at) values (${actor}, ${follower}, ${activity}, 'asked', ${at})
    on conflict (actor_id, follower_id) do update set activity_uri = excluded.activity_uri, state = 'asked', at = excluded.at where federation.following.state = 'refused'`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** What was agreed once and is forgotten there is asked again; once a day. */
export async function askFollowingAgain(tx: Transaction, actor: ActorId, follower: ActorId, activity: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update federation.following set activity_uri = ${activity}, state = 'asked', at = ${at} where actor_id = ${actor} and follower_id = ${follower} and state = 'accepted' and at < ${at}::timestamptz - interval '1 day'`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** Takes an answer to an asking that stands, from the one who was asked. False for any other. */
export async function settleFollowing(tx: Transaction, actor: ActorId, activity: string, state: "accepted" | "refused"): Promise<boolean> {
  const { numAffectedRows } = await sql`update federation.following set state = ${state} where actor_id = ${actor} and activity_uri = ${activity} and state in ('asked', ${state === "refused" ? "accepted" : "asked"})`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** The asking that is taken back; null when there was none. */
export async function deleteFollowing(tx: Transaction, actor: ActorId, follower: ActorId): Promise<string | null> {
  const { rows } = await sql<{ activity: string }>`delete from federation.following where actor_id = ${actor} and follower_id = ${follower} returning activity_uri as activity`.execute(tx);
  return rows[0]?.activity ?? null;
}

/** What they agreed to without being asked to follow; one that stands stays as it was asked. */
export async function insertAgreed(tx: Transaction, actor: ActorId, member: MemberId, activity: string, at: Temporal.Instant): Promise<void> {
  await sql`insert into federation.following (actor_id, follower_id, activity_uri, state, at) select ${actor}, a.id, ${activity}, 'accepted', ${at} from federation.actors a where a.server_id is null and a.kind = 'member' and a.subject = ${member}::text
    on conflict (actor_id, follower_id) do update set state = 'accepted'`.execute(tx);
}

export async function deleteFollowingOf(tx: Transaction, actor: ActorId, member: MemberId): Promise<void> {
  await sql`delete from federation.following f using federation.actors a where a.id = f.follower_id and a.server_id is null and a.kind = 'member' and a.subject = ${member}::text and f.actor_id = ${actor}`.execute(tx);
}

/** Whom somebody elsewhere followed here, and who followed them. */
export async function deleteFollowsOf(tx: Transaction, uri: string): Promise<void> {
  await sql`delete from federation.followers f using federation.actors a where a.uri = ${uri} and a.server_id is not null and f.follower_id = a.id`.execute(tx);
  await sql`delete from federation.following f using federation.actors a where a.uri = ${uri} and a.server_id is not null and f.actor_id = a.id`.execute(tx);
}

/** Whether a member here follows a dossier, a place, an itinerary or an operation of this one elsewhere. Who visits follows by their own server. */
export async function anyContentFollowed(tx: Transaction, actor: ActorId): Promise<boolean> {
  const { rows } = await sql`select from federation.objects o join follows f on f.kind in ('dossier', 'place', 'itinerary', 'operation') and f.target = o.content_id::text join members m on m.id = f.member_id and not m.remote where o.actor_id = ${actor} limit 1`.execute(tx);
  return rows.length > 0;
}
