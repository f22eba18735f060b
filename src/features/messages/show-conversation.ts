import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import { readId, type MemberId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import { lastWay } from "../federation/find-private-way.ts";
import { personColumns, type Person } from "./list-conversations.ts";
import type { Acceptance, ConversationId, MessageId, MessageStanding, PrivateMessage } from "./message.ts";
import { canReadConversation } from "./policy.ts";
import { messageStanding } from "./store.ts";

export interface Conversation {
  readonly id: ConversationId;
  /** Null when they are no more. */
  readonly other: Person | null;
  /** The oldest first. */
  readonly messages: readonly PrivateMessage[];
  /** Where the page of those before begins. */
  readonly earlier: string | null;
}

/** A conversation as one of the two reads it, up to one place; null for everybody else, as if there were none. */
export async function showConversationAnywhere({ db, viewer }: Context, id: ConversationId, before: string | null, limit: number): Promise<Conversation | null> {
  const { rows: people } = await sql<{ member: MemberId; seen: boolean; person: Person }>`select p.member_id as member, p.last_at is not null as seen, ${personColumns} as person from conversation_members p join members o on o.id = p.member_id where p.conversation_id = ${id}`.execute(db);
  const own = people.find((each) => viewer.kind === "member" && each.member === viewer.id);
  // What was only ever kept from them isn't there for them.
  if (!own?.seen || !canReadConversation(viewer, people.map((each) => each.member))) return null;
  const [moment, key] = (before ?? "").split(".");
  const [at, message] = [readMoment(moment), readId<MessageId>(key)];
  const { rows } = await sql<PrivateMessage>`select m.id, m.author_id as author, m.body, m.state, m.at, m.edited_at as "editedAt", m.also_for as "alsoFor", ${wayFor(own.member)} as way from messages m
    where m.conversation_id = ${id} and (m.author_id = ${own.member} or not m.withheld) ${at && message ? sql`and (m.at, m.id) < (${at}::timestamptz, ${message}::uuid)` : sql``} order by m.at desc, m.id desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const oldest = rows.length > limit ? shown.at(-1) : undefined;
  return { id, other: people.find((each) => each !== own)?.person ?? null, messages: shown.reverse(), earlier: oldest ? `${writeMoment(oldest.at)}.${oldest.id}` : null };
}

/** Of what this member wrote to somebody of another server; what is kept from the other looks as any other that arrived. */
const wayFor = (member: MemberId) => sql`case when m.author_id = ${member} and m.uri is null and m.state = 'sent' and not m.withheld and ${toOtherServer} then ${lastWay} end`;
const toOtherServer = sql`exists (select from conversation_members p join members o on o.id = p.member_id and o.remote where p.conversation_id = m.conversation_id and p.member_id <> m.author_id)`;

/** How a message went that one of ours wrote to somebody of another server. */
export async function findWayAnywhere(db: Database | Transaction, id: MessageId, author: MemberId): Promise<Pick<PrivateMessage, "way" | "at"> | null> {
  const { rows } = await sql<Pick<PrivateMessage, "way" | "at">>`select ${wayFor(author)} as way, m.at from messages m where m.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The conversation that two members have; null when this one has seen none. */
export async function findConversationWithAnywhere(db: Database, member: MemberId, other: MemberId): Promise<ConversationId | null> {
  const { rows } = await sql<{ id: ConversationId }>`select c.id from conversations c join conversation_members p on p.conversation_id = c.id and p.member_id = ${member} and p.last_at is not null
    where c.first_id = least(${member}::uuid, ${other}::uuid) and c.second_id = greatest(${member}::uuid, ${other}::uuid)`.execute(db);
  return rows[0]?.id ?? null;
}

/** One message that this viewer can read; null for everybody else. */
export async function findMessageAnywhere({ db, viewer }: Context, id: MessageId): Promise<(MessageStanding & Pick<PrivateMessage, "body">) | null> {
  const { rows } = await sql<MessageStanding & Pick<PrivateMessage, "body">>`select s.*, (select body from messages b where b.id = s.id) as body from (${messageStanding} where m.id = ${id}) s`.execute(db);
  const [message] = rows;
  return message && canReadConversation(viewer, message.readers) ? message : null;
}

/** From whom a member takes messages. */
export async function findAcceptanceAnywhere(db: Database, member: MemberId): Promise<Acceptance> {
  const { rows } = await sql<{ accepts: Acceptance }>`select accepts from message_choices where member_id = ${member}`.execute(db);
  return rows[0]?.accepts ?? "everyone";
}

/** A message by its address on another server, once for each of ours to whom it was written. */
export async function listHeardMessagesAnywhere(db: Database, uri: string): Promise<{ id: MessageId; author: MemberId; to: MemberId | null }[]> {
  const { rows } = await sql<{ id: MessageId; author: MemberId; to: MemberId | null }>`select m.id, m.author_id as author, (select p.member_id from conversation_members p where p.conversation_id = m.conversation_id and p.member_id <> m.author_id) as to
    from messages m where m.uri = ${uri}`.execute(db);
  return rows;
}

/** What deciding about a message needs, for those who decide about something that names it. */
export async function findMessageStandingAnywhere(db: Database | Transaction, id: MessageId): Promise<MessageStanding | null> {
  const { rows } = await sql<MessageStanding>`${messageStanding} where m.id = ${id}`.execute(db);
  return rows[0] ?? null;
}
