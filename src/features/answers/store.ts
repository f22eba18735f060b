import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { AnswerId, ContentId, MemberId } from "../../platform/ids.ts";
import type { Answered } from "../forms/question.ts";
import type { Mark } from "./call.ts";
import type { CallInput } from "./input.ts";

/** What stands until the end of the transaction: the deadline that is decided about, and who is the author. */
export async function lockContentAnywhere(tx: Transaction, content: ContentId): Promise<void> {
  await sql`select from contents where id = ${content} for share`.execute(tx);
}

export async function writeCallRow(tx: Transaction, content: ContentId, input: CallInput, times: { readonly closesAt: Temporal.Instant; readonly forgetAt: Temporal.Instant }): Promise<void> {
  await sql`
    insert into calls (content_id, territory_id, questions, opened, closes_at, keep_months, forget_at)
    select id, territory_id, ${json(input.questions)}, ${input.opened}, ${times.closesAt}, ${input.keepMonths}, ${times.forgetAt} from contents where id = ${content}
    on conflict (content_id) do update set questions = excluded.questions, opened = excluded.opened, closes_at = excluded.closes_at, keep_months = excluded.keep_months, forget_at = excluded.forget_at`.execute(tx);
}

export async function findKeepMonthsAnywhere(tx: Transaction, content: ContentId): Promise<number | null> {
  const { rows } = await sql<{ months: number }>`select keep_months as months from calls where content_id = ${content} for update`.execute(tx);
  return rows[0]?.months ?? null;
}

export async function setTimes(tx: Transaction, content: ContentId, times: { readonly closesAt: Temporal.Instant; readonly forgetAt: Temporal.Instant }): Promise<void> {
  await sql`update calls set closes_at = ${times.closesAt}, forget_at = ${times.forgetAt} where content_id = ${content}`.execute(tx);
}

/** Writes an answer, or writes it again: once for each member. Its mark stays, unless it had been read: then it is new. */
export async function writeAnswerRow(tx: Transaction, answer: { readonly id: AnswerId; readonly content: ContentId; readonly member: MemberId; readonly answered: readonly Answered[]; readonly at: Temporal.Instant }): Promise<{ id: AnswerId; again: boolean }> {
  const { rows } = await sql<{ id: AnswerId }>`
    insert into answers (id, content_id, member_id, answered, sent_at, changed_at)
    values (${answer.id}, ${answer.content}, ${answer.member}, ${json(answer.answered)}, ${answer.at}, ${answer.at})
    on conflict (content_id, member_id) do update set answered = excluded.answered, changed_at = excluded.changed_at, mark = case when answers.mark = 'seen' then 'new' else answers.mark end
    returning id`.execute(tx);
  const id = rows[0]?.id ?? answer.id;
  return { id, again: id !== answer.id };
}

/** The files that an answer takes: the member's own, for this call, free or its own already. Those it leaves are deleted. */
export async function attachFiles(tx: Transaction, answer: { readonly id: AnswerId; readonly content: ContentId; readonly member: MemberId }, files: readonly string[]): Promise<void> {
  await sql`delete from answer_files where answer_id = ${answer.id} and not id = any(${[...files]}::uuid[])`.execute(tx);
  await sql`update answer_files set answer_id = ${answer.id} where id = any(${[...files]}::uuid[]) and content_id = ${answer.content} and member_id = ${answer.member}`.execute(tx);
}

export async function findOwnFilesAnywhere(tx: Transaction, content: ContentId, member: MemberId, files: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from answer_files where id = any(${[...files]}::uuid[]) and content_id = ${content} and member_id = ${member}`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function deleteAnswer(tx: Transaction, content: ContentId, member: MemberId): Promise<boolean> {
  const { rows } = await sql`delete from answers where content_id = ${content} and member_id = ${member} returning id`.execute(tx);
  return rows.length > 0;
}

export async function insertFile(db: Database, file: { readonly id: string; readonly content: ContentId; readonly member: MemberId; readonly name: string; readonly type: string; readonly bytes: Uint8Array; readonly at: Temporal.Instant }): Promise<void> {
  const bytes = Buffer.from(file.bytes);
  await sql`insert into answer_files (id, content_id, member_id, name, type, size, bytes, created_at)
    values (${file.id}, ${file.content}, ${file.member}, ${file.name}, ${file.type}, ${bytes.length}, ${bytes}, ${file.at})`.execute(db);
}

export async function countFreeFilesAnywhere(db: Database, member: MemberId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from answer_files where member_id = ${member} and answer_id is null`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function setMark(tx: Transaction, content: ContentId, answer: AnswerId, mark: Mark, note: string): Promise<boolean> {
  const { rows } = await sql`update answers set mark = ${mark}, note = ${note} where id = ${answer} and content_id = ${content} returning id`.execute(tx);
  return rows.length > 0;
}

export async function markSeen(db: Database, answer: AnswerId): Promise<void> {
  await sql`update answers set mark = 'seen' where id = ${answer} and mark = 'new'`.execute(db);
}

/** Deletes what its time is over for: the answers of calls, with their files, and files that no answer took. */
export async function deleteOldAnswers(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`delete from answers a using calls k where k.content_id = a.content_id and k.forget_at <= ${now}`.execute(db);
  await sql`delete from answer_files where answer_id is null and created_at < ${now.subtract({ hours: 24 })}`.execute(db);
}

export async function deleteAllOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from answers where member_id = ${member}`.execute(tx);
  await sql`delete from answer_files where member_id = ${member}`.execute(tx);
}
