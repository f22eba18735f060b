import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId, MediaId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";

/** The text that a fact is about; null when its content is no more. */
export async function findTextOfFactAnywhere(db: Database, fact: number): Promise<{ id: ContentId; territory: TerritoryId; body: TextDocument } | null> {
  const { rows } = await sql<{ id: ContentId; territory: TerritoryId; body: TextDocument }>`select c.id, c.territory_id as territory, c.body from facts f join contents c on c.id = f.subject_id where f.id = ${fact}`.execute(db);
  return rows[0] ?? null;
}

export async function listUnknownAnywhere(db: Database, urls: readonly string[], since: Temporal.Instant): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`select url from unnest(${[...urls]}::text[]) as url where not exists (select from embeds e where e.url = url.url and e.looked_up_at > ${since})`.execute(db);
  return rows.map((row) => row.url);
}

export async function upsertEmbed(tx: Transaction, embed: { readonly url: string; readonly title: string; readonly media: MediaId | null; readonly at: Temporal.Instant }): Promise<void> {
  await sql`insert into embeds as e (url, title, media_id, looked_up_at) values (${embed.url}, ${embed.title}, ${embed.media}, ${embed.at})
    on conflict (url) do update set title = case when excluded.title = '' then e.title else excluded.title end, media_id = coalesce(excluded.media_id, e.media_id), looked_up_at = excluded.looked_up_at`.execute(tx);
}
