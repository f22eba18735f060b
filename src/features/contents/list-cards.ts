import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Card } from "./card.ts";
import { heardOf, visibleTo } from "./list-visible.ts";

/** A picture as JSON, from `media p`. */
export const pictureColumns = sql`case when p.id is not null then jsonb_build_object('id', p.id, 'hash', p.hash, 'width', p.width, 'height', p.height, 'widths', p.widths, 'colour', p.colour, 'alt', p.alt, 'credit', p.credit) end`;

/** The cards of these contents, in this order. Only published ones: callers give ids that they found in public indexes. */
export function listCardsAnywhere(db: Database, ids: readonly ContentId[]): Promise<Card[]> {
  return cardsOf(db, ids, sql`c.state = 'published'`);
}

/** The same, with those reserved to the communities that this viewer is in. */
export function listVisibleCardsAnywhere({ db, viewer, now }: Context, ids: readonly ContentId[]): Promise<Card[]> {
  return cardsOf(db, ids, sql`c.state in ('published', 'reserved') and ${visibleTo(viewer, now())}`);
}

async function cardsOf(db: Database, ids: readonly ContentId[], shown: RawBuilder<unknown>): Promise<Card[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Card>`
    select c.id, c.kind, c.territory_id as territory, c.slug, c.title, c.summary, c.genre, c.language, c.published_at as "publishedAt", c.updated_at as "updatedAt", c.sequence, c.brief, c.latitude, c.longitude,
      array(select theme from content_themes t where t.content_id = c.id) as themes,
      coalesce((select jsonb_agg(jsonb_build_object('key', t.tag, 'label', coalesce((select g.label from tags g where g.tag = t.tag), t.label)) order by t.position) from content_tags t where t.content_id = c.id), '[]') as tags,
      coalesce((select jsonb_agg(jsonb_build_object('name', m.name, 'handle', m.handle) order by a.position) from content_authors a join members m on m.id = a.member_id and m.state = 'active' where a.content_id = c.id), '[]') as authors,
      ${pictureColumns} as picture,
      case when e.content_id is not null then jsonb_build_object('type', e.type, 'status', e.status, 'zone', e.zone, 'placeName', e.place_name, 'communeName', e.commune_name,
        'latitude', e.latitude, 'longitude', e.longitude, 'onlineUrl', e.online_url, 'pricing', e.pricing, 'audience', e.audience, 'startsAt', e.starts_at, 'endsAt', e.ends_at,
        'labels', array(select coalesce(nullif(oe.label, ''), oc.title) from operation_events oe join contents oc on oc.id = oe.operation_id and oc.state = 'published'
          where oe.event_id in (e.content_id, e.parent_id, e.root_id) and oe.state = 'accepted' group by 1 order by 1 limit 4)) end as event
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted(id, place)
    join contents c on c.id = wanted.id and ${shown} and ${heardOf}
    left join events e on e.content_id = c.id left join media p on p.id = c.lead_id
    order by wanted.place`.execute(db);
  return rows;
}
