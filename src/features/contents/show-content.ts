import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { CommunityId, ContentId, MediaId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { Price } from "../agenda/event.ts";
import type { Session } from "../agenda/session.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { CardPicture } from "./card.ts";
import type { ContentKind, ContentStanding } from "./content.ts";
import { pictureColumns } from "./list-cards.ts";
import { heardOf } from "./list-visible.ts";
import { canSee } from "./policy.ts";
import { readComments } from "./find-silent.ts";

export interface EventDetails {
  readonly zone: string;
  readonly type: string;
  readonly sessions: readonly Session[];
  readonly placeName: string;
  readonly address: string;
  readonly postcode: string;
  readonly communeCode: string | null;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly onlineUrl: string | null;
  readonly audience: readonly string[];
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly pricing: "free" | "paid" | "unknown";
  readonly prices: readonly Price[];
  readonly bookingUrl: string | null;
  readonly accessibility: readonly string[];
  readonly organiser: string;
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly statusReason: string;
  /** Where it first was to begin, once it has been postponed. */
  readonly firstStart: string | null;
  /** Who may say that they come; how many do, as counted here, and where it stands if that is elsewhere. */
  readonly joining: "free" | "restricted" | "invite" | "none";
  readonly going: number;
  readonly goingTold: number | null;
}

export interface Content extends ContentStanding {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly body: TextDocument;
  readonly language: string;
  readonly licence: string;
  readonly genre: string | null;
  readonly revision: number;
  readonly sequence: number;
  readonly likes: number;
  readonly comments: number;
  readonly commentsClosed: boolean;
  readonly relays: number;
  readonly featured: boolean;
  readonly publishAt: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  readonly writers: readonly { readonly id: MemberId; readonly name: string; readonly handle: string }[];
  /** `label` as its author typed it, `shown` as most authors do. */
  readonly tags: readonly { readonly key: string; readonly label: string; readonly shown: string }[];
  readonly themes: readonly string[];
  readonly picture: CardPicture | null;
  /** The pictures that the body shows, by id. */
  readonly media: Readonly<Record<MediaId, CardPicture>>;
  /** Who stands behind it: in whose name, who organises, who takes part. */
  readonly structures: readonly { readonly id: StructureId; readonly name: string; readonly slug: string; readonly territory: TerritoryId; readonly role: "author" | "organiser" | "partner" }[];
  /** The community where it is published, as its members know it. */
  readonly gathered: { readonly id: CommunityId; readonly name: string; readonly slug: string; readonly territory: TerritoryId } | null;
  readonly source: { readonly name: string; readonly url: string | null } | null;
  readonly event: EventDetails | null;
  readonly contributions: "open" | "suggested" | "closed" | null;
}

/** What a page shows of `contents c`; of its community, what this viewer may know: a private one is its members' and its animator's. */
const columnsFor = (viewer: Viewer) => sql`
  c.id, c.kind, c.territory_id as territory, c.slug, c.title, c.summary, c.body, c.language, c.licence, c.genre, c.state, c.revision, c.sequence, c.likes, ${readComments(viewer.kind === "member" ? viewer.id : null)} as comments, c.comments_closed_at is not null as "commentsClosed", c.relays,
  c.featured_at is not null as featured, c.published_at as "publishedAt", c.publish_at as "publishAt", c.created_at as "createdAt", c.updated_at as "updatedAt",
  array(select member_id from content_authors a where a.content_id = c.id order by a.position) as authors,
  (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community,
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'handle', m.handle) order by a.position) from content_authors a join members m on m.id = a.member_id and m.state = 'active' where a.content_id = c.id), '[]') as writers,
  coalesce((select jsonb_agg(jsonb_build_object('key', t.tag, 'label', t.label, 'shown', coalesce((select g.label from tags g where g.tag = t.tag), t.label)) order by t.position) from content_tags t where t.content_id = c.id), '[]') as tags,
  array(select theme from content_themes t where t.content_id = c.id) as themes,
  ${pictureColumns} as picture,
  coalesce((select jsonb_object_agg(p.id, ${pictureColumns}) from content_media cm join media p on p.id = cm.media_id where cm.content_id = c.id), '{}') as media,
  coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'slug', s.slug, 'territory', s.territory_id, 'role', cs.role) order by cs.role, cs.position)
    from content_structures cs join structures s on s.id = cs.structure_id and s.state = 'listed' where cs.content_id = c.id), '[]') as structures,
  (select jsonb_build_object('id', k.id, 'name', k.name, 'slug', k.slug, 'territory', k.territory_id) from communities k where k.id = c.community_id and ${knownTo(viewer)}) as gathered,
  (select jsonb_build_object('name', s.name, 'url', s.url) from content_sources s where s.content_id = c.id) as source,
  (select d.contributions from dossiers d where d.content_id = c.id) as contributions,
  case when e.content_id is not null then jsonb_build_object('zone', e.zone, 'type', e.type, 'sessions', e.sessions, 'placeName', e.place_name, 'address', e.address, 'postcode', e.postcode,
    'communeCode', e.commune_code, 'communeName', e.commune_name, 'latitude', e.latitude, 'longitude', e.longitude, 'onlineUrl', e.online_url, 'audience', e.audience,
    'ageMin', e.age_min, 'ageMax', e.age_max, 'pricing', e.pricing, 'prices', e.prices, 'bookingUrl', e.booking_url, 'accessibility', e.accessibility, 'organiser', e.organiser,
    'status', e.status, 'statusReason', e.status_reason, 'firstStart', e.first_start,
    'joining', e.joining, 'going', e.going, 'goingTold', e.going_told) end as event`;

function knownTo(viewer: Viewer): RawBuilder<boolean> {
  if (viewer.kind === "visitor") return sql<boolean>`k.access <> 'private'`;
  return sql<boolean>`(k.access <> 'private' or k.id = any(${viewer.memberships.map((each) => each.community)}::uuid[]) or k.territory_id = any(${[...viewer.animates]}::uuid[]))`;
}

/** One content by its address, if this viewer may see it. A slug of before a rename answers `moved`. */
export async function showContent({ db, viewer, now }: Context, territory: TerritoryId, kind: ContentKind, slug: string): Promise<{ content: Content } | { moved: string } | null> {
  const { rows } = await sql<Content>`select ${columnsFor(viewer)} from contents c left join events e on e.content_id = c.id left join media p on p.id = c.lead_id
    where c.territory_id = ${territory} and c.kind = ${kind} and c.slug = ${slug} and ${heardOf}`.execute(db);
  const content = rows[0];
  if (content) return canSee(viewer, content, now()) ? { content } : null;
  const { rows: moved } = await sql<{ slug: string }>`select c.slug from content_slugs s join contents c on c.id = s.content_id
    where s.territory_id = ${territory} and s.kind = ${kind} and s.slug = ${slug} and c.state = 'published'`.execute(db);
  return moved[0] ? { moved: moved[0].slug } : null;
}

/** One of another server by its address at the portal, where all of them share the addresses. */
export async function showContentElsewhereAnywhere(context: Context, kind: ContentKind, slug: string): ReturnType<typeof showContent> {
  const { rows } = await sql<{ territory: TerritoryId }>`select c.territory_id as territory from contents c join territories t on t.id = c.territory_id and t.elsewhere where c.kind = ${kind} and c.slug = ${slug}
    union select s.territory_id from content_slugs s join territories t on t.id = s.territory_id and t.elsewhere where s.kind = ${kind} and s.slug = ${slug} limit 1`.execute(context.db);
  return rows[0] ? showContent(context, rows[0].territory, kind, slug) : null;
}

/** One content by its id, wherever it lives, if this viewer may see it. */
export async function showContentAnywhere({ db, viewer, now }: Context, id: ContentId): Promise<Content | null> {
  const { rows } = await sql<Content>`select ${columnsFor(viewer)} from contents c left join events e on e.content_id = c.id left join media p on p.id = c.lead_id where c.id = ${id} and ${heardOf}`.execute(db);
  const content = rows[0];
  return content && canSee(viewer, content, now()) ? content : null;
}

export interface Version {
  readonly revision: number;
  readonly title: string;
  readonly by: string | null;
  readonly at: Temporal.Instant;
}

export interface WholeVersion extends Version {
  readonly summary: string;
  readonly body: TextDocument;
  /** What all kinds share; empty in versions kept before it was kept. */
  readonly common: { readonly language?: string; readonly licence?: string; readonly lead?: string | null; readonly tags?: readonly { readonly label: string }[]; readonly themes?: readonly string[] };
  /** What the kind adds, in the form that its feature writes. */
  readonly details: object;
}

/** One version with its words, and the one kept before it. Callers have seen that the viewer may edit the content. */
export async function showVersionAnywhere({ db }: Context, id: ContentId, revision: number): Promise<{ version: WholeVersion | undefined; before: WholeVersion | undefined }> {
  const { rows } = await sql<WholeVersion>`select v.revision, v.title, v.summary, v.body, v.common, v.details, m.name as by, v.at from content_versions v left join members m on m.id = v.member_id
    where v.content_id = ${id} and v.revision <= ${revision} order by v.revision desc limit 2`.execute(db);
  const [version, before] = rows;
  return version?.revision === revision ? { version, before } : { version: undefined, before: undefined };
}

/** The versions of a content, the latest first. Callers have seen that the viewer may edit it. */
export async function listVersionsAnywhere({ db }: Context, id: ContentId): Promise<Version[]> {
  const { rows } = await sql<Version>`select v.revision, v.title, m.name as by, v.at from content_versions v left join members m on m.id = v.member_id where v.content_id = ${id} order by v.revision desc limit 100`.execute(db);
  return rows;
}
