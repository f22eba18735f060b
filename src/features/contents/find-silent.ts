import { sql } from "kysely";
import type { MemberId } from "../../platform/ids.ts";

/** Comment `k` of a query, by member `m`: whether they are of a server that is shut where the content is or, unless this reader follows them, limited there. */
export const silent = (reader: MemberId | null) => sql`(m.remote and exists (select from silenced x where x.member_id = k.author_id and (x.territory_id is null or x.territory_id = (select territory_id from contents where id = k.content_id))
  and (x.trust = 'blocked' or not ${reader ? sql`exists (select from follows f where f.member_id = ${reader} and f.kind = 'member' and f.target = k.author_id::text)` : sql`false`})))`;

/** How many comments of content `c` of a query this reader reads: those that are silent there aren't counted. */
export const readComments = (reader: MemberId | null) => sql`case when c.comments > 0 and exists (select from silenced) then c.comments - (select count(*)::int from comments k join members m on m.id = k.author_id where k.content_id = c.id and k.state = 'visible' and ${silent(reader)}) else c.comments end`;
