import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, MediaId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "./content.ts";

export interface CardPicture {
  readonly id: MediaId;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly colour: string;
  readonly alt: string;
  readonly credit: string;
}

export interface CardEvent {
  readonly type: string;
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly zone: string;
  readonly placeName: string;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly onlineUrl: string | null;
  readonly pricing: "free" | "paid" | "unknown";
  readonly audience: readonly string[];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** What a listing shows of a content, whatever its kind. */
export interface Card {
  readonly id: ContentId;
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly genre: string | null;
  readonly language: string;
  readonly publishedAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  readonly sequence: number;
  readonly themes: readonly string[];
  readonly tags: readonly { readonly key: string; readonly label: string }[];
  readonly authors: readonly { readonly name: string; readonly handle: string }[];
  readonly picture: CardPicture | null;
  readonly event: CardEvent | null;
  /** What its kind shows of it, as the kind's feature wrote it (see KindDetails). */
  readonly brief: Readonly<Record<string, unknown>>;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export const pictureColumns = sql`case when p.id is not null then jsonb_build_object('id', p.id, 'hash', p.hash, 'width', p.width, 'height', p.height, 'widths', p.widths, 'colour', p.colour, 'alt', p.alt, 'credit', p.credit) end`;

/** The cards of these contents, in this order. Only published ones: callers give ids that they found in public indexes. */
export async function cardsOfAnywhere(db: Database, ids: readonly ContentId[]): Promise<Card[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Card>`
    select c.id, c.kind, c.territory_id as territory, c.slug, c.title, c.summary, c.genre, c.language, c.published_at as "publishedAt", c.updated_at as "updatedAt", c.sequence, c.brief, c.latitude, c.longitude,
      array(select theme from content_themes t where t.content_id = c.id) as themes,
      coalesce((select jsonb_agg(jsonb_build_object('key', t.tag, 'label', t.label) order by t.position) from content_tags t where t.content_id = c.id), '[]') as tags,
      coalesce((select jsonb_agg(jsonb_build_object('name', m.name, 'handle', m.handle) order by a.position) from content_authors a join members m on m.id = a.member_id and m.state = 'active' where a.content_id = c.id), '[]') as authors,
      ${pictureColumns} as picture,
      case when e.content_id is not null then jsonb_build_object('type', e.type, 'status', e.status, 'zone', e.zone, 'placeName', e.place_name, 'communeName', e.commune_name,
        'latitude', e.latitude, 'longitude', e.longitude, 'onlineUrl', e.online_url, 'pricing', e.pricing, 'audience', e.audience, 'startsAt', e.starts_at, 'endsAt', e.ends_at) end as event
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted(id, place)
    join contents c on c.id = wanted.id and c.state = 'published'
    left join events e on e.content_id = c.id left join media p on p.id = c.lead_id
    order by wanted.place`.execute(db);
  return rows;
}
