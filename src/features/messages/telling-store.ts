import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { MessageId } from "./message.ts";
import type { ToldOfMessage } from "./telling.ts";

/** Whom to tell of a message: once, unless they have read it, or were told already that something waits in that conversation, or don't want to be. */
export async function claimToldOfMessage(tx: Transaction, message: MessageId): Promise<ToldOfMessage | null> {
  const { numAffectedRows } = await sql`update messages set told_at = now() where id = ${message} and told_at is null and state = 'sent' and not withheld`.execute(tx);
  if (Number(numAffectedRows) === 0) return null;
  const { rows } = await sql<ToldOfMessage>`
    select o.id as member, u.email, o.locale, o.home_id as home, jsonb_build_object('id', a.id, 'name', a.name) as by, k.conversation_id as conversation
    from messages k join members a on a.id = k.author_id join conversation_members p on p.conversation_id = k.conversation_id and p.member_id <> k.author_id
    join members o on o.id = p.member_id and o.state = 'active' join accounts.users u on u.id = o.id left join accounts.mail_choices x on x.user_id = o.id
    where k.id = ${message} and coalesce(x.messages, true) and (p.read_at is null or p.read_at < k.at)
      and not exists (select from messages e where e.conversation_id = k.conversation_id and e.author_id = k.author_id and e.id <> k.id and e.told_at is not null and (e.at, e.id) < (k.at, k.id) and (p.read_at is null or p.read_at < e.at))
      and not exists (select from message_blocks b where b.member_id = o.id and b.blocked_id = a.id)`.execute(tx);
  return rows[0] ?? null;
}
