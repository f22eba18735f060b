import { sql, type RawBuilder } from "kysely";
import { wideWorld } from "../territories/territory.ts";
import type { Database } from "../../platform/database.ts";
import { readId, type ContentId, type TerritoryId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import type { Card } from "../contents/card.ts";
import { aboutTheme } from "../contents/list-by-age.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { Near } from "../places/communes.ts";
import { withinReach } from "../places/find-near.ts";
import type { AnnouncementType } from "./announcement.ts";

export interface AnnouncementFilter {
  readonly closed?: boolean | undefined;
  readonly type?: AnnouncementType | undefined;
  readonly theme?: string | undefined;
  readonly near?: Near | undefined;
}

/** Where a page of announcements ended. */
export interface DeadlineCursor {
  readonly closesAt: Temporal.Instant;
  readonly id: ContentId;
}

export function writeDeadlineCursor(cursor: DeadlineCursor): string {
  return `${writeMoment(cursor.closesAt)}.${cursor.id}`;
}

export function readDeadlineCursor(text: string | undefined): DeadlineCursor | null {
  const [moment, key] = (text ?? "").split(".");
  const [closesAt, id] = [readMoment(moment), readId<ContentId>(key)];
  return closesAt && id ? { closesAt, id } : null;
}

/** Published announcements of a territory, or of the network without one: open ones, the first to close first; or closed ones, the last closed first. */
export async function listAnnouncements(db: Database, territory: TerritoryId | null, filter: AnnouncementFilter, now: Temporal.Instant, cursor: DeadlineCursor | null, limit: number): Promise<{ cards: Card[]; next: DeadlineCursor | null }> {
  const closed = filter.closed ?? false;
  const after = cursor ? sql`and (a.closes_at, a.content_id) ${closed ? sql`<` : sql`>`} (${cursor.closesAt}, ${cursor.id}::uuid)` : sql``;
  const order = closed ? sql`a.closes_at desc, a.content_id desc` : sql`a.closes_at, a.content_id`;
  const { rows } = await sql<{ id: ContentId; closesAt: Temporal.Instant }>`
    select a.content_id as id, a.closes_at as "closesAt" from announcements a join contents c on c.id = a.content_id
    where a.closes_at ${closed ? sql`<=` : sql`>`} ${now} and ${conditions(territory, filter)} ${after} order by ${order} limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { cards: await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? last : null };
}

function conditions(territory: TerritoryId | null, { type, theme, near }: AnnouncementFilter): RawBuilder<unknown> {
  const parts = [sql`c.state = 'published'`];
  parts.push(territory ? sql`a.territory_id = ${territory}` : sql`a.territory_id <> ${wideWorld}`);
  if (type) parts.push(sql`a.type = ${type}`);
  if (theme) parts.push(aboutTheme(theme));
  if (near) parts.push(withinReach("c", near));
  return sql.join(parts, sql` and `);
}
