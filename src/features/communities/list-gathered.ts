import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { CommunityId, ContentId, TerritoryId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import type { ContentKind } from "../contents/content.ts";
import { aboutTheme, listWhereAnywhere } from "../contents/list-by-age.ts";
import { listVisibleCardsAnywhere } from "../contents/list-cards.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";
import { visibleTo } from "../contents/list-visible.ts";

export interface GatheredFilter {
  readonly kind?: ContentKind | undefined;
  readonly theme?: string | undefined;
}

/** What is published in a community, of whatever territory, the newest first; with what is reserved to its members when the viewer is one. */
export function listGatheredAnywhere(context: Context, community: CommunityId, filter: GatheredFilter, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const { db, viewer, now } = context;
  const all = [sql`c.community_id = ${community} and c.state in ('published', 'reserved') and ${visibleTo(viewer, now())}`];
  if (filter.kind) all.push(sql`c.kind = ${filter.kind}`);
  if (filter.theme) all.push(aboutTheme(filter.theme));
  return listWhereAnywhere(db, sql``, all, cursor, limit, (ids) => listVisibleCardsAnywhere(context, ids));
}

/** What those in charge put at the head of its page. */
export async function listFeaturedInAnywhere(context: Context, community: CommunityId, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`
    select c.id from contents c where c.community_id = ${community} and c.community_featured_at is not null and c.state in ('published', 'reserved') order by c.community_featured_at desc limit ${limit}`.execute(context.db);
  return listVisibleCardsAnywhere(context, rows.map((row) => row.id));
}

/** Its coming events, the soonest first, each once. */
export async function listComingInAnywhere(context: Context, community: CommunityId, limit: number): Promise<Card[]> {
  const { db, now } = context;
  const { rows } = await sql<{ id: ContentId }>`
    select o.event_id as id from occurrences o where o.event_id = any(array(select id from contents where community_id = ${community} and kind = 'event' and state in ('published', 'reserved')))
      and coalesce(o.ends_at, o.starts_at) >= ${now()} group by o.event_id order by min(o.starts_at), o.event_id limit ${limit}`.execute(db);
  return listVisibleCardsAnywhere(context, rows.map((row) => row.id));
}

/** Where a content of a community really is, of whatever territory, if this viewer may see it. */
export async function findGatheredAnywhere({ db, viewer, now }: Context, community: CommunityId, kind: ContentKind, slug: string): Promise<{ territory: TerritoryId; kind: ContentKind; slug: string } | null> {
  const { rows } = await sql<{ territory: TerritoryId; kind: ContentKind; slug: string }>`
    select c.territory_id as territory, c.kind, c.slug from contents c where c.community_id = ${community} and c.kind = ${kind} and c.slug = ${slug} and c.state in ('published', 'reserved') and ${visibleTo(viewer, now())} limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Whether a content is put at the head of its community's page. */
export async function isFeaturedInAnywhere({ db }: Context, content: ContentId): Promise<boolean> {
  const { rows } = await sql`select from contents where id = ${content} and community_featured_at is not null`.execute(db);
  return rows.length > 0;
}
