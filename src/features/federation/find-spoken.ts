import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { CommunityId, ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";
import type { ActorKind, OwnActor } from "./actor.ts";
import { ownColumns } from "./actor-store.ts";

/** What telling others of a content needs to know of it, whatever its state. */
export interface Spoken {
  readonly territory: TerritoryId;
  /** A community that everybody may know of. */
  readonly community: CommunityId | null;
  readonly tags: readonly string[];
}

export async function findSpokenAnywhere(db: Database, content: ContentId): Promise<Spoken | null> {
  const { rows } = await sql<Spoken>`select c.territory_id as territory,
      (select k.id from communities k where k.id = c.community_id and k.access <> 'private' and k.state = 'active') as community,
      array(select tag from content_tags t where t.content_id = c.id order by position) as tags
    from contents c where c.id = ${content}`.execute(db);
  return rows[0] ?? null;
}

/** Those of ours who pass a content on, and whom somebody elsewhere follows: its territory, its tags, its community. */
export async function listPassingOnAnywhere(db: Database, { territory, tags, community }: Spoken): Promise<OwnActor[]> {
  const { rows } = await sql<OwnActor>`select ${ownColumns} from federation.actors a where a.server_id is null and a.state = 'active'
    and ((a.kind = 'territory' and a.subject = ${territory}) or (a.kind = 'tag' and a.territory_id = ${territory} and a.subject = any(${[...tags]}::text[])) or (a.kind = 'community' and a.subject = ${community}::text))
    and exists (select from federation.followers f where f.actor_id = a.id) order by a.kind, a.id`.execute(db);
  return rows;
}

/** Whether anybody elsewhere follows one of ours. */
export async function isFollowedAnywhere(db: Database, kind: ActorKind, subject: string): Promise<boolean> {
  const { rows } = await sql`select from federation.actors a join federation.followers f on f.actor_id = a.id where a.server_id is null and a.kind = ${kind} and a.subject = ${subject} limit 1`.execute(db);
  return rows.length > 0;
}

/** A content that everybody could read and can no longer: its kind, since when, and whether that is for a while only; null for what is public, and for what never was. */
export async function findGoneAnywhere(db: Database, content: ContentId): Promise<{ kind: ContentKind; at: Temporal.Instant; suspended: boolean } | null> {
  const { rows } = await sql<{ kind: ContentKind; at: Temporal.Instant; suspended: boolean }>`select t.kind, t.at, coalesce(c.state = 'suspended', false) as suspended from tombstones t left join contents c on c.id = t.content_id where t.content_id = ${content}`.execute(db);
  return rows[0] ?? null;
}
