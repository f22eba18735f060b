import { sql, type RawBuilder } from "kysely";
import { wideWorld } from "../territories/territory.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { Accessibility, Audience } from "../agenda/event.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";
import { boxAround, type Point } from "../places/communes.ts";
import type { Travel } from "./itinerary.ts";

export interface ItineraryFilter {
  readonly travel?: Travel | undefined;
  readonly audience?: Audience | undefined;
  readonly accessibility?: Accessibility | undefined;
  /** At most so long; one whose length isn't known is none of them. */
  readonly metres?: number | undefined;
  readonly theme?: string | undefined;
  /** Whose first stop is there. */
  readonly near?: { readonly point: Point; readonly km: number } | undefined;
}

/** Published itineraries of a territory, or of the network without one, the newest first. */
export async function listItineraries(db: Database, territory: TerritoryId | null, filter: ItineraryFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const after = cursor ? sql`and (c.published_at, c.id) < (${cursor.publishedAt}, ${cursor.id}::uuid)` : sql``;
  const { rows } = await sql<{ id: ContentId; publishedAt: Temporal.Instant }>`
    select c.id, c.published_at as "publishedAt" from contents c join itineraries i on i.content_id = c.id
    where c.kind = 'itinerary' and c.state = 'published' ${conditions(territory, filter)} ${after} order by c.published_at desc, c.id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { cards: await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? last : null };
}

function conditions(territory: TerritoryId | null, filter: ItineraryFilter): RawBuilder<unknown> {
  const parts = [territory ? sql`and c.territory_id = ${territory}` : sql`and c.territory_id <> ${wideWorld}`];
  if (filter.travel) parts.push(sql`and i.travel = ${filter.travel}`);
  // What is for everyone is for each.
  if (filter.audience) parts.push(sql`and i.audience && ${[filter.audience, "everyone"]}::text[]`);
  if (filter.accessibility) parts.push(sql`and ${filter.accessibility} = any(i.accessibility)`);
  if (filter.metres !== undefined) parts.push(sql`and i.metres between 1 and ${filter.metres}`);
  if (filter.theme) parts.push(sql`and exists (select from content_themes t where t.content_id = c.id and t.theme = ${filter.theme})`);
  if (filter.near) {
    const { point, km } = filter.near;
    const box = boxAround(point, km);
    parts.push(sql`and c.latitude between ${box.south} and ${box.north} and c.longitude between ${box.west} and ${box.east}
      and earth_distance(ll_to_earth(c.latitude, c.longitude), ll_to_earth(${point.latitude}, ${point.longitude})) <= ${km * 1000}`);
  }
  return sql.join(parts, sql` `);
}
