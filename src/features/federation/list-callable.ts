import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Subject } from "./subject.ts";

/** Everybody public of this server who has no address on the wire yet, with what giving them one takes. */
export async function listCallableAnywhere(db: Database): Promise<Omit<Subject, "createdAt">[]> {
  const { rows } = await sql<Omit<Subject, "createdAt">>`select x.* from (
      select 'member' as kind, id::text as subject, home_id as territory, handle as slug from members where state = 'active' and not remote
      union all select 'structure', id::text, territory_id, slug from structures where state = 'listed'
      union all select 'community', id::text, territory_id, slug from communities where state in ('active', 'archived') and access <> 'private'
      union all select 'project', id::text, territory_id, slug from contents where kind = 'project' and state = 'published'
      union all select 'territory', id::text, id, slug from territories where not elsewhere) x
    join territories t on t.id = x.territory and not t.elsewhere
    where not exists (select from federation.actors a where a.server_id is null and a.kind = x.kind and a.subject = x.subject) order by x.territory, x.subject`.execute(db);
  return rows;
}

/** What is published here and was never named on the wire. */
export async function listUnnamedAnywhere(db: Database): Promise<ContentId[]> {
  const { rows } = await sql<{ id: ContentId }>`select c.id from contents c join territories t on t.id = c.territory_id and not t.elsewhere
    where c.state = 'published' and c.published_at <= now() and c.kind <> 'project' and not exists (select from federation.names n where n.content_id = c.id and n.ended_at is null) order by c.id`.execute(db);
  return rows.map((row) => row.id);
}
