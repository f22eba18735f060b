import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { Question } from "../forms/question.ts";
import type { Call, CallStanding } from "./call.ts";

const callColumns = sql`k.questions, k.opened, k.closes_at as "closesAt", k.keep_months as "keepMonths", k.forget_at as "forgetAt"`;

/** The call of a content that the viewer has been shown; null when it collects no answers. */
export async function showCallAnywhere(db: Database, content: ContentId): Promise<Call | null> {
  const { rows } = await sql<Call>`select ${callColumns} from calls k where k.content_id = ${content}`.execute(db);
  return rows[0] ?? null;
}

interface Row extends Omit<ContentStanding, "id" | "kind"> {
  readonly id: ContentId;
  readonly kind: ContentStanding["kind"];
  readonly questions: readonly Question[];
  readonly opened: boolean;
  readonly closesAt: Temporal.Instant;
  readonly keepMonths: number;
  readonly forgetAt: Temporal.Instant;
  readonly jury: readonly MemberId[];
}

/** The same with all that deciding needs. */
export async function findCallAnywhere(db: Database | Transaction, content: ContentId): Promise<CallStanding | null> {
  const { rows } = await sql<Row>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", array(select member_id from content_authors w where w.content_id = c.id order by w.position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community, ${callColumns},
      array(select j.member_id from jurors j where j.content_id = c.id and j.state = 'accepted') as jury
    from contents c join calls k on k.content_id = c.id where c.id = ${content}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { questions, opened, closesAt, keepMonths, forgetAt, jury, ...standing } = row;
  return { content: standing, questions, opened, closesAt, keepMonths, forgetAt, jury };
}
