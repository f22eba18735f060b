import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type MemberId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { CardPicture } from "../contents/card.ts";
import { pictureColumns } from "../contents/list-cards.ts";
import type { ConversationId } from "./message.ts";

export interface Person {
  readonly id: MemberId;
  readonly name: string;
  readonly handle: string;
  readonly picture: CardPicture | null;
}

export const personColumns = sql`jsonb_build_object('id', o.id, 'name', o.name, 'handle', o.handle, 'picture', (select ${pictureColumns} from media p where p.id = o.picture_id))`;

export interface ConversationLine {
  readonly id: ConversationId;
  /** Null when they are no more. */
  readonly other: Person | null;
  readonly unread: number;
  readonly lastAt: Temporal.Instant;
  /** The beginning of the last message; empty when it was taken back. */
  readonly words: string;
  /** Whether this reader wrote it. */
  readonly own: boolean;
}

type Row = Omit<ConversationLine, "words"> & { readonly body: TextDocument | null };

/** A member's conversations: those with something to read first, then by time, from one place on. */
export async function listConversationsAnywhere(db: Database, member: MemberId, after: string | null, limit: number): Promise<{ lines: ConversationLine[]; next: string | null }> {
  const [waits, moment, key] = (after ?? "").split(".");
  const [at, id] = [readMoment(moment), readId<ConversationId>(key)];
  const beyond = at && id ? sql`and ((p.unread > 0), p.last_at, p.conversation_id) < (${waits === "1"}, ${at}::timestamptz, ${id}::uuid)` : sql``;
  const { rows } = await sql<Row>`
    select p.conversation_id as id, p.unread, p.last_at as "lastAt", x.body, coalesce(x.author_id = ${member}, false) as own,
      (select ${personColumns} from conversation_members q join members o on o.id = q.member_id where q.conversation_id = p.conversation_id and q.member_id <> ${member}) as other
    from (select * from conversation_members p where p.member_id = ${member} and p.last_at is not null ${beyond} order by (p.unread > 0) desc, p.last_at desc, p.conversation_id desc limit ${limit + 1}) p
    left join lateral (select m.body, m.author_id from messages m where m.conversation_id = p.conversation_id and (m.author_id = ${member} or not m.withheld) order by m.at desc, m.id desc limit 1) x on true
    order by (p.unread > 0) desc, p.last_at desc, p.conversation_id desc`.execute(db);
  const lines = rows.slice(0, limit).map(({ body, ...line }) => ({ ...line, words: body ? plainText(body).slice(0, 300) : "" }));
  const last = rows.length > limit ? lines.at(-1) : undefined;
  return { lines, next: last ? `${last.unread > 0 ? 1 : 0}.${writeMoment(last.lastAt)}.${last.id}` : null };
}

/** How many conversations hold something that this member hasn't read: a hundred at most. */
export async function countUnreadAnywhere(db: Database, member: MemberId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from conversation_members where member_id = ${member} and last_at is not null and (unread > 0) = true limit 100) few`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whom a member has blocked, the latest first. */
export async function listBlockedAnywhere(db: Database, member: MemberId): Promise<Person[]> {
  const { rows } = await sql<{ person: Person }>`select ${personColumns} as person from message_blocks b join members o on o.id = b.blocked_id where b.member_id = ${member} order by b.at desc limit 200`.execute(db);
  return rows.map((row) => row.person);
}
