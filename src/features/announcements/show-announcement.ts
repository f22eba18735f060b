import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { AnnouncementType, Contract } from "./announcement.ts";

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
}

/** The announcement of a content that the viewer has been shown; null when it is of another kind. */
export async function showAnnouncementAnywhere(db: Database, id: ContentId): Promise<AnnouncementDetails | null> {
  const { rows } = await sql<AnnouncementDetails>`
    select type, zone, deadline, closes_at as "closesAt", organisation, commune_code as "communeCode", commune_name as "communeName", contract, contact_url as "contactUrl"
    from announcements where content_id = ${id}`.execute(db);
  return rows[0] ?? null;
}
