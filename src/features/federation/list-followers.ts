import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ActorId } from "./actor.ts";

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
