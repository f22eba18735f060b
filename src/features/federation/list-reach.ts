import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { SentLine } from "./list-traffic.ts";

/** How a content went to one server: the last word about it, and how many words before it arrived. */
export interface Reach extends Pick<SentLine, "type" | "state" | "status" | "answer" | "attempts" | "dueAt" | "at"> {
  readonly host: string;
  readonly name: string;
  readonly delivered: number;
}

/** To which servers a content, its dates and what is said under it went, those that need a look first; callers have seen that the viewer may edit it. */
export async function listReachAnywhere(db: Database, content: ContentId, limit: number): Promise<Reach[]> {
  const { rows } = await sql<Reach>`
    with said as (select id, type from federation.activities where content_id = ${content} order by at desc limit 500),
    went as (select d.*, said.type from said join federation.deliveries d on d.activity_id = said.id),
    last as (select distinct on (server_id) *, count(*) filter (where state = 'delivered') over (partition by server_id) as delivered from went order by server_id, (state <> 'delivered') desc, id desc)
    select s.host, s.name, l.type, l.state, l.status, l.answer, l.attempts, greatest(l.due_at, s.closed_until) as "dueAt", coalesce(l.settled_at, l.created_at) as at, l.delivered::int as delivered
    from last l join federation.servers s on s.id = l.server_id order by (l.state = 'delivered'), l.id desc limit ${limit}`.execute(db);
  return rows;
}
