import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { Accessibility } from "../agenda/event.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";
import { boxAround, type Point } from "../places/communes.ts";
import type { PlaceType } from "./place.ts";

export interface PlaceFilter {
  readonly type?: PlaceType | undefined;
  /** Open at this instant, or at some time of the day that ends then. */
  readonly open?: { readonly from: Temporal.Instant; readonly until: Temporal.Instant } | undefined;
  readonly accessibility?: Accessibility | undefined;
  readonly free?: boolean | undefined;
  readonly theme?: string | undefined;
  readonly near?: { readonly point: Point; readonly km: number } | undefined;
}

/** Published places of a territory, or of the network without one, the newest first. */
export async function listPlaces(db: Database, territory: TerritoryId | null, filter: PlaceFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const after = cursor ? sql`and (c.published_at, c.id) < (${cursor.publishedAt}, ${cursor.id}::uuid)` : sql``;
  const { rows } = await sql<{ id: ContentId; publishedAt: Temporal.Instant }>`
    select c.id, c.published_at as "publishedAt" from contents c join places p on p.content_id = c.id
    where c.kind = 'place' and c.state = 'published' ${conditions(territory, filter)} ${after} order by c.published_at desc, c.id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { cards: await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? last : null };
}

function conditions(territory: TerritoryId | null, filter: PlaceFilter): RawBuilder<unknown> {
  const parts = [sql``];
  if (territory) parts.push(sql`and c.territory_id = ${territory}`);
  if (filter.type) parts.push(sql`and p.type = ${filter.type}`);
  if (filter.free) parts.push(sql`and p.pricing = 'free'`);
  if (filter.accessibility) parts.push(sql`and ${filter.accessibility} = any(p.accessibility)`);
  if (filter.open) parts.push(sql`and exists (select from place_openings o where o.content_id = c.id and o.opens_at < ${filter.open.until} and o.closes_at > ${filter.open.from})`);
  if (filter.theme) parts.push(sql`and exists (select from content_themes t where t.content_id = c.id and t.theme = ${filter.theme})`);
  if (filter.near) {
    const { point, km } = filter.near;
    const box = boxAround(point, km);
    parts.push(sql`and c.latitude between ${box.south} and ${box.north} and c.longitude between ${box.west} and ${box.east}
      and earth_distance(ll_to_earth(c.latitude, c.longitude), ll_to_earth(${point.latitude}, ${point.longitude})) <= ${km * 1000}`);
  }
  return sql.join(parts, sql` `);
}
