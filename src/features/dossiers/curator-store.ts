import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";

/** Lets a member curate: a curator is an author of the dossier. */
export async function insertCurator(tx: Transaction, dossier: ContentId, member: MemberId): Promise<void> {
  await sql`insert into content_authors (content_id, member_id, position, published_at)
    select c.id, ${member}, (select coalesce(max(position), 0) + 1 from content_authors where content_id = c.id), case when c.state = 'published' then c.published_at end
    from contents c where c.id = ${dossier} on conflict (content_id, member_id) do nothing`.execute(tx);
}

export async function deleteCurator(tx: Transaction, dossier: ContentId, member: MemberId): Promise<void> {
  await sql`delete from content_authors where content_id = ${dossier} and member_id = ${member}`.execute(tx);
}

export async function setOwner(tx: Transaction, dossier: ContentId, owner: MemberId | null): Promise<void> {
  await sql`update dossiers set owner_id = ${owner} where content_id = ${dossier}`.execute(tx);
}

/** Those of other servers can't be asked: nothing of theirs answers here. */
export async function findActiveMemberAnywhere(tx: Transaction, handle: string): Promise<MemberId | null> {
  const { rows } = await sql<{ id: MemberId }>`select id from members where handle = ${handle} and state = 'active' and not remote`.execute(tx);
  return rows[0]?.id ?? null;
}

export interface NewInvitation {
  readonly id: string;
  readonly dossier: ContentId;
  readonly member: MemberId | null;
  readonly email: string | null;
  readonly secret: Buffer;
  readonly by: MemberId;
  readonly at: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** Inviting somebody again replaces the former invitation: only the last link opens. */
export async function insertInvitation(tx: Transaction, invitation: NewInvitation): Promise<void> {
  await sql`delete from dossier_invitations where dossier_id = ${invitation.dossier} and (member_id = ${invitation.member} or email = ${invitation.email} or expires_at < ${invitation.at})`.execute(tx);
  await sql`insert into dossier_invitations (id, dossier_id, member_id, email, secret, invited_by, at, expires_at)
    values (${invitation.id}, ${invitation.dossier}, ${invitation.member}, ${invitation.email}, ${invitation.secret}, ${invitation.by}, ${invitation.at}, ${invitation.expiresAt})`.execute(tx);
}

export interface OpenInvitation {
  readonly id: string;
  readonly dossier: ContentId;
  readonly member: MemberId | null;
  /** Who invited; null once they are no more. */
  readonly by: MemberId | null;
}

export async function findInvitationAnywhere(tx: Transaction, secret: Buffer, at: Temporal.Instant): Promise<OpenInvitation | null> {
  const { rows } = await sql<OpenInvitation>`select id, dossier_id as dossier, member_id as member, invited_by as by from dossier_invitations where secret = ${secret} and expires_at > ${at}`.execute(tx);
  return rows[0] ?? null;
}

/** An invitation by its id, in the hands of the member whom it names. */
export async function findOwnInvitationAnywhere(tx: Transaction, id: string, member: MemberId, at: Temporal.Instant): Promise<OpenInvitation | null> {
  const { rows } = await sql<OpenInvitation>`select id, dossier_id as dossier, member_id as member, invited_by as by from dossier_invitations where id = ${id} and member_id = ${member} and expires_at > ${at}`.execute(tx);
  return rows[0] ?? null;
}

/** False when it was used or taken back meanwhile. */
export async function deleteInvitation(tx: Transaction, dossier: ContentId, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from dossier_invitations where id = ${id} and dossier_id = ${dossier}`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function countInvitationsAnywhere(tx: Transaction, dossier: ContentId, at: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from dossier_invitations where dossier_id = ${dossier} and expires_at > ${at}`.execute(tx);
  return rows[0]?.n ?? 0;
}
