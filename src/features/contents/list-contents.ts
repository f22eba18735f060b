import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type CommunityId, type ContentId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Card } from "./card.ts";
import { listCardsAnywhere } from "./list-cards.ts";
import type { ContentKind } from "./content.ts";

/** Where a page of a listing by age ended. */
export interface AgeCursor {
  readonly publishedAt: Temporal.Instant;
  readonly id: ContentId;
}

export function writeCursor(cursor: AgeCursor): string {
  return `${writeMoment(cursor.publishedAt)}.${cursor.id}`;
}

export function readCursor(text: string | undefined): AgeCursor | null {
  const [moment, key] = (text ?? "").split(".");
  const [publishedAt, id] = [readMoment(moment), readId<ContentId>(key)];
  return publishedAt && id ? { publishedAt, id } : null;
}

export interface Listing {
  readonly cards: readonly Card[];
  readonly next: AgeCursor | null;
}

export interface ContentFilter {
  readonly kind?: ContentKind | undefined;
  readonly tag?: string | undefined;
  readonly theme?: string | undefined;
  readonly author?: MemberId | undefined;
  readonly genre?: string | undefined;
  readonly oldestFirst?: boolean | undefined;
  readonly community?: CommunityId | undefined;
}

/** Published contents of one territory, the newest first. */
export function listContents(db: Database, territory: TerritoryId, filter: ContentFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  return list(db, territory, filter, cursor, limit);
}

/** Published contents of the whole network, the newest first. */
export function listContentsAnywhere(db: Database, filter: ContentFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  return list(db, null, filter, cursor, limit);
}

async function list(db: Database, territory: TerritoryId | null, filter: ContentFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const { rows } = await idsOf(territory, filter, cursor, limit + 1).execute(db);
  const cards = await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id));
  const last = rows[limit - 1];
  return { cards, next: rows.length > limit && last ? { publishedAt: last.published_at, id: last.id } : null };
}

type IdRow = { id: ContentId; published_at: Temporal.Instant };

/** Ids first, from the index that is narrowest for this filter; the join comes after. */
function idsOf(territory: TerritoryId | null, filter: ContentFilter, cursor: AgeCursor | null, limit: number): RawBuilder<IdRow> {
  // What is of other servers is shown with who wrote it, and in no list of the network.
  const here = (column: string) => (territory ? sql`and ${sql.ref(column)} = ${territory}` : filter.author ? sql`` : sql`and ${sql.ref(column)} <> ${wideWorld}`);
  const rest = sql`${filter.kind ? sql`and c.kind = ${filter.kind}` : sql``} ${filter.genre ? sql`and c.genre = ${filter.genre}` : sql``} ${filter.community ? sql`and c.community_id = ${filter.community}` : sql``}`;
  const [past, order] = filter.oldestFirst ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const narrow = filter.author ? { table: "content_authors", column: "member_id", value: filter.author } : filter.tag ? { table: "content_tags", column: "tag", value: filter.tag } : filter.theme ? { table: "content_themes", column: "theme", value: filter.theme } : null;
  if (!narrow) {
    const after = cursor ? sql`and (c.published_at, c.id) ${past} (${cursor.publishedAt}, ${cursor.id})` : sql``;
    return sql<IdRow>`select c.id, c.published_at from contents c where c.state = 'published' ${here("c.territory_id")} ${rest} ${after}
      order by c.published_at ${order}, c.id ${order} limit ${limit}`;
  }
  const after = cursor ? sql`and (x.published_at, x.content_id) ${past} (${cursor.publishedAt}, ${cursor.id})` : sql``;
  const tagToo = filter.author && filter.tag ? sql`and exists (select from content_tags t where t.content_id = c.id and t.tag = ${filter.tag})` : sql``;
  const themeToo = (filter.author ?? filter.tag) && filter.theme ? sql`and exists (select from content_themes t where t.content_id = c.id and t.theme = ${filter.theme})` : sql``;
  return sql<IdRow>`select c.id, x.published_at from ${sql.table(narrow.table)} x join contents c on c.id = x.content_id and c.state = 'published'
    where x.${sql.ref(narrow.column)} = ${narrow.value} and x.published_at is not null ${narrow.table === "content_authors" ? here("c.territory_id") : here("x.territory_id")} ${rest} ${tagToo} ${themeToo} ${after}
    order by x.published_at ${order}, x.content_id ${order} limit ${limit}`;
}

/** What an animator put at the head of a territory's home page. */
export async function listFeatured(db: Database, territory: TerritoryId, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`select id from contents where territory_id = ${territory} and featured_at is not null and state = 'published' order by featured_at desc limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}

/** Contents of the same tags or theme, of the whole network, the same territory first. */
export async function listRelated(db: Database, territory: TerritoryId, content: ContentId, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`
    select id from (
      select t.content_id as id, t.territory_id = ${territory} as near, t.published_at from content_tags own
      cross join lateral (select * from content_tags x where x.tag = own.tag and x.published_at is not null order by x.published_at desc limit 8) t
      where own.content_id = ${content} and t.content_id <> ${content}
      union all
      select t.content_id, t.territory_id = ${territory}, t.published_at from content_themes own
      cross join lateral (select * from content_themes x where x.territory_id = ${territory} and x.theme = own.theme and x.published_at is not null order by x.published_at desc limit 8) t
      where own.content_id = ${content} and t.content_id <> ${content}
    ) found group by id order by count(*) desc, bool_or(near) desc, max(published_at) desc limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}

/** What a member keeps to themselves: drafts, scheduled, waiting and withdrawn contents, the latest touched first. */
export async function listOwnAnywhere(db: Database, member: MemberId): Promise<{ id: ContentId; kind: ContentKind; territory: TerritoryId; slug: string; title: string; state: string; publishAt: Temporal.Instant | null; updatedAt: Temporal.Instant }[]> {
  const { rows } = await sql<{ id: ContentId; kind: ContentKind; territory: TerritoryId; slug: string; title: string; state: string; publishAt: Temporal.Instant | null; updatedAt: Temporal.Instant }>`
    select c.id, c.kind, c.territory_id as territory, c.slug, c.title, c.state, c.publish_at as "publishAt", c.updated_at as "updatedAt"
    from content_authors a join contents c on c.id = a.content_id where a.member_id = ${member}
    order by c.updated_at desc limit 100`.execute(db);
  return rows;
}

/** What waits for an animator of this territory. */
export async function listWaiting(db: Database, territory: TerritoryId): Promise<{ id: ContentId; kind: ContentKind; slug: string; title: string; updatedAt: Temporal.Instant }[]> {
  const { rows } = await sql<{ id: ContentId; kind: ContentKind; slug: string; title: string; updatedAt: Temporal.Instant }>`
    select id, kind, slug, title, updated_at as "updatedAt" from contents where territory_id = ${territory} and state = 'review' order by updated_at limit 100`.execute(db);
  return rows;
}

/** Whether a content is among what waits for the animator of a territory. */
export async function waitsAt(db: Database, territory: TerritoryId, id: ContentId): Promise<boolean> {
  return (await sql`select from contents where id = ${id} and territory_id = ${territory} and state = 'review'`.execute(db)).rows.length > 0;
}
