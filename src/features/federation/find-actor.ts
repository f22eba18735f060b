import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ActorId, ActorKind, OtherActor, OwnActor, OwnKey, ServerId } from "./actor.ts";
import { otherColumns, ownColumns, readOtherActor, readOwnActor } from "./actor-store.ts";

/** One of ours, if the wire knows them already. A tag and a territory are of one territory; the others are found wherever they live. */
export async function findOwnActorAnywhere(db: Database, kind: ActorKind, subject: string, territory: TerritoryId | null): Promise<OwnActor | null> {
  return readOwnActor(db, kind, subject, territory);
}

export async function findOwnActorByHandle(db: Database, territory: TerritoryId, handle: string): Promise<OwnActor | null> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.actors a where a.server_id is null and a.territory_id = ${territory} and a.handle = ${handle}`.execute(db);
  return rows[0] ?? null;
}

export async function findOwnActorByUriAnywhere(db: Database, uri: string): Promise<OwnActor | null> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.actors a where a.server_id is null and a.uri = ${uri}`.execute(db);
  return rows[0] ?? null;
}

/** One of ours by the name that others write, `camille` at `grenoble.example`. */
export async function findOwnActorByNameAnywhere(db: Database, handle: string, host: string): Promise<OwnActor | null> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.actors a where a.server_id is null and a.handle = ${handle} and split_part(a.uri, '/', 3) = ${host}`.execute(db);
  return rows[0] ?? null;
}

export async function findOwnActorByIdAnywhere(db: Database, id: ActorId): Promise<OwnActor | null> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.actors a where a.server_id is null and a.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Somebody of another server whom we have met; null otherwise. */
export async function findOtherActorAnywhere(db: Database, uri: string): Promise<OtherActor | null> {
  return readOtherActor(db, uri);
}

export async function findOtherActorByIdAnywhere(db: Database, id: ActorId): Promise<OtherActor | null> {
  const { rows } = await sql<OtherActor>`select ${otherColumns} from federation.actors a where a.id = ${id} and a.server_id is not null and a.state = 'active'`.execute(db);
  return rows[0] ?? null;
}

/** Whether somebody of another server is suspended there, as their own document said last, and who stands in for them here. */
export async function findWordOfHomeAnywhere(db: Database, id: ActorId): Promise<{ member: MemberId | null; suspended: boolean } | null> {
  const { rows } = await sql<{ member: MemberId | null; suspended: boolean }>`select a.member_id as member, a.state = 'suspended' as suspended from federation.actors a where a.id = ${id} and a.server_id is not null`.execute(db);
  return rows[0] ?? null;
}

/** Somebody of another server by who stands in for them here; null for one of ours. */
export async function findActorOfMemberAnywhere(db: Database, member: MemberId): Promise<OtherActor | null> {
  const { rows } = await sql<OtherActor>`select ${otherColumns} from federation.actors a where a.member_id = ${member}`.execute(db);
  return rows[0] ?? null;
}

/** The key that one of ours signs with now. */
export async function findSigningKeyAnywhere(db: Database, actor: ActorId): Promise<OwnKey | null> {
  const { rows } = await sql<OwnKey>`select uri, public_pem as "publicPem", private_pem as "privatePem" from federation.keys where actor_id = ${actor} and private_pem is not null and retired_at is null
    and not exists (select from federation.actors a join territories t on t.id = a.territory_id and t.leaving_at is not null where a.id = actor_id) order by made_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** A key of one of ours by its address, also one that they sign with no more. */
export async function findOwnKeyAnywhere(db: Database, uri: string): Promise<OwnKey | null> {
  const { rows } = await sql<OwnKey>`select uri, public_pem as "publicPem", private_pem as "privatePem" from federation.keys where uri = ${uri} and private_pem is not null`.execute(db);
  return rows[0] ?? null;
}

/** Who signs what is posted, as far as they are known here. */
export interface Sender {
  /** Nothing is heard from their host. */
  readonly blocked: boolean;
  /** One of ours has this address: nobody of another server has. */
  readonly own: boolean;
  readonly actor: OtherActor | null;
  /** Their public key at this address, as their own document last showed it. */
  readonly publicPem: string | null;
}

/** Who is said to sign: their address, its host, and the address of their key. */
export interface Signatory {
  readonly uri: string;
  readonly host: string;
  readonly key: string;
}

/** All that must be known of each before a signature is looked at, in one question and in their order. */
export async function findSendersAnywhere(db: Database, asked: readonly Signatory[]): Promise<Sender[]> {
  const { rows } = await sql<OtherActor & Omit<Sender, "actor">>`select federation.is_blocked(x.host) as blocked, exists (select from federation.actors o where o.uri = x.uri and o.server_id is null) as own, k.public_pem as "publicPem", ${otherColumns}
    from unnest(${asked.map((each) => each.uri)}::text[], ${asked.map((each) => each.host)}::text[], ${asked.map((each) => each.key)}::text[]) with ordinality as x(uri, host, key, turn)
    left join federation.actors a on a.uri = x.uri and a.server_id is not null left join federation.keys k on k.uri = x.key and k.actor_id = a.id order by x.turn`.execute(db);
  return rows.map(({ blocked, own, publicPem, ...actor }) => ({ blocked, own, publicPem, actor: actor.id ? actor : null }));
}

/** Somebody of another server, by a key of theirs that their own document showed. */
export interface Signer {
  readonly server: ServerId;
  readonly publicPem: string;
}

/** Whose keys these are, in their order; null for a key of nobody whom we have met. */
export async function findSignersAnywhere(db: Database, keys: readonly string[]): Promise<(Signer | null)[]> {
  const { rows } = await sql<{ server: ServerId | null; publicPem: string }>`select a.server_id as server, k.public_pem as "publicPem" from unnest(${[...keys]}::text[]) with ordinality as x(key, turn)
    left join federation.keys k on k.uri = x.key and k.retired_at is null left join federation.actors a on a.id = k.actor_id and a.state <> 'gone' order by x.turn`.execute(db);
  return rows.map(({ server, publicPem }) => server && { server, publicPem });
}
