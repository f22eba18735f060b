import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ActorId, OwnActor } from "./actor.ts";
import { ownColumns } from "./actor-store.ts";

/** The address of the last activity of this type that one of ours said about a thing: what is taken back. Null when none was. */
export async function findLastSaidAnywhere(db: Database, actor: ActorId, type: string, object: string): Promise<string | null> {
  const { rows } = await sql<{ uri: string }>`select uri from federation.activities where actor_id = ${actor} and object_uri = ${object} and type = ${type} order by at desc limit 1`.execute(db);
  return rows[0]?.uri ?? null;
}

/** What of other servers a dossier of ours was last said to hold, and who was told; without what those who wrote it took away themselves. */
export async function listAddedAnywhere(db: Database, dossier: ContentId): Promise<{ object: string; owner: string | null }[]> {
  const { rows } = await sql<{ object: string; owner: string | null; last: string }>`select said.object, said.last, a.uri as owner from (
      select distinct on (object_uri) object_uri as object, type as last from federation.activities where content_id = ${dossier} and type in ('Add', 'Remove') order by object_uri, at desc, id desc) said
    left join federation.objects o on o.uri = said.object left join federation.actors a on a.id = o.actor_id where said.last = 'Add' and o.gone_at is null`.execute(db);
  return rows;
}

/** The content that one of ours put into a dossier by this act; null when none of ours did. */
export async function findAddedAnywhere(db: Database, activity: string): Promise<{ object: string; dossier: ContentId } | null> {
  const { rows } = await sql<{ object: string; dossier: ContentId }>`select object_uri as object, content_id as dossier from federation.activities where uri = ${activity} and type = 'Add' and content_id is not null`.execute(db);
  return rows[0] ?? null;
}

export interface SaidObject {
  readonly uri: string;
  readonly actor: OwnActor;
}

/** What was said of a content and still stands: itself, its dates, the comments under it; each with who said it. */
export async function listSaidAnywhere(db: Database, content: ContentId): Promise<SaidObject[]> {
  const { rows } = await sql<OwnActor & { object: string; last: string }>`select * from (
      select distinct on (e.object_uri) e.object_uri as object, e.type as last, ${ownColumns} from federation.activities e join federation.actors a on a.id = e.actor_id
      where e.content_id = ${content} and e.type in ('Create', 'Update', 'Delete') order by e.object_uri, e.at desc, e.id desc) said where last <> 'Delete'`.execute(db);
  return rows.map(({ object, ...actor }) => ({ uri: object, actor }));
}
