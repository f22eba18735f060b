import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";

/**
 * What the sources that a member follows have published, over all territories, by time. Each source gives its newest
 * from its own index; only the page's contents are joined.
 */
export async function listFeedAnywhere(db: Database, member: MemberId, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const before = cursor ? cursor.publishedAt.add({ milliseconds: 1 }).subtract({ microseconds: 1 }) : null;
  const beforeId = cursor?.id ?? null;
  const { rows } = await sql<{ id: ContentId; published_at: Temporal.Instant }>`
    with mine as materialized (select kind, target from follows where member_id = ${member}),
    found as (
      select x.content_id as id, x.published_at from mine cross join lateral (
        select content_id, published_at from content_authors where mine.kind = 'member' and member_id = mine.target::uuid and published_at is not null
        and (${before}::timestamptz is null or (published_at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'member'
      union
      select x.content_id, x.published_at from mine cross join lateral (
        select content_id, published_at from content_tags where tag = mine.target and published_at is not null
        and (${before}::timestamptz is null or (published_at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'tag'
      union
      select x.id, x.published_at from mine cross join lateral (
        select id, published_at from contents where mine.kind = 'territory' and territory_id = mine.target::uuid and state = 'published'
        and (${before}::timestamptz is null or (published_at, id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, id desc limit ${limit + 1}) x where mine.kind = 'territory'
      union
      select x.id, x.published_at from mine cross join lateral (
        select c.id, c.published_at from dossier_items i join contents c on c.id = i.content_id and c.state = 'published'
        join contents d on d.id = i.dossier_id and d.state = 'published'
        where mine.kind = 'dossier' and i.dossier_id = mine.target::uuid
        and (${before}::timestamptz is null or (c.published_at, c.id) < (${before}::timestamptz, ${beforeId}::uuid)) order by c.published_at desc, c.id desc limit ${limit + 1}) x where mine.kind = 'dossier'
      union
      select x.content_id, x.published_at from mine cross join lateral (
        select content_id, published_at from content_structures where mine.kind = 'structure' and structure_id = mine.target::uuid and role = 'author' and published_at is not null
        and (${before}::timestamptz is null or (published_at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'structure'
    )
    select id, published_at from found order by published_at desc, id desc limit ${limit + 1}`.execute(db);
  const cards = await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id));
  const last = rows[limit - 1];
  return { cards, next: rows.length > limit && last ? { publishedAt: last.published_at, id: last.id } : null };
}

export interface FollowedSource {
  readonly kind: "member" | "tag" | "territory" | "dossier" | "structure";
  readonly target: string;
  readonly label: string;
  readonly slug: string;
  readonly territory: TerritoryId | null;
}

/** What a member follows, with its name; a dossier that was withdrawn keeps its new name to itself. */
export async function listFollowedAnywhere(db: Database, member: MemberId): Promise<FollowedSource[]> {
  const { rows } = await sql<FollowedSource>`
    select f.kind, f.target, coalesce(m.name, t.name, c.title, s.name, f.target) as label, coalesce(m.handle, t.slug, c.slug, s.slug, f.target) as slug, coalesce(m.home_id, t.id, c.territory_id, s.territory_id) as territory
    from follows f
    left join members m on m.id = case f.kind when 'member' then f.target::uuid end
    left join territories t on t.id = case f.kind when 'territory' then f.target::uuid end
    left join contents c on c.id = case f.kind when 'dossier' then f.target::uuid end and c.state = 'published'
    left join structures s on s.id = case f.kind when 'structure' then f.target::uuid end and s.state = 'listed'
    where f.member_id = ${member} and (f.kind <> 'dossier' or c.id is not null) and (f.kind <> 'structure' or s.id is not null) order by f.at desc limit 200`.execute(db);
  return rows;
}
