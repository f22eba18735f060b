import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";

export interface TagUse {
  readonly tag: string;
  readonly label: string;
  readonly uses: number;
}

// Tags of about as many of the newest contents are counted: one range of an index that holds all it takes.
const counted = 2000;

/** The tags used most in what was published lately, in a territory or, without one, the network. */
export async function listTags(db: Database, territory: TerritoryId | null, limit: number): Promise<TagUse[]> {
  const { rows } = await sql<TagUse>`
    select tag, min(label) as label, count(*)::int as uses from (
      select tag, label from content_tags where published_at is not null ${territory ? sql`and territory_id = ${territory}` : sql``} order by published_at desc limit ${counted}) recent
    group by tag order by count(*) desc, tag limit ${limit}`.execute(db);
  return rows;
}

/** How a tag is written, most often; null when nothing published bears it. */
export async function findTagLabelAnywhere(db: Database, tag: string): Promise<string | null> {
  const { rows } = await sql<{ label: string }>`select label from content_tags where tag = ${tag} and published_at is not null order by published_at desc limit 1`.execute(db);
  return rows[0]?.label ?? null;
}
