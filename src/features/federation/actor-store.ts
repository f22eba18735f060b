import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ActorId, ActorKind, ActorReading, OtherActor, OwnActor, OwnKey, ServerId } from "./actor.ts";

export const ownColumns = sql`a.id, a.uri, a.kind, a.subject, a.territory_id as territory, a.handle, a.also_known_as as "alsoKnownAs", a.moved_to as "movedTo", a.state`;
export const otherColumns = sql`a.id, a.uri, a.server_id as server, a.kind, a.handle, a.name, a.url, a.inbox, a.shared_inbox as "sharedInbox", a.followers_uri as "followersUri",
  a.outbox_uri as "outboxUri", a.member_id as member, a.also_known_as as "alsoKnownAs", a.moved_to as "movedTo", a.read_at as "readAt",
  case when a.state = 'active' and exists (select from members s where s.id = a.member_id and s.state = 'suspended') then 'suspended' else a.state end as state`;

export interface NewOwnActor {
  readonly id: ActorId;
  readonly uri: string;
  readonly kind: ActorKind;
  readonly subject: string;
  readonly territory: TerritoryId;
  readonly handles: readonly string[];
  readonly inbox: string;
  readonly sharedInbox: string;
  readonly at: Temporal.Instant;
}

/** Writes one of ours down under the first of its handles that is free at its host; false when it stood there already. */
export async function insertOwnActor(tx: Transaction, actor: NewOwnActor): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`handles/${actor.territory}`}, 0))`.execute(tx);
  const { rows } = await sql<{ handle: string }>`select wanted.handle from unnest(${[...actor.handles]}::text[]) with ordinality as wanted(handle, place)
    where not exists (select from federation.actors a where a.territory_id = ${actor.territory} and a.handle = wanted.handle and a.server_id is null) order by wanted.place limit 1`.execute(tx);
  const handle = rows[0]?.handle ?? `${actor.handles.at(-1) ?? actor.kind}-${actor.id.slice(-6)}`;
  const { numAffectedRows } = await sql`insert into federation.actors (id, uri, kind, subject, territory_id, handle, inbox, shared_inbox, created_at)
    values (${actor.id}, ${actor.uri}, ${actor.kind}, ${actor.subject}, ${actor.territory}, ${handle}, ${actor.inbox}, ${actor.sharedInbox}, ${actor.at}) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** Whoever makes a key first gives it. */
export async function insertOwnKey(tx: Transaction, actor: ActorId, key: OwnKey, at: Temporal.Instant): Promise<void> {
  await sql`insert into federation.keys (uri, actor_id, public_pem, private_pem, made_at) values (${key.uri}, ${actor}, ${key.publicPem}, ${key.privatePem}, ${at}) on conflict do nothing`.execute(tx);
}

export async function readOwnActor(db: Database | Transaction, kind: ActorKind, subject: string, territory: TerritoryId | null): Promise<OwnActor | null> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.actors a where a.server_id is null and a.kind = ${kind} and a.subject = ${subject} ${territory ? sql`and a.territory_id = ${territory}` : sql``} order by a.created_at limit 1`.execute(db);
  return rows[0] ?? null;
}

/** They sign with none of these any more. Their addresses. */
export async function retireKeys(tx: Transaction, actor: ActorId, at: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ uri: string }>`update federation.keys set retired_at = ${at} where actor_id = ${actor} and private_pem is not null and retired_at is null returning uri`.execute(tx);
  return rows.map((row) => row.uri);
}

export async function readWithKeys(db: Database, after: ActorId | null, limit: number): Promise<OwnActor[]> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.actors a where a.server_id is null and a.state = 'active' ${after ? sql`and a.id > ${after}` : sql``}
    and exists (select from federation.keys k where k.actor_id = a.id and k.retired_at is null) order by a.id limit ${limit}`.execute(db);
  return rows;
}

/** Those of ours that have an address, of these. Members, structures, communities and projects keep theirs wherever they move. */
export async function readOwnActors(db: Database | Transaction, wanted: readonly { readonly kind: ActorKind; readonly subject: string; readonly territory: TerritoryId }[]): Promise<OwnActor[]> {
  const asked = sql`jsonb_to_recordset(${JSON.stringify(wanted.map(({ kind, subject, territory }) => ({ kind, subject, territory })))}::jsonb) as x(kind text, subject text, territory uuid)`;
  const { rows } = await sql<OwnActor>`select distinct ${ownColumns} from ${asked} join federation.actors a on a.server_id is null and a.kind = x.kind and a.subject = x.subject and (x.kind not in ('tag', 'territory') or a.territory_id = x.territory)`.execute(db);
  return rows;
}

/** Writes down what another's document says, again if we had met. The keys that it no longer names are forgotten; of who is suspended there it says no more than that. */
export async function writeOtherActor(tx: Transaction, id: ActorId, server: ServerId, reading: ActorReading, at: Temporal.Instant): Promise<OtherActor> {
  const state = reading.suspended ? "suspended" : "active";
  const shown = (column: string) => sql`${sql.ref(column)} = case when excluded.state = 'suspended' then ${sql.ref(`federation.actors.${column}`)} else ${sql.ref(`excluded.${column}`)} end`;
  await sql`insert into federation.actors (id, uri, server_id, kind, handle, name, url, icon, inbox, shared_inbox, followers_uri, outbox_uri, also_known_as, moved_to, state, read_at, created_at)
    values (${id}, ${reading.uri}, ${server}, ${reading.kind}, ${reading.handle}, ${reading.name}, ${reading.url}, ${reading.icon}, ${reading.inbox}, ${reading.sharedInbox}, ${reading.followersUri}, ${reading.outboxUri}, ${[...reading.alsoKnownAs]}, ${reading.movedTo}, ${state}, ${at}, ${at})
    on conflict (uri) do update set kind = excluded.kind, handle = excluded.handle, ${sql.join(["name", "url", "icon", "also_known_as", "moved_to"].map(shown))}, inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
      followers_uri = excluded.followers_uri, outbox_uri = excluded.outbox_uri, read_at = excluded.read_at, state = excluded.state
    where federation.actors.server_id is not null`.execute(tx);
  const actor = await readOtherActor(tx, reading.uri);
  if (!actor) throw new Error("One of ours was met as another's");
  await sql`delete from federation.keys where actor_id = ${actor.id} and uri <> all(${reading.keys.map((key) => key.uri)}::text[])`.execute(tx);
  for (const key of reading.keys) {
    // A key belongs to whoever showed it first from its own address: nobody takes it over.
    await sql`insert into federation.keys (uri, actor_id, public_pem, made_at) values (${key.uri}, ${actor.id}, ${key.publicPem}, ${at})
      on conflict (uri) do update set public_pem = excluded.public_pem, made_at = excluded.made_at where federation.keys.actor_id = excluded.actor_id`.execute(tx);
  }
  if (actor.member && !reading.suspended) await sql`update members set name = ${reading.name.slice(0, 100) || reading.handle}, bio = ${reading.about.slice(0, 2000)} where id = ${actor.member} and remote`.execute(tx);
  return actor;
}

export async function readOtherActor(db: Database | Transaction, uri: string): Promise<OtherActor | null> {
  const { rows } = await sql<OtherActor>`select ${otherColumns} from federation.actors a where a.uri = ${uri} and a.server_id is not null`.execute(db);
  return rows[0] ?? null;
}

/** Whether what their server says of them now isn't what was made of it here. */
export async function isUnsettled(tx: Transaction, actor: ActorId): Promise<boolean> {
  const { rows } = await sql`select from federation.actors a where a.id = ${actor} and a.member_id is not null and (a.state = 'suspended') <> exists (select from suspensions s where s.member_id = a.member_id and s.decided_by = 'home' and s.ended_at is null)`.execute(tx);
  return rows.length > 0;
}

/** Who stands in for another's here. Written once, whoever comes first. */
export async function insertStandIn(tx: Transaction, actor: OtherActor, member: { readonly id: MemberId; readonly handle: string; readonly name: string; readonly home: TerritoryId; readonly at: Temporal.Instant }): Promise<MemberId> {
  await sql`select from federation.actors where id = ${actor.id} for update`.execute(tx);
  const { rows } = await sql<{ member: MemberId | null }>`select member_id as member from federation.actors where id = ${actor.id}`.execute(tx);
  const there = rows[0]?.member;
  if (there) return there;
  // The same handle of another address: the host gave it to somebody else meanwhile.
  await sql`update members set handle = left(md5(id::text), 12) || '.' || handle where remote and handle = ${member.handle}`.execute(tx);
  await sql`insert into members (id, handle, name, home_id, listed, indexed, remote, created_at) values (${member.id}, ${member.handle}, ${member.name}, ${member.home}, false, false, true, ${member.at})`.execute(tx);
  await sql`update federation.actors set member_id = ${member.id} where id = ${actor.id}`.execute(tx);
  return member.id;
}

export async function readGathered(db: Database, actor: ActorId, before: Temporal.Instant): Promise<string | null> {
  const { rows } = await sql<{ uri: string }>`select a.uri from federation.actors a where a.id = ${actor} and a.server_id is not null and a.state = 'active' and (a.gathered_at is null or a.gathered_at < ${before})
    and exists (select from federation.following f where f.actor_id = a.id and f.state = 'accepted')`.execute(db);
  return rows[0]?.uri ?? null;
}

export async function writeGathered(tx: Transaction, actor: ActorId, at: Temporal.Instant): Promise<void> {
  await sql`update federation.actors set gathered_at = ${at} where id = ${actor}`.execute(tx);
}

export async function setActorState(tx: Transaction, uri: string, state: "active" | "suspended" | "gone"): Promise<void> {
  await sql`update federation.actors set state = ${state} where uri = ${uri} and state <> ${state}`.execute(tx);
}

/** One of ours is no more; null when no other server could know of them. */
export async function markOwnGone(tx: Transaction, kind: ActorKind, subject: string): Promise<ActorId | null> {
  const { rows } = await sql<{ id: ActorId }>`update federation.actors set state = 'gone', handle = id::text, name = '', also_known_as = '{}', moved_to = null where server_id is null and kind = ${kind} and subject = ${subject} returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Forgets those of other servers whom nobody follows, who follow nobody, and of whom nothing is here. How many they were. */
export async function deleteIdleActors(tx: Transaction, before: Temporal.Instant, most: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from federation.actors where id in (select a.id from federation.actors a
    where a.server_id is not null and a.read_at < ${before} and a.member_id is null
      and not exists (select from federation.followers f where f.follower_id = a.id) and not exists (select from federation.following f where f.actor_id = a.id)
      and not exists (select from federation.received r where r.actor_id = a.id) and not exists (select from federation.objects o where o.actor_id = a.id)
    order by a.read_at limit ${most})`.execute(tx);
  return Number(numAffectedRows);
}
