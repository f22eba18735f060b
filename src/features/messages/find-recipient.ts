import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { privateWayFor } from "../federation/find-private-way.ts";
import type { Recipient } from "./message.ts";

/** Somebody to whom this member would write; null when there is nobody. */
export async function findRecipientAnywhere(db: Database | Transaction, writer: MemberId, to: MemberId): Promise<Recipient | null> {
  const { rows } = await sql<Recipient>`
    select m.id, m.home_id as home, m.state = 'active' as active, coalesce(h.accepts, 'everyone') as accepts,
      exists (select from follows f where f.member_id = m.id and f.kind = 'member' and f.target = ${writer}) or exists (
        select from conversations c join messages x on x.conversation_id = c.id and x.author_id = m.id where c.first_id = least(m.id, ${writer}::uuid) and c.second_id = greatest(m.id, ${writer}::uuid)) as knows,
      exists (select from message_blocks b where b.member_id = m.id and b.blocked_id = ${writer}) as blocks,
      exists (select from message_blocks b where b.member_id = ${writer} and b.blocked_id = m.id) as blocked,
      ${privateWayFor(writer)} as server
    from members m left join message_choices h on h.member_id = m.id where m.id = ${to}`.execute(db);
  return rows[0] ?? null;
}
