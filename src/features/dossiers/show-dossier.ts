import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";
import { canSee } from "../contents/policy.ts";
import type { DossierStanding } from "./policy.ts";

/** What deciding about a dossier needs, for the buttons of a page; null unless this viewer may see it. */
export async function findDossierAnywhere({ db, viewer, now }: Context, id: ContentId): Promise<DossierStanding | null> {
  const { rows } = await sql<DossierStanding>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", d.contributions, d.owner_id as owner,
      array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community
    from contents c join dossiers d on d.content_id = c.id where c.id = ${id}`.execute(db);
  const dossier = rows[0];
  return dossier && canSee(viewer, dossier, now()) ? dossier : null;
}
