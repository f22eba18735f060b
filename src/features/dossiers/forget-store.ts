import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

/** The dossiers that a member curates, locked. */
export async function lockCuratedAnywhere(tx: Transaction, member: MemberId): Promise<{ id: ContentId; territory: TerritoryId }[]> {
  const { rows } = await sql<{ id: ContentId; territory: TerritoryId }>`
    select c.id, c.territory_id as territory from content_authors a join contents c on c.id = a.content_id and c.kind = 'dossier' where a.member_id = ${member} for update of c`.execute(tx);
  return rows;
}

/** What they own goes to the curator who came next, or to nobody. */
export async function passOn(tx: Transaction, member: MemberId): Promise<void> {
  await sql`update dossiers d set owner_id = (select a.member_id from content_authors a join members m on m.id = a.member_id and m.state = 'active'
      where a.content_id = d.content_id and a.member_id <> ${member} order by a.position, a.member_id limit 1) where d.owner_id = ${member}`.execute(tx);
}

/** They no longer curate what others curate too. */
export async function leaveShared(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from content_authors a using contents c where c.id = a.content_id and c.kind = 'dossier' and a.member_id = ${member}
    and exists (select from content_authors other where other.content_id = c.id and other.member_id <> ${member})`.execute(tx);
}

export async function deleteSuggestedAndInvited(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from dossier_invitations where member_id = ${member} or invited_by = ${member} or lower(email) = (select u.email from accounts.users u where u.id = ${member})`.execute(tx);
  await sql`delete from dossier_suggestions where member_id = ${member}`.execute(tx);
}
