import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import { digestOf } from "../accounts/secret.ts";

export interface Curator {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly owner: boolean;
}

/** Who curates a dossier, in the order in which they came; callers have seen that the viewer may see it. */
export async function listCuratorsAnywhere(db: Database, dossier: ContentId): Promise<Curator[]> {
  const { rows } = await sql<Curator>`select m.id, m.name, m.handle, d.owner_id is not distinct from m.id as owner
    from content_authors a join members m on m.id = a.member_id and m.state = 'active' join dossiers d on d.content_id = a.content_id
    where a.content_id = ${dossier} order by a.position, m.id`.execute(db);
  return rows;
}

export interface SentInvitation {
  readonly id: string;
  /** A member's name, or the address that was typed. */
  readonly to: string;
  readonly at: Temporal.Instant;
}

/** The invitations that wait, for who may take them back. */
export async function listInvitationsAnywhere(db: Database, dossier: ContentId, now: Temporal.Instant): Promise<SentInvitation[]> {
  const { rows } = await sql<SentInvitation>`select i.id, coalesce(m.name, i.email) as to, i.at from dossier_invitations i left join members m on m.id = i.member_id
    where i.dossier_id = ${dossier} and i.expires_at > ${now} order by i.at, i.id`.execute(db);
  return rows;
}

export interface Invitation {
  readonly id: string;
  readonly title: string;
  readonly by: string;
}

/** The invitations that wait for this member. */
export async function listInvitationsToAnywhere(db: Database, member: MemberId, now: Temporal.Instant): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`select i.id, c.title, m.name as by from dossier_invitations i join contents c on c.id = i.dossier_id join members m on m.id = i.invited_by
    where i.member_id = ${member} and i.expires_at > ${now} order by i.at desc limit 50`.execute(db);
  return rows;
}

/** What the link of an invitation opens, to whom it was sent: to anybody who holds it, when it was sent to an address. */
export async function findInvitationByLinkAnywhere(db: Database, secret: string, member: MemberId, now: Temporal.Instant): Promise<Invitation | null> {
  const { rows } = await sql<Invitation>`select i.id, c.title, m.name as by from dossier_invitations i join contents c on c.id = i.dossier_id join members m on m.id = i.invited_by
    where i.secret = ${digestOf(secret)} and i.expires_at > ${now} and (i.member_id is null or i.member_id = ${member})`.execute(db);
  return rows[0] ?? null;
}

export interface CuratedDossier {
  readonly id: ContentId;
  readonly kind: "dossier";
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly state: string;
  readonly items: number;
  readonly waiting: number;
}

/** The dossiers that a member curates, the last changed first, with how many suggestions wait in each. */
export async function listCuratedAnywhere(db: Database, member: MemberId): Promise<CuratedDossier[]> {
  const { rows } = await sql<CuratedDossier>`
    select c.id, c.kind, c.territory_id as territory, c.slug, c.title, c.state, coalesce((c.brief ->> 'items')::int, 0) as items,
      (select count(*)::int from dossier_suggestions s where s.dossier_id = c.id and s.state = 'waiting') as waiting
    from content_authors a join contents c on c.id = a.content_id and c.kind = 'dossier' where a.member_id = ${member} order by c.updated_at desc limit 100`.execute(db);
  return rows;
}
