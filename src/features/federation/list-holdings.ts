import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ActorId, OtherActor, ServerId } from "./actor.ts";

/** What shows here of somebody of another server: what they said, or passed on. */
export interface Holding {
  readonly uri: string;
  readonly month: string;
  readonly updated: Temporal.Instant | null;
}

const most = 20_000;

export async function listHoldingsAnywhere(db: Database, actor: Pick<OtherActor, "id" | "kind" | "member">, since: Temporal.Instant): Promise<Holding[]> {
  const theirs = actor.kind === "member" || actor.kind === "structure" ? sql`o.actor_id = ${actor.id}` : sql`exists (select from relays r where r.content_id = o.content_id and r.member_id = ${actor.member}) and o.actor_id in (select p.id from federation.actors p join federation.actors q on q.server_id = p.server_id where q.id = ${actor.id})`;
  const { rows } = await sql<Holding>`select o.uri, to_char(c.published_at at time zone 'UTC', 'YYYY-MM') as month, o.updated_at as updated from federation.objects o join contents c on c.id = o.content_id
    where o.gone_at is null and c.state = 'published' and c.published_at >= ${since} and ${theirs} limit ${most}`.execute(db);
  return rows;
}

export interface FollowedActor {
  readonly id: ActorId;
  /** Its server is one that somebody vouched for: it is asked for digests. */
  readonly known: boolean;
}

/** Whom somebody here follows: at one server, or at all that are vouched for; those compared longest ago first. */
export async function listToCompareAnywhere(db: Database, server: ServerId | null, limit: number): Promise<FollowedActor[]> {
  const { rows } = await sql<FollowedActor>`select a.id, s.trust in ('network', 'known') as known from federation.actors a join federation.servers s on s.id = a.server_id
    where a.state = 'active' and ${server ? sql`s.id = ${server}` : sql`s.trust in ('network', 'known')`} and not federation.is_blocked(s.host)
      and exists (select from federation.following f where f.actor_id = a.id and f.state = 'accepted') order by a.gathered_at nulls first, a.id limit ${limit}`.execute(db);
  return rows;
}
