import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { AttachmentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { Attachment } from "./attachment.ts";

export async function insertAttachment(db: Database, file: Attachment & { readonly territory: TerritoryId; readonly owner: MemberId; readonly at: Temporal.Instant }): Promise<void> {
  await sql`insert into attachments (id, territory_id, owner_id, hash, name, type, size, created_at)
    values (${file.id}, ${file.territory}, ${file.owner}, ${file.hash}, ${file.name}, ${file.type}, ${file.size}, ${file.at})`.execute(db);
}

export interface LookedAt {
  readonly id: AttachmentId;
  readonly createdAt: Temporal.Instant;
}

/** Files brought before a moment, the oldest first. */
export async function nextToLookAt(db: Database, before: Temporal.Instant, after: LookedAt | null, limit: number): Promise<LookedAt[]> {
  const { rows } = await sql<LookedAt>`select id, created_at as "createdAt" from attachments where created_at < ${before} ${after ? sql`and (created_at, id) > (${after.createdAt}, ${after.id}::uuid)` : sql``} order by created_at, id limit ${limit}`.execute(db);
  return rows;
}

/** Takes away those of these files that no content or version offers, and nothing that their owner is writing; their digests. */
export async function takeUnoffered(tx: Transaction, ids: readonly AttachmentId[]): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`delete from attachments a where a.id = any(${[...ids]}::uuid[]) and not exists (select from content_attachments x where x.attachment_id = a.id)
    and not exists (select from version_files v where v.file_id = a.id) and not exists (select from kept_writings w where w.member_id = a.owner_id and position(a.id::text in w.fields::text) > 0) returning hash`.execute(tx);
  return [...new Set(rows.map((row) => row.hash))];
}

export async function isOfferedAnywhere(db: Database, hash: string): Promise<boolean> {
  const { rows } = await sql`select from attachments where hash = ${hash} limit 1`.execute(db);
  return rows.length > 0;
}
