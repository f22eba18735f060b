import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { newId, type MemberId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { ConversationId, MessageId, MessageStanding } from "./message.ts";

/** The conversation of these two, held until the end of the transaction; null when they have none. */
export async function lockConversation(tx: Transaction, one: MemberId, other: MemberId): Promise<ConversationId | null> {
  const { rows } = await sql<{ id: ConversationId }>`select id from conversations where first_id = least(${one}::uuid, ${other}::uuid) and second_id = greatest(${one}::uuid, ${other}::uuid) for update`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Opens one, or holds the one that somebody opened meanwhile. */
export async function openConversation(tx: Transaction, by: MemberId, to: MemberId, at: Temporal.Instant): Promise<ConversationId> {
  const { rows } = await sql<{ id: ConversationId }>`insert into conversations (id, first_id, second_id, opened_by, opened_at)
    values (${newId<ConversationId>()}, least(${by}::uuid, ${to}::uuid), greatest(${by}::uuid, ${to}::uuid), ${by}, ${at}) on conflict (first_id, second_id) do update set opened_at = conversations.opened_at returning id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("No conversation was opened");
  for (const member of [by, to]) await sql`insert into conversation_members (conversation_id, member_id) values (${row.id}, ${member}) on conflict do nothing`.execute(tx);
  return row.id;
}

/** Since when somebody is here, and how many conversations they have opened lately: held, so that two at once are counted. */
export async function lockOpener(tx: Transaction, member: MemberId, since: Temporal.Instant): Promise<{ since: Temporal.Instant; opened: number }> {
  const { rows: held } = await sql<{ since: Temporal.Instant }>`select created_at as since from members where id = ${member} for no key update`.execute(tx);
  // Asked apart: a statement that waited for the lock still sees what was before it waited.
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from conversations where opened_by = ${member} and opened_at > ${since}`.execute(tx);
  return { since: held[0]?.since ?? since, opened: rows[0]?.n ?? 0 };
}

export interface NewMessage {
  readonly id: MessageId;
  readonly conversation: ConversationId;
  readonly author: MemberId;
  readonly body: TextDocument;
  readonly withheld: boolean;
  readonly uri: string | null;
  readonly alsoFor: readonly string[];
  readonly submission: string | null;
  readonly at: Temporal.Instant;
}

/** False when the same has been written already. */
export async function insertMessage(tx: Transaction, message: NewMessage): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into messages (id, conversation_id, author_id, body, withheld, uri, also_for, submission, at)
    values (${message.id}, ${message.conversation}, ${message.author}, ${json(message.body)}, ${message.withheld}, ${message.uri}, ${[...message.alsoFor]}::text[], ${message.submission}, ${message.at}) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** Both see that something was written; who wrote has read it, the other not yet, unless it is kept from them. */
export async function noteMessage(tx: Transaction, { conversation, author, at, withheld }: Pick<NewMessage, "conversation" | "author" | "at" | "withheld">): Promise<void> {
  await sql`update conversation_members set last_at = ${at}, unread = 0, read_at = ${at} where conversation_id = ${conversation} and member_id = ${author}`.execute(tx);
  if (!withheld) await sql`update conversation_members set last_at = ${at}, unread = unread + 1 where conversation_id = ${conversation} and member_id <> ${author}`.execute(tx);
}

/** The message that this submission wrote, if this member sent it. */
export async function sentBefore(tx: Transaction, submission: string | null, author: MemberId): Promise<MessageId | null> {
  const { rows } = await sql<{ id: MessageId }>`select id from messages where submission = ${submission} and author_id = ${author}`.execute(tx);
  return rows[0]?.id ?? null;
}

/** One message with those who can read it, from `messages m`. */
export const messageStanding = sql`select m.id, m.conversation_id as conversation, m.author_id as author, m.state,
  array(select p.member_id from conversation_members p where p.conversation_id = m.conversation_id and (p.member_id = m.author_id or not m.withheld)) as readers from messages m`;

/** One message, held. */
export async function lockMessage(tx: Transaction, id: MessageId): Promise<MessageStanding | null> {
  const { rows } = await sql<MessageStanding>`${messageStanding} where m.id = ${id} for update of m`.execute(tx);
  return rows[0] ?? null;
}

/** False when it says the same. */
export async function rewriteMessage(tx: Transaction, id: MessageId, body: TextDocument, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update messages set body = ${json(body)}, edited_at = ${at} where id = ${id} and body <> ${json(body)}`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** Takes its words; who hasn't read it yet has one less to read. */
export async function emptyMessage(tx: Transaction, id: MessageId): Promise<void> {
  await sql`update conversation_members p set unread = greatest(p.unread - 1, 0) from messages m where m.id = ${id} and not m.withheld and p.conversation_id = m.conversation_id and p.member_id <> m.author_id and (p.read_at is null or p.read_at < m.at)`.execute(tx);
  await sql`update messages set state = 'withdrawn', body = '{"type":"doc","content":[]}' where id = ${id}`.execute(tx);
}

/** What a member wrote goes, and what only they had to read. Conversations of which nothing is left go too. */
export async function deleteMessagesOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`update conversation_members p set unread = 0 from conversation_members own where own.member_id = ${member} and p.conversation_id = own.conversation_id and p.member_id <> ${member}`.execute(tx);
  await sql`delete from messages where author_id = ${member}`.execute(tx);
  await sql`delete from conversations c using conversation_members own where own.member_id = ${member} and c.id = own.conversation_id and not exists (select from messages m where m.conversation_id = c.id)`.execute(tx);
}

/** At most `limit` messages older than this, and the conversations of which nothing is left; how many went. */
export async function deleteOldMessages(tx: Transaction, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql<{ conversation: ConversationId }>`delete from messages where id in (select id from messages where at < ${before} order by at limit ${limit}) returning conversation_id as conversation`.execute(tx);
  await sql`delete from conversations c where c.id = any(${[...new Set(rows.map((row) => row.conversation))]}::uuid[]) and not exists (select from messages m where m.conversation_id = c.id)`.execute(tx);
  return rows.length;
}

export async function markRead(tx: Transaction, conversation: ConversationId, member: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`update conversation_members set unread = 0, read_at = ${at} where conversation_id = ${conversation} and member_id = ${member} and unread > 0`.execute(tx);
}
