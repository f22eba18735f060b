import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { Mentionable } from "./mention.ts";

/** So many are proposed. */
export const mostProposed = 8;

/**
 * Members and structures whose handle or name begins with what was typed, or one of whose words does from three letters
 * on; those of this territory first. Members who keep out of the lists aren't proposed. Each part is one range of an index.
 */
export async function searchMentionable(db: Database, territory: TerritoryId | null, typed: string): Promise<Mentionable[]> {
  const start = typed.trim().replace(/^@/, "").slice(0, 60).toLowerCase();
  if (!start) return [];
  // Past every character that may follow; the operators compare bytes, as the indexes do.
  const end = `${start}\u{10FFFF}`;
  const word = `% ${start.replace(/[\\%_]/g, "\\$&")}%`;
  const beginning = await search(db, territory, { start, end, word: null });
  // Words inside names only where beginnings don't fill the list: a common first name would be looked for in vain in a tenth of all names.
  return beginning.length >= mostProposed || [...start].length < 3 ? beginning : search(db, territory, { start, end, word });
}

async function search(db: Database, territory: TerritoryId | null, { start, end, word }: { readonly start: string; readonly end: string; readonly word: string | null }): Promise<Mentionable[]> {
  const { rows } = await sql<Mentionable>`
    with found_members as (
      (select id, 0 as rank from members where state = 'active' and listed and handle ~>=~ ${start} and handle ~<~ ${end} order by handle using ~<~ limit ${mostProposed})
      union all
      (select id, 1 from members where state = 'active' and listed and plain_text(name) ~>=~ plain_text(${start}) and plain_text(name) ~<~ (plain_text(${start}) || ${"\u{10FFFF}"}) order by plain_text(name) using ~<~ limit ${mostProposed})
      ${word ? sql`union all (select id, 2 from members where state = 'active' and listed and plain_text(name) like plain_text(${word}) limit ${mostProposed})` : sql``}
    ), found_structures as (
      (select id, 1 as rank from structures where state = 'listed' and territory_id is not distinct from ${territory} and plain_text(name) ~>=~ plain_text(${start}) and plain_text(name) ~<~ (plain_text(${start}) || ${"\u{10FFFF}"}) order by plain_text(name) using ~<~ limit ${mostProposed})
      union all
      (select id, 1 from structures where state = 'listed' and slug ~>=~ ${start} and slug ~<~ ${end} order by slug using ~<~ limit ${mostProposed})
      union all
      (select id, 1 from structures where state = 'listed' and plain_text(name) ~>=~ plain_text(${start}) and plain_text(name) ~<~ (plain_text(${start}) || ${"\u{10FFFF}"}) order by plain_text(name) using ~<~ limit ${mostProposed})
      ${word ? sql`union all (select id, 2 from structures where state = 'listed' and plain_text(name) like plain_text(${word}) limit ${mostProposed})` : sql``}
    )
    select id, kind, handle, name, territory from (
      select m.id, 'member' as kind, m.handle, m.name, m.home_id as territory, min(f.rank) as rank from found_members f join members m on m.id = f.id group by m.id
      union all
      -- Its slug alone where that says who is meant: here, and no member's handle.
      select s.id, 'structure', case when s.territory_id is not distinct from ${territory} and not exists (select from members o where o.handle = s.slug) then s.slug else s.slug || '@' || t.slug end, s.name, s.territory_id, min(f.rank)
      from found_structures f join structures s on s.id = f.id join territories t on t.id = s.territory_id group by s.id, t.slug
    ) found
    order by territory is not distinct from ${territory} desc, rank, name limit ${mostProposed}`.execute(db);
  return rows;
}
