import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { Territory } from "./territory.ts";

/** Every territory of this server, by name, and where those of other servers stand: what the doors turn hosts into territories with. */
export async function listTerritoriesAnywhere(db: Database): Promise<Territory[]> {
  const { rows } = await sql<Territory>`
    select t.id, t.slug, t.name, t.zone, t.perimeter, t.hue, t.languages, t.structure_name as "structureName", t.about,
      t.editorial_line as "editorialLine", t.legal_notice as "legalNotice", t.moderation, t.strangers, t.latitude, t.longitude,
      t.map_zoom as "mapZoom", t.elsewhere, t.origin, case when t.left_at is not null then 'left' when t.leaving_at is not null then 'leaving' end as away,
      coalesce((select jsonb_agg(jsonb_build_object('code', h.code, 'fr', h.name_fr, 'en', h.name_en, 'pattern', h.pattern, 'icon', h.icon, 'retired', h.retired_at is not null) order by h.position, h.code) from territory_themes h where h.territory_id = t.id), '[]') as themes,
      (select domain from territory_domains d where d.territory_id = t.id and d.present) as domain,
      array(select slug from territory_slugs s where s.territory_id = t.id and s.slug <> t.slug order by slug) as "formerSlugs",
      array(select domain from territory_domains d where d.territory_id = t.id and not d.present order by domain) as "formerDomains"
    from territories t order by plain_text(t.name), t.id`.execute(db);
  return rows;
}
