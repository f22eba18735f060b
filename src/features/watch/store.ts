import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";

/** What was made of this item of a source, locked; null when it is new here. */
export async function lockImported(tx: Transaction, territory: TerritoryId, source: string, uid: string): Promise<{ content: ContentId; digest: string } | null> {
  const { rows } = await sql<{ content: ContentId; digest: string }>`
    select content_id as content, digest from content_sources where territory_id = ${territory} and source = ${source} and uid = ${uid} for update`.execute(tx);
  return rows[0] ?? null;
}

export interface ReadFrom {
  readonly digest: string;
  readonly url: string | null;
  readonly name: string;
  readonly at: Temporal.Instant;
}

export async function updateImportedFrom(tx: Transaction, content: ContentId, read: ReadFrom): Promise<void> {
  await sql`update content_sources set digest = ${read.digest}, url = ${read.url}, name = ${read.name}, read_at = ${read.at} where content_id = ${content}`.execute(tx);
}

export async function insertImportedFrom(tx: Transaction, content: ContentId, territory: TerritoryId, read: ReadFrom & { readonly source: string; readonly uid: string }): Promise<void> {
  await sql`insert into content_sources (content_id, territory_id, source, uid, url, name, digest, read_at)
    values (${content}, ${territory}, ${read.source}, ${read.uid}, ${read.url}, ${read.name}, ${read.digest}, ${read.at})`.execute(tx);
}
