import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { AnswerId, ContentId, MemberId } from "../../platform/ids.ts";
import { findCallAnywhere } from "../answers/show-call.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { Criterion, Juror, Notes } from "./jury.ts";

export interface Jury {
  readonly content: ContentStanding;
  readonly criteria: readonly Criterion[];
  readonly jurors: readonly Juror[];
}

/** The jury of a call, with all that deciding about it needs; without criteria when its author has chosen none yet. */
export async function showJuryAnywhere(db: Database | Transaction, content: ContentId): Promise<Jury | null> {
  const call = await findCallAnywhere(db, content);
  if (!call) return null;
  const { rows } = await sql<{ criteria: readonly Criterion[] }>`select criteria from juries where content_id = ${content}`.execute(db);
  const { rows: jurors } = await sql<Juror>`
    select j.member_id as member, m.name, m.handle, j.state, (select count(*)::int from jury_notes n where n.content_id = j.content_id and n.member_id = j.member_id) as given
    from jurors j join members m on m.id = j.member_id where j.content_id = ${content} order by j.since, m.name`.execute(db);
  return { content: call.content, criteria: rows[0]?.criteria ?? [], jurors };
}

/** What the jury gave to all answers, or to one. Callers have seen that the viewer may read it. */
export async function listNotesAnywhere(db: Database, content: ContentId, answer: AnswerId | null): Promise<Notes[]> {
  const { rows } = await sql<Notes>`
    select n.answer_id as answer, n.member_id as member, m.name, n.conflict, n.notes, n.comment from jury_notes n join members m on m.id = n.member_id
    where n.content_id = ${content} ${answer ? sql`and n.answer_id = ${answer}` : sql``} order by n.at`.execute(db);
  return rows;
}

/** The answers that a juror has judged already, or withdrawn from. */
export async function listJudgedAnywhere(db: Database, content: ContentId, member: MemberId): Promise<Set<AnswerId>> {
  const { rows } = await sql<{ answer: AnswerId }>`select answer_id as answer from jury_notes where content_id = ${content} and member_id = ${member}`.execute(db);
  return new Set(rows.map((row) => row.answer));
}
