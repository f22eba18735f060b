import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { AnswerId, ContentId, MemberId } from "../../platform/ids.ts";
import type { Criterion, JurorState } from "./jury.ts";

/** One at a time decides about the jury of a call. */
export async function lockCallAnywhere(tx: Transaction, content: ContentId): Promise<void> {
  await sql`select from calls where content_id = ${content} for update`.execute(tx);
}

export async function hasNotesAnywhere(tx: Transaction, content: ContentId): Promise<boolean> {
  const { rows } = await sql`select from jury_notes where content_id = ${content} and not conflict limit 1`.execute(tx);
  return rows.length > 0;
}

export async function writeCriteria(tx: Transaction, content: ContentId, criteria: readonly Criterion[]): Promise<void> {
  await sql`insert into juries (content_id, criteria) values (${content}, ${json(criteria)}) on conflict (content_id) do update set criteria = excluded.criteria`.execute(tx);
}

/** False when they are asked already; who had declined is asked again. */
export async function insertJuror(tx: Transaction, content: ContentId, member: MemberId, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`insert into jurors as j (content_id, member_id, state, since) values (${content}, ${member}, 'invited', ${at})
    on conflict (content_id, member_id) do update set state = 'invited', since = excluded.since where j.state = 'declined' returning member_id`.execute(tx);
  return rows.length > 0;
}

export async function setJuror(tx: Transaction, content: ContentId, member: MemberId, state: JurorState, at: Temporal.Instant): Promise<void> {
  await sql`update jurors set state = ${state}, since = ${at} where content_id = ${content} and member_id = ${member}`.execute(tx);
  if (state === "declined") await sql`delete from jury_notes where content_id = ${content} and member_id = ${member}`.execute(tx);
}

export async function deleteJuror(tx: Transaction, content: ContentId, member: MemberId): Promise<boolean> {
  await sql`delete from jury_notes where content_id = ${content} and member_id = ${member}`.execute(tx);
  const { rows } = await sql`delete from jurors where content_id = ${content} and member_id = ${member} returning member_id`.execute(tx);
  return rows.length > 0;
}

/** False when the answer is of another call, gone, or the juror's own: from that one may only withdraw. */
export async function writeNotes(tx: Transaction, given: { readonly answer: AnswerId; readonly content: ContentId; readonly member: MemberId; readonly conflict: boolean; readonly notes: object; readonly comment: string; readonly at: Temporal.Instant }): Promise<boolean> {
  const { rows } = await sql`
    insert into jury_notes (answer_id, content_id, member_id, conflict, notes, comment, at)
    select id, content_id, ${given.member}, ${given.conflict}, ${json(given.notes)}, ${given.comment}, ${given.at} from answers where id = ${given.answer} and content_id = ${given.content} and (${given.conflict} or member_id <> ${given.member})
    on conflict (answer_id, member_id) do update set conflict = excluded.conflict, notes = excluded.notes, comment = excluded.comment, at = excluded.at returning answer_id`.execute(tx);
  return rows.length > 0;
}

export async function deleteAllOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from jury_notes where member_id = ${member}`.execute(tx);
  await sql`delete from jurors where member_id = ${member}`.execute(tx);
}
