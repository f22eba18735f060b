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
