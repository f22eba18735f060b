import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import { listVisibleCardsAnywhere } from "../contents/list-cards.ts";
import type { Card } from "../contents/card.ts";
import type { AgeCursor } from "../contents/list-contents.ts";
import type { Relay } from "../relays/relay.ts";

/** A content as it comes to a reader: published by what they follow, or shared by a member whom they follow. */
export interface FeedEntry {
  readonly card: Card;
  readonly relay: Relay | null;
}

export interface FeedPage {
  readonly entries: readonly FeedEntry[];
  readonly next: AgeCursor | null;
}

interface FoundRow {
  readonly id: ContentId;
  readonly published_at: Temporal.Instant;
  readonly word: string | null;
  readonly by: Relay["by"] | null;
}

/**
 * What the sources that a member follows have published, over all territories, what the members among them have shared, and
 * what the dossiers and operations among them have gathered, by time. Each source gives its newest from its own index; only the page's
 * contents are joined.
 */
export async function listFeedAnywhere(context: Context, member: MemberId, cursor: AgeCursor | null, limit: number): Promise<FeedPage> {
  const { db } = context;
  const before = cursor ? cursor.publishedAt.add({ milliseconds: 1 }).subtract({ microseconds: 1 }) : null;
  const beforeId = cursor?.id ?? null;
  const { rows } = await sql<FoundRow>`
    with mine as materialized (select kind, target from follows where member_id = ${member}
      and case when kind = 'member' then not exists (select from silenced x where x.member_id = target::uuid and x.territory_id is null and x.trust = 'blocked') else true end),
    found as (
      select x.content_id as id, x.published_at, null::uuid as relayer from mine cross join lateral (
        select content_id, published_at from content_authors where mine.kind = 'member' and member_id = mine.target::uuid and published_at is not null
        and (${before}::timestamptz is null or (published_at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'member'
      union
      select x.content_id, x.published_at, null from mine cross join lateral (
        select content_id, published_at from content_tags where tag = mine.target and published_at is not null
        and (${before}::timestamptz is null or (published_at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'tag'
      union
      select x.content_id, x.published_at, null from mine cross join lateral (
        select content_id, published_at from content_themes where theme = mine.target and published_at is not null
        and (${before}::timestamptz is null or (published_at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'theme'
      union
      select x.id, x.published_at, null from mine cross join lateral (
        select id, published_at from contents where mine.kind = 'territory' and territory_id = mine.target::uuid and state = 'published'
        and (${before}::timestamptz is null or (published_at, id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, id desc limit ${limit + 1}) x where mine.kind = 'territory'
      union
      select x.id, x.published_at, null from mine cross join lateral (
        select c.id, i.added_at as published_at from dossier_items i join contents c on c.id = i.content_id and c.state = 'published'
        join contents d on d.id = i.dossier_id and d.state = 'published'
        where mine.kind = 'dossier' and i.dossier_id = mine.target::uuid
        and (${before}::timestamptz is null or (i.added_at, i.content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by i.added_at desc, i.content_id desc limit ${limit + 1}) x where mine.kind = 'dossier'
      union
      -- What an operation has taken in comes when it is both taken in and published.
      select x.id, x.at, null from mine cross join lateral (
        select c.id, greatest(i.decided_at, c.published_at) as at from operation_events i join contents c on c.id = i.event_id and c.state = 'published'
        join contents o on o.id = i.operation_id and o.state = 'published'
        where mine.kind = 'operation' and i.operation_id = mine.target::uuid and i.state = 'accepted'
        and (${before}::timestamptz is null or (greatest(i.decided_at, c.published_at), c.id) < (${before}::timestamptz, ${beforeId}::uuid)) order by 2 desc, 1 desc limit ${limit + 1}) x where mine.kind = 'operation'
      union
      -- A project comes when its logbook is written, once, at the newest entry.
      select x.id, x.at, null from mine cross join lateral (
        select c.id, max(u.at) as at from project_updates u join contents c on c.id = u.project_id and c.state = 'published' where mine.kind = 'project' and u.project_id = mine.target::uuid group by c.id
        having (${before}::timestamptz is null or (max(u.at), c.id) < (${before}::timestamptz, ${beforeId}::uuid))) x where mine.kind = 'project'
      union
      select x.id, x.published_at, null from mine cross join lateral (
        select c.id, c.published_at from events e join contents c on c.id = e.content_id and c.state = 'published' where mine.kind = 'place' and e.place_id = mine.target::uuid
        and (${before}::timestamptz is null or (c.published_at, c.id) < (${before}::timestamptz, ${beforeId}::uuid)) order by c.published_at desc, c.id desc limit ${limit + 1}) x where mine.kind = 'place'
      union
      select x.id, x.published_at, null from mine cross join lateral (
        select distinct c.id, c.published_at from itinerary_stops s join events e on e.place_id = s.place_id join contents c on c.id = e.content_id and c.state = 'published' where mine.kind = 'itinerary' and s.itinerary_id = mine.target::uuid
        and (${before}::timestamptz is null or (c.published_at, c.id) < (${before}::timestamptz, ${beforeId}::uuid)) order by c.published_at desc, c.id desc limit ${limit + 1}) x where mine.kind = 'itinerary'
      union
      select x.content_id, x.published_at, null from mine cross join lateral (
        select content_id, published_at from content_structures where mine.kind = 'structure' and structure_id = mine.target::uuid and role = 'author' and published_at is not null
        and (${before}::timestamptz is null or (published_at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by published_at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'structure'
      union
      select x.content_id, x.at, mine.target::uuid from mine cross join lateral (
        select content_id, at from relays where mine.kind = 'member' and member_id = mine.target::uuid and published_at is not null
        and (${before}::timestamptz is null or (at, content_id) < (${before}::timestamptz, ${beforeId}::uuid)) order by at desc, content_id desc limit ${limit + 1}) x where mine.kind = 'member'
      union
      select x.id, x.published_at, null::uuid from mine cross join lateral (
        select c.id, c.published_at from contents c where mine.kind = 'community' and c.community_id = mine.target::uuid and c.state in ('published', 'reserved')
        and (c.state = 'published' or (c.state = 'reserved' and exists (select from community_members k where k.community_id = c.community_id and k.member_id = ${member} and k.state = 'in')))
        and (${before}::timestamptz is null or (c.published_at, c.id) < (${before}::timestamptz, ${beforeId}::uuid)) order by c.published_at desc, c.id desc limit ${limit + 1}) x where mine.kind = 'community'
    ), page as materialized (select id, max(published_at) as published_at, relayer from found group by id, relayer order by max(published_at) desc, id desc limit ${limit + 1})
    select p.id, p.published_at, r.word, case when m.id is not null then jsonb_build_object('name', m.name, 'handle', m.handle) end as by
    from page p left join relays r on r.content_id = p.id and r.member_id = p.relayer left join members m on m.id = p.relayer order by p.published_at desc, p.id desc`.execute(db);
  const page = rows.slice(0, limit);
  const cards = new Map((await listVisibleCardsAnywhere(context, [...new Set(page.map((row) => row.id))])).map((card) => [card.id, card]));
  const last = rows.length > limit ? page.at(-1) : undefined;
  const entries = page.flatMap(({ id, published_at: at, word, by }) => {
    const card = cards.get(id);
    return card ? [{ card, relay: by ? { by, word: word ?? "", at } : null }] : [];
  });
  return { entries, next: last ? { publishedAt: last.published_at, id: last.id } : null };
}

export interface FollowedSource {
  readonly kind: "member" | "tag" | "territory" | "dossier" | "place" | "itinerary" | "project" | "operation" | "structure" | "community" | "theme";
  readonly target: string;
  readonly label: string;
  readonly slug: string;
  readonly territory: TerritoryId | null;
}

/** What a member follows, with its name; a dossier that was withdrawn, or a private community that they left, keeps its name to itself. */
export async function listFollowedAnywhere(db: Database, member: MemberId): Promise<FollowedSource[]> {
  const { rows } = await sql<FollowedSource>`
    select f.kind, f.target, coalesce(m.name, t.name, c.title, s.name, k.name, f.target) as label, coalesce(m.handle, t.slug, c.slug, s.slug, k.slug, f.target) as slug, coalesce(m.home_id, t.id, c.territory_id, s.territory_id, k.territory_id) as territory
    from follows f
    left join members m on m.id = case f.kind when 'member' then f.target::uuid end
    left join territories t on t.id = case f.kind when 'territory' then f.target::uuid end
    left join contents c on c.id = case when f.kind in ('dossier', 'place', 'itinerary', 'project', 'operation') then f.target::uuid end and c.state = 'published'
    left join structures s on s.id = case f.kind when 'structure' then f.target::uuid end and s.state = 'listed'
    left join communities k on k.id = case f.kind when 'community' then f.target::uuid end and k.state in ('active', 'archived')
      and (k.access <> 'private' or exists (select from community_members n where n.community_id = k.id and n.member_id = f.member_id and n.state = 'in'))
    where f.member_id = ${member} and (f.kind not in ('dossier', 'place', 'itinerary', 'project', 'operation') or c.id is not null) and (f.kind <> 'structure' or s.id is not null) and (f.kind <> 'community' or k.id is not null) order by f.at desc limit 200`.execute(db);
  return rows;
}
