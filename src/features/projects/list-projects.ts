import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { aboutTheme, listByAge } from "../contents/list-by-age.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";
import type { ProjectStage } from "./project.ts";

export interface ProjectFilter {
  readonly stage?: ProjectStage | undefined;
  readonly theme?: string | undefined;
  /** Those that look for something: an open announcement is theirs. */
  readonly needing?: Temporal.Instant | undefined;
}

/** Published projects of a territory, or of the network without one, the newest first. */
export function listProjects(db: Database, territory: TerritoryId | null, filter: ProjectFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  return listByAge(db, territory, "project", sql`join projects p on p.content_id = c.id`, conditions(filter), cursor, limit);
}

function conditions({ stage, theme, needing }: ProjectFilter): RawBuilder<unknown>[] {
  const parts = [];
  if (stage) parts.push(sql`p.stage = ${stage}`);
  if (theme) parts.push(aboutTheme(theme));
  if (needing) parts.push(sql`exists (select from project_contents x join announcements a on a.content_id = x.content_id and a.closes_at > ${needing} join contents n on n.id = x.content_id and n.state = 'published' where x.project_id = c.id)`);
  return parts;
}
