import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { inTransaction, json, type Database, type Transaction } from "../../platform/database.ts";
import { record, touch, touchContent } from "../../platform/facts.ts";
import { newId, type CommentId, type ContentId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { Viewer } from "../../platform/viewer.ts";
import { canAnimate } from "../territories/policy.ts";

export interface Commented {
  readonly kind: "content.commented";
  readonly territory: TerritoryId;
  readonly subject: ContentId;
  readonly comment: CommentId;
}

export interface Comment {
  readonly id: CommentId;
  readonly parent: CommentId | null;
  readonly author: { readonly name: string; readonly handle: string } | null;
  readonly authorId: MemberId | null;
  readonly body: TextDocument;
  readonly state: "visible" | "withdrawn" | "hidden";
  readonly createdAt: Temporal.Instant;
}

/** Its author takes a comment back; an animator of the content's territory hides it. */
export function canWithdrawComment(viewer: Viewer, comment: { readonly authorId: MemberId | null }, territory: TerritoryId): boolean {
  return viewer.kind === "member" && (viewer.id === comment.authorId || canAnimate(viewer, territory));
}

export type CommentRefusal = { readonly kind: "sign-in" | "unknown" | "empty" };

/** Comments a published content of any territory, or answers a comment of the same content. Sent twice, written once. */
export async function comment({ db, viewer, now }: Context, input: { content: ContentId; parent: CommentId | null; body: TextDocument; submission: string | null }): Promise<Outcome<CommentId, CommentRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (input.body.content.length === 0) return refused({ kind: "empty" });
  return inTransaction(db, async (tx): Promise<Outcome<CommentId, CommentRefusal>> => {
    const territory = await lockCommentable(tx, input.content, now());
    if (!territory) return refused({ kind: "unknown" });
    if (input.parent) {
      const { rows } = await sql`select from comments where id = ${input.parent} and content_id = ${input.content}`.execute(tx);
      if (rows.length === 0) return refused({ kind: "unknown" });
    }
    const id = newId<CommentId>();
    const { numAffectedRows } = await sql`
      insert into comments (id, content_id, parent_id, author_id, body, submission, created_at)
      values (${id}, ${input.content}, ${input.parent}, ${viewer.id}, ${json(input.body)}, ${input.submission}, ${now()}) on conflict (submission) do nothing`.execute(tx);
    if (Number(numAffectedRows) === 0) return done(id);
    await sql`update contents set comments = comments + 1 where id = ${input.content}`.execute(tx);
    await record<Commented>(tx, { kind: "content.commented", territory, subject: input.content, comment: id }, [touchContent(input.content)]);
    return done(id);
  });
}

async function lockCommentable(tx: Transaction, content: ContentId, now: Temporal.Instant): Promise<TerritoryId | null> {
  const { rows } = await sql<{ territory: TerritoryId }>`select territory_id as territory from contents where id = ${content} and state = 'published' and published_at <= ${now} for update`.execute(tx);
  return rows[0]?.territory ?? null;
}

/** Takes a comment from the page; the thread keeps its place. */
export async function withdrawComment({ db, viewer }: Context, id: CommentId): Promise<Outcome<ContentId, { kind: "unknown" | "forbidden" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<ContentId, { kind: "unknown" | "forbidden" }>> => {
    const { rows } = await sql<{ authorId: MemberId | null; content: ContentId; territory: TerritoryId; state: string }>`
      select k.author_id as "authorId", k.content_id as content, c.territory_id as territory, k.state
      from comments k join contents c on c.id = k.content_id where k.id = ${id} for update of c`.execute(tx);
    const found = rows[0];
    if (!found || found.state !== "visible") return refused({ kind: "unknown" });
    if (!canWithdrawComment(viewer, found, found.territory)) return refused({ kind: "forbidden" });
    const state = viewer.kind === "member" && viewer.id === found.authorId ? "withdrawn" : "hidden";
    await sql`update comments set state = ${state} where id = ${id}`.execute(tx);
    await sql`update contents set comments = comments - 1 where id = ${found.content}`.execute(tx);
    await touch(tx, [touchContent(found.content)]);
    return done(found.content);
  });
}

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
