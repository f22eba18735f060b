import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { KeepWriting, WritingId } from "./writing.ts";

/** False when it is finished, was sent under this number already, or is another's. */
export async function upsertWriting(tx: Transaction, writing: KeepWriting & { readonly member: MemberId; readonly at: Temporal.Instant }): Promise<boolean> {
  const { rows } = await sql`
    insert into kept_writings as w (id, member_id, territory_id, kind, content_id, revision, title, fields, at)
    select ${writing.id}, ${writing.member}, ${writing.territory}, ${writing.kind}, ${writing.content}, ${writing.revision}, ${writing.title}, ${json(writing.fields)}, ${writing.at}
    where not exists (select from contents where submission = ${writing.id})
    on conflict (id) do update set title = excluded.title, fields = excluded.fields, revision = excluded.revision, at = excluded.at
      where w.member_id = ${writing.member} and w.finished_at is null and w.kind = excluded.kind and w.content_id is not distinct from excluded.content_id
    returning id`.execute(tx);
  return rows.length > 0;
}

export async function deleteSurplus(tx: Transaction, member: MemberId, most: number): Promise<void> {
  await sql`delete from kept_writings where id in (select id from kept_writings where member_id = ${member} order by at desc offset ${most})`.execute(tx);
}

export async function markFinished(tx: Transaction, member: MemberId, ids: readonly WritingId[], at: Temporal.Instant): Promise<void> {
  await sql`update kept_writings set finished_at = ${at}, fields = '[]' where member_id = ${member} and id = any(${[...ids]}::uuid[])`.execute(tx);
}

export async function deleteOlder(tx: Transaction, than: Temporal.Instant): Promise<void> {
  await sql`delete from kept_writings where at < ${than}`.execute(tx);
}
