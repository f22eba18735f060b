import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { newId, type CommunityId, type ContentId, type MediaId, type MemberId, type StructureId, type TerritoryId } from "../../platform/ids.ts";
import { filesOf, mediaOf, plainText } from "../../platform/text/plain.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { isTheme } from "../tags/themes.ts";
import type { ContentKind, ContentStanding, KindDetails } from "./content.ts";
import type { Tag } from "./input.ts";

export interface ContentText {
  readonly title: string;
  readonly summary: string;
  readonly body: TextDocument;
  readonly language: string;
  readonly licence: string;
  readonly lead: MediaId | null;
  readonly genre: string | null;
}

export interface LockedContent extends ContentStanding {
  readonly slug: string;
  readonly title: string;
  readonly revision: number;
  readonly publishAt: Temporal.Instant | null;
}

/**
 * The content with its authors, locked until the transaction ends; null when there is none. Rows that only hang from it
 * are still written meanwhile: a merge, or its undoing, holds the names that whoever writes waits for.
 */
export async function lockContentAnywhere(tx: Transaction, id: ContentId): Promise<LockedContent | null> {
  const { rows } = await sql<LockedContent>`
    select id, kind, territory_id as territory, state, slug, title, revision, published_at as "publishedAt", publish_at as "publishAt",
      array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, community_id as community
    from contents c where id = ${id} for no key update`.execute(tx);
  return rows[0] ?? null;
}

/** A free slug near the wanted one. Addresses left behind by renames stay taken: they redirect. So do those `promised` to what isn't written yet. */
export async function freeSlug(tx: Transaction, territory: TerritoryId, kind: ContentKind, wanted: string, own: ContentId | null, promised: ReadonlySet<string> = new Set()): Promise<string> {
  // What is of other servers is shown at the portal: all of it shares the portal's addresses.
  const { rows: sharing } = await sql<{ id: TerritoryId }>`select t.id from territories t where t.id = ${territory} or (t.elsewhere and exists (select from territories o where o.id = ${territory} and o.elsewhere)) order by t.id`.execute(tx);
  const namespace = sharing.map((each) => each.id);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${namespace[0] ?? territory}/${kind}/${wanted}`}, 0))`.execute(tx);
  const { rows } = await sql<{ slug: string }>`
    select slug from contents where territory_id = any(${namespace}::uuid[]) and kind = ${kind} and (slug = ${wanted} or slug like ${`${wanted}-%`}) and id is distinct from ${own}
    union select slug from content_slugs where territory_id = any(${namespace}::uuid[]) and kind = ${kind} and (slug = ${wanted} or slug like ${`${wanted}-%`}) and content_id is distinct from ${own}`.execute(tx);
  const taken = new Set([...promised, ...rows.map((row) => row.slug)]);
  let slug = wanted;
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
  return slug;
}

export interface NewContent extends ContentText {
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly author: MemberId | null;
  readonly submission: string | null;
  readonly at: Temporal.Instant;
}

/** Null when the same submission has been written already. Its first text, written next, is its first revision. */
export async function insertContent(tx: Transaction, content: NewContent): Promise<ContentId | null> {
  const id = newId<ContentId>();
  const { rows } = await sql`
    insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, language, licence, lead_id, genre, state, created_by, submission, created_at, updated_at, revision)
    values (${id}, ${content.territory}, ${content.kind}, ${content.slug}, ${content.title}, ${content.summary}, ${json(content.body)}, ${plainText(content.body)},
      ${content.language}, ${content.licence}, ${content.lead}, ${content.genre}, 'draft', ${content.author}, ${content.submission}, ${content.at}, ${content.at}, 0)
    on conflict (submission, created_by) where submission is not null do nothing returning id`.execute(tx);
  if (rows.length === 0) return null;
  if (content.author) await sql`insert into content_authors (content_id, member_id) values (${id}, ${content.author})`.execute(tx);
  return id;
}

export async function findSubmissionAnywhere(tx: Transaction, submission: string, by: MemberId): Promise<{ id: ContentId } | null> {
  const { rows } = await sql<{ id: ContentId }>`select id from contents where submission = ${submission} and created_by = ${by}`.execute(tx);
  return rows[0] ?? null;
}

export async function updateText(tx: Transaction, id: ContentId, text: ContentText, at: Temporal.Instant): Promise<void> {
  await sql`update contents set title = ${text.title}, summary = ${text.summary}, body = ${json(text.body)}, body_text = ${plainText(text.body)},
    language = ${text.language}, licence = ${text.licence}, lead_id = ${text.lead}, genre = ${text.genre},
    revision = revision + 1, sequence = sequence + 1, updated_at = ${at} where id = ${id}`.execute(tx);
}

export async function moveTo(tx: Transaction, content: LockedContent, slug: string): Promise<void> {
  if (content.slug === slug) return;
  await sql`insert into content_slugs (territory_id, kind, slug, content_id) values (${content.territory}, ${content.kind}, ${content.slug}, ${content.id}) on conflict do nothing`.execute(tx);
  await sql`delete from content_slugs where territory_id = ${content.territory} and kind = ${content.kind} and slug = ${slug}`.execute(tx);
  await sql`update contents set slug = ${slug} where id = ${content.id}`.execute(tx);
}

export async function setTags(tx: Transaction, content: { id: ContentId; territory: TerritoryId }, tags: readonly Tag[], themes: readonly string[]): Promise<void> {
  // A merge of tags holds this lock alone: it comes wholly before, and its outcome is written here, or after, and takes this along.
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('tags', 0))`.execute(tx);
  await sql`delete from content_tags where content_id = ${content.id}`.execute(tx);
  await sql`delete from content_themes where content_id = ${content.id}`.execute(tx);
  await sql`insert into content_tags (content_id, tag, typed, label, position, territory_id)
    select distinct on (standing) ${content.id}, standing, nullif(t.tag, standing), label, position, ${content.territory} from jsonb_to_recordset(${json(tags.map((tag, position) => ({ tag: tag.key, label: tag.label, position })))}) as t(tag text, label text, position int), standing_tag(t.tag, ${content.territory}) as standing order by standing, position`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id) select ${content.id}, theme, ${content.territory} from unnest(${[...themes]}::text[]) as theme`.execute(tx);
}

export async function setDetails(tx: Transaction, id: ContentId, { keywords = "", brief = {}, point = null }: KindDetails): Promise<void> {
  await sql`update contents set keywords = ${keywords}, brief = ${json(brief)}, latitude = ${point?.latitude ?? null}, longitude = ${point?.longitude ?? null} where id = ${id}`.execute(tx);
}

/** Whether one of these structures doesn't want to be named in this content, or by this member: they sign one in which it declined. */
export async function hasDeclinedAnywhere(tx: Transaction, structures: readonly StructureId[], member: MemberId, content: ContentId | null): Promise<boolean> {
  const { rows } = await sql`
    select from unnest(${[...structures]}::uuid[]) as wanted(id) join declined_namings d on d.structure_id = standing_structure(wanted.id)
    where (d.content_id = ${content} or exists (select from content_authors a where a.content_id = d.content_id and a.member_id = ${member}))
      and not exists (select from content_structures s where s.structure_id = d.structure_id and s.content_id = ${content} and s.role <> 'author') limit 1`.execute(tx);
  return rows.length > 0;
}

/** Who stands behind a content in this role, in this order. One that declined to is passed over, whatever version is written again. */
export async function setStructures(tx: Transaction, id: ContentId, role: "author" | "organiser" | "partner", structures: readonly StructureId[]): Promise<void> {
  // A merge of structures holds this lock alone: it comes wholly before, and its outcome is written here, or after, and takes this along.
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('structures', 0))`.execute(tx);
  const { rows } = await sql<{ id: StructureId }>`
    select s.id from unnest(${[...structures]}::uuid[]) with ordinality as wanted(id, place) join structures s on s.id = standing_structure(wanted.id) and s.state = 'listed'
    where ${role} = 'author' or not exists (select from declined_namings d where d.structure_id = s.id and d.content_id = ${id}) group by s.id order by min(wanted.place)`.execute(tx);
  const standing = rows.map((row) => row.id);
  await sql`delete from content_structures where content_id = ${id} and role = ${role} and structure_id <> all(${standing}::uuid[])`.execute(tx);
  await sql`insert into content_structures (content_id, structure_id, role, position) select ${id}, wanted.id, ${role}, wanted.place from unnest(${standing}::uuid[]) with ordinality as wanted(id, place)
    on conflict (content_id, structure_id, role) do update set position = excluded.position`.execute(tx);
}

export async function setCommunity(tx: Transaction, id: ContentId, community: CommunityId | null): Promise<void> {
  await sql`update contents set community_id = ${community}, community_featured_at = case when community_id is not distinct from ${community} then community_featured_at end where id = ${id}`.execute(tx);
}

/** Which of these themes may be put on a content of this territory: the network's, its own that aren't retired, and those that the content bears. */
export async function usableThemes(tx: Transaction, territory: TerritoryId, themes: readonly string[], content: ContentId | null): Promise<Set<string>> {
  const asked = themes.filter((theme) => !isTheme(theme));
  if (asked.length === 0) return new Set(themes);
  const { rows } = await sql<{ code: string }>`
    select code from territory_themes where code = any(${asked}::text[]) and territory_id = ${territory} and retired_at is null
    union select theme from content_themes where content_id = ${content} and theme = any(${asked}::text[])`.execute(tx);
  return new Set([...themes.filter(isTheme), ...rows.map((row) => row.code)]);
}

/** Whether things are still published in this community. Held until the transaction ends: it is neither archived nor made private meanwhile. */
export async function holdOpenCommunityAnywhere(tx: Transaction, community: CommunityId): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`select state from communities where id = ${community} for share`.execute(tx);
  return rows[0]?.state === "active";
}

/** Which of these pictures the writer may use: their own, or those the content shows already. */
export async function usableMedia(tx: Transaction, ids: readonly string[], member: MemberId | null, content: ContentId | null): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from media where id = any(${[...ids]}::uuid[])
    and (owner_id = ${member} or exists (select from content_media cm where cm.media_id = media.id and cm.content_id = ${content}))`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/** Which of these files the writer may offer: their own, or those the content offers already. */
export async function usableFiles(tx: Transaction, ids: readonly string[], member: MemberId | null, content: ContentId | null): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from attachments where id = any(${[...ids]}::uuid[])
    and (owner_id = ${member} or exists (select from content_attachments ca where ca.attachment_id = attachments.id and ca.content_id = ${content}))`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/** Writes down which pictures and files the text shows: they are as public as it is. */
export async function setMedia(tx: Transaction, id: ContentId, text: ContentText): Promise<void> {
  const shown = [...new Set([...(text.lead ? [text.lead] : []), ...mediaOf(text.body)])];
  await sql`delete from content_media where content_id = ${id}`.execute(tx);
  await sql`insert into content_media (content_id, media_id) select ${id}, media_id from unnest(${shown}::uuid[]) as media_id`.execute(tx);
  await sql`delete from content_attachments where content_id = ${id}`.execute(tx);
  await sql`insert into content_attachments (content_id, attachment_id) select ${id}, a.id from attachments a where a.id = any(${filesOf(text.body)}::uuid[])`.execute(tx);
}

/** A version is all of a content but its standing: its words, what all kinds share, and what its kind adds. */
export async function keepVersion(tx: Transaction, id: ContentId, member: MemberId | null, details: object, at: Temporal.Instant): Promise<void> {
  await sql`insert into content_versions (content_id, revision, title, summary, body, details, common, member_id, at)
    select c.id, c.revision, c.title, c.summary, c.body, ${json(details)}, jsonb_build_object('language', c.language, 'licence', c.licence, 'lead', c.lead_id,
      'tags', coalesce((select jsonb_agg(jsonb_build_object('key', t.tag, 'label', t.label) order by t.position) from content_tags t where t.content_id = c.id), '[]'),
      'themes', coalesce((select jsonb_agg(t.theme) from content_themes t where t.content_id = c.id), '[]')), ${member}, ${at}
    from contents c where c.id = ${id}
    on conflict (content_id, revision) do nothing`.execute(tx);
}

export interface KeptVersion extends ContentText {
  /** Null in versions kept before these were kept too. */
  readonly tags: readonly Tag[] | null;
  readonly themes: readonly string[] | null;
  readonly details: object;
}

/** A version as it was kept, with the rest of the content as it is now; null when that version wasn't kept. */
export async function readVersion(tx: Transaction, id: ContentId, revision: number): Promise<KeptVersion | null> {
  const { rows } = await sql<KeptVersion>`select v.title, v.summary, v.body, coalesce(v.common->>'language', c.language) as language, coalesce(v.common->>'licence', c.licence) as licence,
      case when v.common ? 'lead' then (v.common->>'lead')::uuid else c.lead_id end as lead, c.genre, v.common->'tags' as tags, v.common->'themes' as themes, v.details
    from content_versions v join contents c on c.id = v.content_id where v.content_id = ${id} and v.revision = ${revision}`.execute(tx);
  return rows[0] ?? null;
}

/** What the kind added to the last version that was kept. */
export async function lastDetails(tx: Transaction, id: ContentId): Promise<object> {
  const { rows } = await sql<{ details: object }>`select details from content_versions where content_id = ${id} order by revision desc limit 1`.execute(tx);
  return rows[0]?.details ?? {};
}

/** Which of these pictures are still there. */
export async function presentMedia(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from media where id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Set(rows.map((row) => row.id));
}
