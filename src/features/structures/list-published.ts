import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, StructureId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";

/** What is published in a structure's name or organised by it, on any territory, the newest first. */
export async function listPublishedAnywhere(db: Database, structure: StructureId, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const after = cursor ? sql`and (published_at, content_id) < (${cursor.publishedAt.add({ milliseconds: 1 }).subtract({ microseconds: 1 })}, ${cursor.id}::uuid)` : sql``;
  const { rows } = await sql<{ id: ContentId; publishedAt: Temporal.Instant }>`
    select distinct published_at as "publishedAt", content_id as id from content_structures where structure_id = ${structure} and published_at is not null ${after} order by published_at desc, content_id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { cards: await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? { publishedAt: last.publishedAt, id: last.id } : null };
}

/** The coming events that it announces, organises or takes part in, the soonest first, each once. */
export async function listComingAnywhere(db: Database, structure: StructureId, now: Temporal.Instant, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`
    select o.event_id as id from occurrences o where o.event_id in (select content_id from content_structures where structure_id = ${structure} and published_at is not null)
      and coalesce(o.ends_at, o.starts_at) >= ${now} group by o.event_id order by min(o.starts_at), o.event_id limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}
