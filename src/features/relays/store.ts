import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";

/** Locks a content that may be shared; null when there is none. */
export async function lockRelayableAnywhere(tx: Transaction, id: ContentId): Promise<ContentStanding | null> {
  const { rows } = await sql<ContentStanding>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", c.community_id as community,
      array(select member_id from content_authors a where a.content_id = c.id order by position) as authors, null::uuid as structure
    from contents c where c.id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

/** Once for each member and content: another word replaces the first, at its place in time. */
export async function insertRelay(tx: Transaction, content: ContentId, member: MemberId, word: string, at: Temporal.Instant): Promise<void> {
  const { rows } = await sql<{ fresh: boolean }>`insert into relays (content_id, member_id, word, at, published_at) select id, ${member}, ${word}, ${at}, published_at from contents where id = ${content}
    on conflict (content_id, member_id) do update set word = excluded.word returning (xmax = 0) as fresh`.execute(tx);
  if (rows[0]?.fresh) await sql`update contents set relays = relays + 1 where id = ${content}`.execute(tx);
}

/** False when there was none. */
export async function deleteRelay(tx: Transaction, content: ContentId, member: MemberId): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from relays where content_id = ${content} and member_id = ${member}`.execute(tx);
  if (Number(numAffectedRows) === 0) return false;
  await sql`update contents set relays = relays - 1 where id = ${content}`.execute(tx);
  return true;
}

export async function deleteRelaysOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`update contents set relays = relays - 1 where id in (select content_id from relays where member_id = ${member})`.execute(tx);
  await sql`delete from relays where member_id = ${member}`.execute(tx);
}
