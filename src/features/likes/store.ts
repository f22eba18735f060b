import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";

/** Locks a content that everybody sees, and says where it is; null when there is none. */
export async function lockPublicAnywhere(tx: Transaction, content: ContentId, now: Temporal.Instant): Promise<TerritoryId | null> {
  const { rows } = await sql<{ territory: TerritoryId }>`select territory_id as territory from contents where id = ${content} and state = 'published' and published_at <= ${now} for update`.execute(tx);
  return rows[0]?.territory ?? null;
}

/** False when nothing changes: it was so already. */
export async function setLike(tx: Transaction, content: ContentId, member: MemberId, wanted: boolean, at: Temporal.Instant): Promise<boolean> {
  const change = wanted
    ? sql`insert into likes (content_id, member_id, at) values (${content}, ${member}, ${at}) on conflict do nothing`
    : sql`delete from likes where content_id = ${content} and member_id = ${member}`;
  const { numAffectedRows } = await change.execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  await sql`update contents set likes = likes + ${wanted ? 1 : -1} where id = ${content}`.execute(tx);
  return true;
}

export async function deleteLikesOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`update contents set likes = likes - 1 where id in (select content_id from likes where member_id = ${member})`.execute(tx);
  await sql`delete from likes where member_id = ${member}`.execute(tx);
}
