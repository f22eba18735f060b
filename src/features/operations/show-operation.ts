import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { OperationDetails, OperationStanding } from "./operation.ts";

const columns = sql`o.zone, o.starts_on as "startsOn", o.ends_on as "endsOn", o.call_until as "callUntil", o.call_closes_at as "callClosesAt", o.labels,
  coalesce((select jsonb_agg(jsonb_build_object('id', t.territory_id, 'state', t.state) order by t.since, t.territory_id) from operation_territories t where t.operation_id = o.content_id), '[]') as territories`;

/** The operation of a content that the viewer has been shown; null when it is of another kind. */
export async function showOperationAnywhere(db: Database, id: ContentId): Promise<OperationDetails | null> {
  const { rows } = await sql<OperationDetails>`select ${columns} from operations o where o.content_id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What deciding about an operation needs to know. */
export async function findStandingAnywhere(db: Database | Transaction, id: ContentId): Promise<OperationStanding | null> {
  const { rows } = await sql<OperationStanding>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", array(select member_id from content_authors w where w.content_id = c.id order by w.position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community, ${columns}
    from contents c join operations o on o.content_id = c.id where c.id = ${id}`.execute(db);
  return rows[0] ?? null;
}
