import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { CommentId, ContentId, MemberId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { silent } from "../contents/find-silent.ts";
import { pathsAbove, type Comment } from "./comment.ts";

/** So many on a page. */
export const commentsShown = 100;

const columns = (reader: MemberId | null = null) => sql`k.id, k.parent_id as parent, k.path, k.author_id as "authorId", case when k.state = 'visible' and coalesce(${silent(reader)}, false) then 'hidden' else k.state end as state, k.revision, k.created_at as "createdAt", k.edited_at as "editedAt",
  case when k.state = 'visible' and not coalesce(${silent(reader)}, false) then k.body else '{"type":"doc","content":[]}'::jsonb end as body,
  case when m.state = 'active' and not coalesce(${silent(reader)}, false) then jsonb_build_object('name', m.name, 'handle', m.handle) end as author`;

export interface Discussion {
  /** Those above the first one of the page, which stand on an earlier page. */
  readonly above: readonly Comment[];
  readonly comments: readonly Comment[];
  /** Where the next page begins. */
  readonly next: string | null;
}

/** The discussion of a content in the order in which it is read, from one place on; those taken away, or of servers that `reader` doesn't hear there, keep their place without their words. */
export async function listCommentsAnywhere(db: Database, content: ContentId, from: string | null, limit = commentsShown, reader: MemberId | null = null): Promise<Discussion> {
  const [{ rows }, above] = await Promise.all([
    sql<Comment>`select ${columns(reader)} from comments k left join members m on m.id = k.author_id
      where k.content_id = ${content} ${from ? sql`and k.path >= ${from}` : sql``} order by k.path limit ${limit + 1}`.execute(db),
    from ? sql<Comment>`select ${columns(reader)} from comments k left join members m on m.id = k.author_id
      where k.content_id = ${content} and k.path = any(${pathsAbove(from)}::text[]) order by k.path`.execute(db) : { rows: [] },
  ]);
  return { above: above.rows, comments: rows.slice(0, limit), next: rows[limit]?.path ?? null };
}

/** The newest comments of a content that can be read, for its feed. */
export async function listNewestCommentsAnywhere(db: Database, content: ContentId, limit: number): Promise<Comment[]> {
  const { rows } = await sql<Comment>`select ${columns()} from comments k left join members m on m.id = k.author_id
    where k.content_id = ${content} and k.state = 'visible' and not coalesce(${silent(null)}, false) order by k.created_at desc, k.id desc limit ${limit}`.execute(db);
  return rows;
}

/** One comment and where it stands; a comment of a content that the viewer may not see is the caller's to keep. `from` is where a page that shows it begins: null for the first. */
export async function findCommentAnywhere(db: Database, id: CommentId): Promise<{ comment: Comment; content: ContentId; from: string | null } | null> {
  const { rows } = await sql<Comment & { content: ContentId; early: boolean }>`select ${columns()}, k.content_id as content,
      (select count(*) from (select from comments b where b.content_id = k.content_id and b.path <= k.path order by b.path limit ${commentsShown + 1}) few) <= ${commentsShown} as early
    from comments k left join members m on m.id = k.author_id where k.id = ${id}`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const { content, early, ...comment } = row;
  return { comment, content, from: early ? null : comment.path };
}

export interface CommentVersion {
  readonly revision: number;
  readonly body: TextDocument;
  readonly at: Temporal.Instant;
}

/** What a comment said, the latest first, its present words among them. Callers have asked the policy. */
export async function listCommentVersionsAnywhere({ db }: Context, id: CommentId): Promise<CommentVersion[]> {
  const { rows } = await sql<CommentVersion>`
    select revision, body, coalesce(edited_at, created_at) as at from comments where id = ${id}
    union all select revision, body, at from comment_versions where comment_id = ${id} order by revision desc limit 100`.execute(db);
  return rows;
}
