import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { CommentId, ContentId } from "../../platform/ids.ts";
import type { Mention } from "./mention.ts";

/** Who the text of a content names, by handle. */
export async function listMentionsInAnywhere(db: Database, content: ContentId): Promise<ReadonlyMap<string, Mention>> {
  return new Map((await read(db, sql`x.content_id = ${content}`)).map((each) => [each.handle, each]));
}

/** Who these comments name: by comment, then by handle. */
export async function listMentionsOfAnywhere(db: Database, comments: readonly CommentId[]): Promise<ReadonlyMap<CommentId, ReadonlyMap<string, Mention>>> {
  if (comments.length === 0) return new Map();
  const rows = await read(db, sql`x.comment_id = any(${[...comments]}::uuid[])`);
  const byComment = Map.groupBy(rows, (each) => each.comment);
  return new Map([...byComment].map(([comment, named]) => [comment, new Map(named.map((each) => [each.handle, each]))]));
}

async function read(db: Database, source: RawBuilder<unknown>): Promise<(Mention & { comment: CommentId })[]> {
  const { rows } = await sql<Mention & { comment: CommentId }>`
    select x.comment_id as comment, x.handle, coalesce(m.id, s.id) as id, case when m.id is not null then 'member' else 'structure' end as kind,
      coalesce(m.name, s.name) as name, coalesce(m.handle, s.slug) as slug, coalesce(m.home_id, s.territory_id) as territory
    from mentions x left join members m on m.id = x.member_id and m.state = 'active'
    left join structures s on s.id = standing_structure(x.structure_id) and s.state = 'listed'
    where ${source} and coalesce(m.id, s.id) is not null`.execute(db);
  return rows;
}
