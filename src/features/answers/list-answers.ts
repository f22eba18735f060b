import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { AnswerId, ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";
import type { Answered } from "../forms/question.ts";
import type { Mark } from "./call.ts";

export interface Answer {
  readonly id: AnswerId;
  readonly member: MemberId;
  readonly name: string;
  readonly handle: string;
  /** For those who collect the answers: the form says so to who answers. */
  readonly email: string | null;
  readonly answered: readonly Answered[];
  readonly mark: Mark;
  readonly note: string;
  readonly sentAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
}

const columns = sql`a.id, a.member_id as member, m.name, m.handle, (select u.email from accounts.users u where u.id = m.id) as email, a.answered, a.mark, a.note, a.sent_at as "sentAt", a.changed_at as "changedAt"`;

/** The answers to a call, in the order in which they came. Callers have seen that the viewer may read them. */
export async function listAnswersAnywhere(db: Database, content: ContentId, mark: Mark | null, after: { readonly sentAt: Temporal.Instant; readonly id: AnswerId } | null, limit: number): Promise<Answer[]> {
  const { rows } = await sql<Answer>`
    select ${columns} from answers a join members m on m.id = a.member_id
    where a.content_id = ${content} ${mark ? sql`and a.mark = ${mark}` : sql``} ${after ? sql`and (a.sent_at, a.id) > (${after.sentAt}, ${after.id}::uuid)` : sql``}
    order by a.sent_at, a.id limit ${limit}`.execute(db);
  return rows;
}

/** How many answers a call has, by mark. */
export async function countAnswersAnywhere(db: Database, content: ContentId): Promise<Readonly<Record<Mark, number>>> {
  const { rows } = await sql<{ mark: Mark; n: number }>`select mark, count(*)::int as n from answers where content_id = ${content} group by mark`.execute(db);
  const counts = { new: 0, seen: 0, kept: 0, refused: 0 };
  for (const { mark, n } of rows) counts[mark] = n;
  return counts;
}

/** One answer to a call. Callers have seen that the viewer may read them. */
export async function showAnswerAnywhere(db: Database, content: ContentId, id: AnswerId): Promise<Answer | null> {
  const { rows } = await sql<Answer>`select ${columns} from answers a join members m on m.id = a.member_id where a.content_id = ${content} and a.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** A member's own answer to a call. */
export async function showOwnAnswerAnywhere(db: Database, content: ContentId, member: MemberId): Promise<Answer | null> {
  const { rows } = await sql<Answer>`select ${columns} from answers a join members m on m.id = a.member_id where a.content_id = ${content} and a.member_id = ${member}`.execute(db);
  return rows[0] ?? null;
}

export interface OwnAnswer {
  readonly territory: TerritoryId;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly title: string;
  readonly sentAt: Temporal.Instant;
}

/** What a member has answered and is still kept, for their own space. */
export async function listOwnAnswersAnywhere(db: Database, member: MemberId): Promise<OwnAnswer[]> {
  const { rows } = await sql<OwnAnswer>`
    select c.territory_id as territory, c.kind, c.slug, c.title, a.sent_at as "sentAt" from answers a join contents c on c.id = a.content_id
    where a.member_id = ${member} order by a.sent_at desc limit 100`.execute(db);
  return rows;
}
