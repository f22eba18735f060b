import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Comment } from "./comment.ts";

export const commentsShown = 200;

/** The comments of one content, oldest first; those taken away keep their place without their words. */
export async function listCommentsAnywhere(db: Database, content: ContentId): Promise<Comment[]> {
  const { rows } = await sql<Comment>`
    select k.id, k.parent_id as parent, k.author_id as "authorId", k.state, k.created_at as "createdAt",
      case when k.state = 'visible' then k.body else '{"type":"doc","content":[]}'::jsonb end as body,
      case when m.state = 'active' then jsonb_build_object('name', m.name, 'handle', m.handle) end as author
    from comments k left join members m on m.id = k.author_id
    where k.content_id = ${content} order by k.created_at, k.id limit ${commentsShown}`.execute(db);
  return rows;
}
