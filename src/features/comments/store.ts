import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { CommentId, ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { Comment } from "./comment.ts";

/** Locks a content that everybody sees and answers its territory; null when there is none. */
export async function lockCommentableAnywhere(tx: Transaction, content: ContentId, now: Temporal.Instant): Promise<TerritoryId | null> {
  const { rows } = await sql<{ territory: TerritoryId }>`select territory_id as territory from contents where id = ${content} and state = 'published' and published_at <= ${now} for update`.execute(tx);
  return rows[0]?.territory ?? null;
}

export async function isCommentOf(tx: Transaction, comment: CommentId, content: ContentId): Promise<boolean> {
  const { rows } = await sql`select from comments where id = ${comment} and content_id = ${content}`.execute(tx);
  return rows.length > 0;
}

export interface NewComment {
  readonly id: CommentId;
  readonly content: ContentId;
  readonly parent: CommentId | null;
  readonly author: MemberId;
  readonly body: TextDocument;
  readonly submission: string | null;
  readonly at: Temporal.Instant;
}

/** False when the same submission has been written already. */
export async function insertComment(tx: Transaction, comment: NewComment): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into comments (id, content_id, parent_id, author_id, body, submission, created_at)
    values (${comment.id}, ${comment.content}, ${comment.parent}, ${comment.author}, ${json(comment.body)}, ${comment.submission}, ${comment.at}) on conflict (submission) do nothing`.execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  await sql`update contents set comments = comments + 1 where id = ${comment.content}`.execute(tx);
  return true;
}

export interface LockedComment extends Pick<Comment, "authorId" | "state"> {
  readonly content: ContentId;
  readonly territory: TerritoryId;
}

export async function lockCommentAnywhere(tx: Transaction, id: CommentId): Promise<LockedComment | null> {
  const { rows } = await sql<LockedComment>`
    select k.author_id as "authorId", k.content_id as content, c.territory_id as territory, k.state
    from comments k join contents c on c.id = k.content_id where k.id = ${id} for update of c`.execute(tx);
  return rows[0] ?? null;
}

export async function takeAway(tx: Transaction, id: CommentId, content: ContentId, state: "withdrawn" | "hidden"): Promise<void> {
  await sql`update comments set state = ${state} where id = ${id}`.execute(tx);
  await sql`update contents set comments = comments - 1 where id = ${content}`.execute(tx);
}
