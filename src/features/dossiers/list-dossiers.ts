import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import { listContents, listContentsAnywhere, type AgeCursor, type Listing } from "../contents/list-contents.ts";

export interface DossierFilter {
  readonly theme?: string | undefined;
  readonly tag?: string | undefined;
  /** Only those to which a reader may add or suggest. */
  readonly welcoming?: boolean | undefined;
}

/** Published dossiers of a territory, or of the whole network (null), the newest first. */
export async function listDossiers(db: Database, territory: TerritoryId | null, filter: DossierFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const kind = { kind: "dossier", theme: filter.theme, tag: filter.tag } as const;
  if (!filter.welcoming) return territory ? listContents(db, territory, kind, cursor, limit) : listContentsAnywhere(db, kind, cursor, limit);
  const after = cursor ? sql`and (c.published_at, c.id) < (${cursor.publishedAt.add({ milliseconds: 1 }).subtract({ microseconds: 1 })}, ${cursor.id})` : sql``;
  const { rows } = await sql<{ id: ContentId; published_at: Temporal.Instant }>`
    select c.id, c.published_at from contents c where c.kind = 'dossier' and c.state = 'published' and c.brief ->> 'contributions' <> 'closed' ${territory ? sql`and c.territory_id = ${territory}` : sql``} ${after}
      ${filter.theme ? sql`and exists (select from content_themes t where t.content_id = c.id and t.theme = ${filter.theme})` : sql``}
      ${filter.tag ? sql`and exists (select from content_tags t where t.content_id = c.id and t.tag = ${filter.tag})` : sql``}
    order by c.published_at desc, c.id desc limit ${limit + 1}`.execute(db);
  const cards = await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id));
  const last = rows[limit - 1];
  return { cards, next: rows.length > limit && last ? { publishedAt: last.published_at, id: last.id } : null };
}
