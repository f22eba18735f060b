import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { CommentId, ContentId, MemberId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { mostLevels, stepLength, type CommentedStanding, type CommentStanding } from "./comment.ts";

/** Locks a content whose discussion changes; null when there is none. */
export async function lockCommentedAnywhere(tx: Transaction, id: ContentId): Promise<CommentedStanding | null> {
  const { rows } = await sql<CommentedStanding>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", c.community_id as community, c.comments_closed_at is not null as "commentsClosed",
      array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure
    from contents c where c.id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** Where an answer to this comment of this content stands: under it, or beside it at the deepest level. Null when there is no such comment. */
export async function placeUnder(tx: Transaction, comment: CommentId, content: ContentId): Promise<string | null> {
  const { rows } = await sql<{ path: string }>`select path from comments where id = ${comment} and content_id = ${content} and state = 'visible'`.execute(tx);
  return rows[0] ? rows[0].path.slice(0, stepLength * (mostLevels - 1)) : null;
}

export interface NewComment {
  readonly id: CommentId;
  readonly content: ContentId;
  readonly parent: CommentId | null;
  /** The path above it. */
  readonly under: string;
  readonly author: MemberId;
  readonly body: TextDocument;
  readonly submission: string | null;
  readonly at: Temporal.Instant;
}

/** False when the same submission has been written already. */
export async function insertComment(tx: Transaction, comment: NewComment): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into comments (id, content_id, parent_id, path, depth, author_id, body, submission, created_at)
    values (${comment.id}, ${comment.content}, ${comment.parent}, ${comment.under} || comment_step(${comment.id}, ${comment.at}), ${comment.under.length / stepLength}, ${comment.author}, ${json(comment.body)}, ${comment.submission}, ${comment.at})
    on conflict (submission, author_id) where submission is not null do nothing`.execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  await sql`update contents set comments = comments + 1 where id = ${comment.content}`.execute(tx);
  return true;
}

/** The comment that this submission wrote, if this member sent it. */
export async function writtenBefore(tx: Transaction, submission: string | null, author: MemberId): Promise<CommentId | null> {
  const { rows } = await sql<{ id: CommentId }>`select id from comments where submission = ${submission} and author_id = ${author}`.execute(tx);
  return rows[0]?.id ?? null;
}

/** A comment and the content that it belongs to; the content is locked by whoever changes either. */
export async function readComment(tx: Transaction, id: CommentId): Promise<CommentStanding | null> {
  const { rows } = await sql<CommentStanding>`select id, author_id as "authorId", content_id as content, state from comments where id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

export async function takeAway(tx: Transaction, { id, content, state: before }: CommentStanding, state: "withdrawn" | "hidden"): Promise<void> {
  await sql`update comments set state = ${state} where id = ${id}`.execute(tx);
  if (before === "visible") await sql`update contents set comments = comments - 1 where id = ${content}`.execute(tx);
}

/** Writes a comment again and keeps what it said; false when it says the same. */
export async function rewrite(tx: Transaction, id: CommentId, body: TextDocument, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into comment_versions (comment_id, revision, body, at)
    select id, revision, body, coalesce(edited_at, created_at) from comments where id = ${id} and body <> ${json(body)}`.execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  await sql`update comments set body = ${json(body)}, revision = revision + 1, edited_at = ${at} where id = ${id}`.execute(tx);
  return true;
}

export async function markClosed(tx: Transaction, content: ContentId, at: Temporal.Instant | null): Promise<void> {
  await sql`update contents set comments_closed_at = ${at} where id = ${content}`.execute(tx);
}

export async function forgetVersionsOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from comment_versions where comment_id in (select id from comments where author_id = ${member})`.execute(tx);
}

/** Takes the words of what a member said: of what was withdrawn already, or of everything. */
export async function emptyCommentsOf(tx: Transaction, member: MemberId, all: boolean): Promise<void> {
  const chosen = all ? sql`author_id = ${member}` : sql`author_id = ${member} and state <> 'visible'`;
  await sql`update contents c set comments = c.comments - k.n from (select content_id, count(*)::int as n from comments where ${chosen} and state = 'visible' group by content_id) k where c.id = k.content_id`.execute(tx);
  await sql`delete from mentions where comment_id in (select id from comments where ${chosen})`.execute(tx);
  await sql`update comments set body = '{"type":"doc","content":[]}', state = case when state in ('visible', 'suspended') then 'withdrawn' else state end where ${chosen}`.execute(tx);
}

/** Hides all that a member said, or shows it again. Under which contents. */
export async function moveCommentsOf(tx: Transaction, member: MemberId, from: "visible" | "suspended", to: "visible" | "suspended"): Promise<ContentId[]> {
  // In one order, as whoever comments locks them too.
  await sql`select from contents where id in (select content_id from comments where author_id = ${member} and state = ${from}) order by id for update`.execute(tx);
  const { rows } = await sql<{ id: ContentId }>`with moved as (update comments set state = ${to} where author_id = ${member} and state = ${from} returning content_id),
      counts as (select content_id, count(*)::int as n from moved group by content_id)
    update contents c set comments = c.comments ${to === "visible" ? sql`+` : sql`-`} counts.n from counts where c.id = counts.content_id returning c.id`.execute(tx);
  return rows.map((row) => row.id);
}
