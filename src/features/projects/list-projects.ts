import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";
import type { ProjectStage } from "./project.ts";

export interface ProjectFilter {
  readonly stage?: ProjectStage | undefined;
  readonly theme?: string | undefined;
  /** Those that look for something: an open announcement is theirs. */
  readonly needing?: Temporal.Instant | undefined;
}

/** Published projects of a territory, or of the network without one, the newest first. */
export async function listProjects(db: Database, territory: TerritoryId | null, filter: ProjectFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const after = cursor ? sql`and (c.published_at, c.id) < (${cursor.publishedAt}, ${cursor.id}::uuid)` : sql``;
  const { rows } = await sql<{ id: ContentId; publishedAt: Temporal.Instant }>`
    select c.id, c.published_at as "publishedAt" from contents c join projects p on p.content_id = c.id
    where c.kind = 'project' and c.state = 'published' ${conditions(territory, filter)} ${after} order by c.published_at desc, c.id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { cards: await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? last : null };
}

function conditions(territory: TerritoryId | null, { stage, theme, needing }: ProjectFilter): RawBuilder<unknown> {
  const parts = [sql``];
  if (territory) parts.push(sql`and c.territory_id = ${territory}`);
  if (stage) parts.push(sql`and p.stage = ${stage}`);
  if (theme) parts.push(sql`and exists (select from content_themes t where t.content_id = c.id and t.theme = ${theme})`);
  if (needing) parts.push(sql`and exists (select from project_contents x join announcements a on a.content_id = x.content_id and a.closes_at > ${needing} join contents n on n.id = x.content_id and n.state = 'published' where x.project_id = c.id)`);
  return sql.join(parts, sql` `);
}
