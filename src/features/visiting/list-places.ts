import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { Accessibility } from "../agenda/event.ts";
import { aboutTheme, listByAge } from "../contents/list-by-age.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";
import type { Near } from "../places/communes.ts";
import { withinReach } from "../places/find-near.ts";
import type { PlaceType } from "./place.ts";

export interface PlaceFilter {
  readonly type?: PlaceType | undefined;
  /** Open at this instant, or at some time of the day that ends then. */
  readonly open?: { readonly from: Temporal.Instant; readonly until: Temporal.Instant } | undefined;
  readonly accessibility?: Accessibility | undefined;
  readonly free?: boolean | undefined;
  readonly theme?: string | undefined;
  readonly near?: Near | undefined;
}

/** Published places of a territory, or of the network without one, the newest first. */
export function listPlaces(db: Database, territory: TerritoryId | null, filter: PlaceFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  return listByAge(db, territory, "place", sql`join places p on p.content_id = c.id`, conditions(filter), cursor, limit);
}

function conditions({ type, free, accessibility, open, theme, near }: PlaceFilter): RawBuilder<unknown>[] {
  const parts = [];
  if (type) parts.push(sql`p.type = ${type}`);
  if (free) parts.push(sql`p.pricing = 'free'`);
  if (accessibility) parts.push(sql`${accessibility} = any(p.accessibility)`);
  if (open) parts.push(sql`exists (select from place_openings o where o.content_id = c.id and o.opens_at < ${open.until} and o.closes_at > ${open.from})`);
  if (theme) parts.push(aboutTheme(theme));
  if (near) parts.push(withinReach("c", near));
  return parts;
}
