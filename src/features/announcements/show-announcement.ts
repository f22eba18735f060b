import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { AnnouncementType, Contract } from "./announcement.ts";
import type { AnnouncementStanding } from "./policy.ts";

/** What an announcement says besides its text. */
export interface AnnouncementDetails {
  readonly type: AnnouncementType;
  readonly zone: string;
  readonly deadline: string;
  readonly closesAt: Temporal.Instant;
  readonly organisation: string;
  readonly communeCode: string | null;
  readonly communeName: string;
  readonly contract: Contract | null;
  readonly contactUrl: string | null;
  readonly relay: boolean;
}

/** The announcement of a content that the viewer has been shown; null when it is of another kind. */
export async function showAnnouncementAnywhere(db: Database, id: ContentId): Promise<AnnouncementDetails | null> {
  const { rows } = await sql<AnnouncementDetails>`
    select type, zone, deadline, closes_at as "closesAt", organisation, commune_code as "communeCode", commune_name as "communeName", contract, contact_url as "contactUrl", relay
    from announcements where content_id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** What deciding about an announcement needs to know. */
export async function findStandingAnywhere(db: Database | Transaction, id: ContentId): Promise<(AnnouncementStanding & { readonly zone: string }) | null> {
  const { rows } = await sql<AnnouncementStanding & { readonly zone: string }>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", array(select member_id from content_authors w where w.content_id = c.id order by w.position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community, a.closes_at as "closesAt", a.relay, a.zone,
      exists (select from content_authors w join members m on m.id = w.member_id and m.state = 'active' join accounts.users u on u.id = m.id where w.content_id = c.id) as reachable
    from contents c join announcements a on a.content_id = c.id where c.id = ${id}`.execute(db);
  return rows[0] ?? null;
}
