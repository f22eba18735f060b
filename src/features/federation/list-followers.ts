import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ActorId, OwnActor } from "./actor.ts";
import { ownColumns } from "./actor-store.ts";

/** How many follow one of ours, and how many elsewhere one of ours follows: the wire tells no more of it than a number. */
export async function countFollowersAnywhere(db: Database, actor: ActorId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from federation.followers where actor_id = ${actor}`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function countFollowingAnywhere(db: Database, actor: ActorId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from federation.following where follower_id = ${actor} and state = 'accepted'`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whether somebody here follows one of another server, who agreed. */
export async function isFollowedHereAnywhere(db: Database, actor: ActorId): Promise<boolean> {
  const { rows } = await sql`select from federation.following where actor_id = ${actor} and state = 'accepted' limit 1`.execute(db);
  return rows.length > 0;
}

/** Whom one of ours follows elsewhere. */
export async function listFollowedAnywhere(db: Database, follower: ActorId): Promise<{ id: ActorId; uri: string }[]> {
  const { rows } = await sql<{ id: ActorId; uri: string }>`select a.id, a.uri from federation.following f join federation.actors a on a.id = f.actor_id where f.follower_id = ${follower}`.execute(db);
  return rows;
}

/** The addresses of those elsewhere who follow one of ours; of one host alone, if said. */
export async function listFollowerUrisAnywhere(db: Database, actor: ActorId, host: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ uri: string }>`select a.uri from federation.followers f join federation.actors a on a.id = f.follower_id where f.actor_id = ${actor} and a.state = 'active' ${host === null ? sql`` : sql`and split_part(a.uri, '/', 3) = ${host}`} order by a.uri limit ${limit}`.execute(db);
  return rows.map((row) => row.uri);
}

/** Those of ours, called after one of our hosts, who follow somebody elsewhere, as was agreed. */
export async function listOurFollowersAnywhere(db: Database, actor: ActorId, host: string, limit: number): Promise<OwnActor[]> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.following f join federation.actors a on a.id = f.follower_id where f.actor_id = ${actor} and f.state = 'accepted' and a.state = 'active' and split_part(a.uri, '/', 3) = ${host} order by a.uri limit ${limit}`.execute(db);
  return rows;
}

/** The hosts of ours after which those are called who follow somebody elsewhere. */
export async function listHostsFollowingAnywhere(db: Database, actor: ActorId): Promise<string[]> {
  const { rows } = await sql<{ host: string }>`select distinct split_part(a.uri, '/', 3) as host from federation.following f join federation.actors a on a.id = f.follower_id where f.actor_id = ${actor} and f.state = 'accepted'`.execute(db);
  return rows.map((row) => row.host);
}

/** Whether one of ours follows somebody elsewhere, or waits for their answer. */
export async function isAskedAnywhere(db: Database, actor: ActorId, follower: ActorId): Promise<boolean> {
  const { rows } = await sql`select from federation.following where actor_id = ${actor} and follower_id = ${follower} and state in ('asked', 'accepted')`.execute(db);
  return rows.length > 0;
}
