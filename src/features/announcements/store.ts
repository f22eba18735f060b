import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ContentState } from "../contents/content.ts";
import type { AnnouncementInput } from "./input.ts";

/** A closing that was told stands until the deadline moves past `now`: then it will be told again. */
export async function writeAnnouncementRow(tx: Transaction, id: ContentId, input: AnnouncementInput, found: { readonly closesAt: Temporal.Instant; readonly communeName: string; readonly now: Temporal.Instant }): Promise<void> {
  await sql`
    insert into announcements as a (content_id, territory_id, type, zone, deadline, closes_at, organisation, commune_code, commune_name, contract, contact_url, relay)
    select id, territory_id, ${input.type}, ${input.zone}, ${input.deadline}, ${found.closesAt}, ${input.organisation}, ${input.communeCode}, ${found.communeName}, ${input.contract}, ${input.contactUrl}, ${input.relay}
    from contents where id = ${id}
    on conflict (content_id) do update set type = excluded.type, zone = excluded.zone, deadline = excluded.deadline, closes_at = excluded.closes_at,
      closed_at = case when excluded.closes_at <= ${found.now} then a.closed_at end, organisation = excluded.organisation, commune_code = excluded.commune_code,
      commune_name = excluded.commune_name, contract = excluded.contract, contact_url = excluded.contact_url, relay = excluded.relay`.execute(tx);
}

export interface LockedAnnouncement {
  readonly id: ContentId;
  readonly territory: TerritoryId;
  readonly state: ContentState;
  readonly closesAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
}

export async function lockAnnouncementAnywhere(tx: Transaction, id: ContentId): Promise<LockedAnnouncement | null> {
  const { rows } = await sql<LockedAnnouncement>`
    select c.id, c.territory_id as territory, c.state, a.closes_at as "closesAt", a.closed_at as "closedAt"
    from contents c join announcements a on a.content_id = c.id where c.id = ${id} for update of c, a`.execute(tx);
  return rows[0] ?? null;
}

/** Those who copied it learn of its closing as of any change. */
export async function markClosed(tx: Transaction, id: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update announcements set closed_at = ${at} where content_id = ${id}`.execute(tx);
  await sql`update contents set updated_at = ${at}, sequence = sequence + 1 where id = ${id}`.execute(tx);
}
