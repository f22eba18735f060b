import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { aboutTheme, listByAge } from "../contents/list-by-age.ts";
import { listContents, listContentsAnywhere, type AgeCursor, type Listing } from "../contents/list-contents.ts";

export interface DossierFilter {
  readonly theme?: string | undefined;
  readonly tag?: string | undefined;
  /** Only those to which a reader may add or suggest. */
  readonly welcoming?: boolean | undefined;
}

/** Published dossiers of a territory, or of the whole network (null), the newest first. */
export function listDossiers(db: Database, territory: TerritoryId | null, filter: DossierFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const kind = { kind: "dossier", theme: filter.theme, tag: filter.tag } as const;
  if (!filter.welcoming) return territory ? listContents(db, territory, kind, cursor, limit) : listContentsAnywhere(db, kind, cursor, limit);
  const only = [sql`c.brief ->> 'contributions' <> 'closed'`];
  if (filter.theme) only.push(aboutTheme(filter.theme));
  if (filter.tag) only.push(sql`exists (select from content_tags t where t.content_id = c.id and t.tag = ${filter.tag})`);
  return listByAge(db, territory, "dossier", sql``, only, cursor, limit);
}
