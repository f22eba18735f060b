import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { newId, type ContentId, type MemberId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { Invited } from "./invitation.ts";

export interface WrittenTogether extends ContentStanding {
  readonly title: string;
  readonly slug: string;
}

/** Locks a content whose authors change; null when there is none. */
export async function lockWritten(tx: Transaction, id: ContentId): Promise<WrittenTogether | null> {
  const { rows } = await sql<WrittenTogether>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", c.community_id as community, c.title, c.slug,
      array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure
    from contents c where c.id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** The member whom this names, and where a mail finds them. Those of other servers can't be asked: nothing of theirs answers here. */
export async function memberNamed(tx: Transaction, invited: Invited): Promise<{ id: MemberId; email: string | null } | null> {
  const { rows } = await sql<{ id: MemberId; email: string | null }>`select m.id, u.email from members m left join accounts.users u on u.id = m.id
    where m.state = 'active' and ${invited.handle === undefined ? sql`u.email = ${invited.email}` : sql`m.handle = ${invited.handle} and not m.remote`}`.execute(tx);
  return rows[0] ?? null;
}

export async function waitingFor(tx: Transaction, content: ContentId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from author_invitations where content_id = ${content}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** False when they were asked already. */
export async function insertInvitation(tx: Transaction, invitation: { content: ContentId; member: MemberId | null; email: string | null; by: MemberId; at: Temporal.Instant }): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into author_invitations (id, content_id, member_id, email, by_id, at)
    values (${newId<never>() as string}, ${invitation.content}, ${invitation.member}, ${invitation.email}, ${invitation.by}, ${invitation.at}) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function invitationTo(tx: Transaction, id: string, member: MemberId): Promise<ContentId | null> {
  const { rows } = await sql<{ content: ContentId }>`select content_id as content from author_invitations where id = ${id} and member_id = ${member}`.execute(tx);
  return rows[0]?.content ?? null;
}

/** All of this content's invitations to this member, however they were asked, with who asked: none when there was none. */
export async function takeInvitations(tx: Transaction, content: ContentId, member: MemberId): Promise<{ by: MemberId | null }[]> {
  const { rows } = await sql<{ by: MemberId | null }>`delete from author_invitations where content_id = ${content} and member_id = ${member} returning by_id as by`.execute(tx);
  return rows;
}

export async function deleteInvitation(tx: Transaction, content: ContentId, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from author_invitations where id = ${id} and content_id = ${content}`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function insertAuthor(tx: Transaction, content: ContentId, member: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`insert into content_authors (content_id, member_id, position, published_at)
    select c.id, ${member}, (select coalesce(max(position), -1) + 1 from content_authors a where a.content_id = c.id), case when c.state = 'published' then c.published_at end from contents c where c.id = ${content} on conflict do nothing`.execute(tx);
  await sql`update members set contributor = true where id = ${member} and not contributor and exists (select from contents where id = ${content} and state = 'published')`.execute(tx);
  await sql`update contents set updated_at = ${at} where id = ${content}`.execute(tx);
}

export async function deleteAuthor(tx: Transaction, content: ContentId, member: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`delete from content_authors where content_id = ${content} and member_id = ${member}`.execute(tx);
  await sql`update contents set updated_at = ${at} where id = ${content}`.execute(tx);
}
