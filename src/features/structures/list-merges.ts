import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { undoDays } from "./merge-structures.ts";

export interface RecentMerge {
  readonly id: string;
  readonly fromName: string;
  readonly intoName: string;
  readonly intoSlug: string;
  readonly intoTerritory: TerritoryId;
  readonly by: string | null;
  readonly at: Temporal.Instant;
}

/** The merges of this territory that can still be undone, the latest first. */
export async function listRecentMerges(db: Database, territory: TerritoryId, now: Temporal.Instant): Promise<RecentMerge[]> {
  const { rows } = await sql<RecentMerge>`
    select g.id, f.name as "fromName", t.name as "intoName", t.slug as "intoSlug", t.territory_id as "intoTerritory", m.name as by, g.at
    from structure_merges g join structures f on f.id = g.from_id join structures t on t.id = g.into_id left join members m on m.id = g.by_id
    where g.territory_id = ${territory} and g.undone_at is null and g.at > ${now.subtract({ hours: undoDays * 24 })} order by g.at desc, g.id limit 50`.execute(db);
  return rows;
}
