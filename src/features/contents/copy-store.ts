import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { MemberViewer } from "../../platform/viewer.ts";

/** A draft to be made from a content. */
export interface Copy {
  readonly from: ContentId;
  readonly to: ContentId;
  readonly slug: string;
  readonly title: string;
  readonly submission: string | null;
  /** What its first version holds of its kind, otherwise than the last of the content that it is made from. */
  readonly details: object;
}

/**
 * Writes the drafts: text, pictures, tags, those who organise. The copier is their only author; they are in a structure's
 * or a community's name only where the copier may act for it.
 */
export async function insertCopies(tx: Transaction, copies: readonly Copy[], by: MemberViewer, at: Temporal.Instant): Promise<void> {
  const record = sql`jsonb_to_recordset(${json(copies)}) as m("from" uuid, "to" uuid, slug text, title text, submission uuid, details jsonb)`;
  const communities = by.memberships.map((each) => each.community);
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, language, licence, lead_id, genre, state, created_by, submission, created_at, updated_at, keywords, brief, latitude, longitude, community_id)
    select m."to", c.territory_id, c.kind, m.slug, m.title, c.summary, c.body, c.body_text, c.language, c.licence, c.lead_id, c.genre, 'draft', ${by.id}, m.submission, ${at}, ${at}, c.keywords, c.brief, c.latitude, c.longitude,
      case when c.community_id = any(${communities}::uuid[]) then c.community_id end
    from ${record} join contents c on c.id = m."from"`.execute(tx);
  await sql`insert into content_authors (content_id, member_id) select m."to", ${by.id} from ${record}`.execute(tx);
  await sql`insert into content_tags (content_id, tag, label, position, territory_id) select m."to", t.tag, t.label, t.position, t.territory_id from ${record} join content_tags t on t.content_id = m."from"`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id) select m."to", t.theme, t.territory_id from ${record} join content_themes t on t.content_id = m."from"`.execute(tx);
  await sql`insert into content_media (content_id, media_id) select m."to", t.media_id from ${record} join content_media t on t.content_id = m."from"`.execute(tx);
  await sql`insert into content_structures (content_id, structure_id, role, position) select m."to", t.structure_id, t.role, t.position from ${record} join content_structures t on t.content_id = m."from"
    where t.structure_id = any(${[...by.actsFor]}::uuid[]) or (t.role <> 'author' and not exists (
      select from declined_namings d join content_authors a on a.content_id = d.content_id and a.member_id = ${by.id} where d.structure_id = t.structure_id))`.execute(tx);
  await sql`insert into content_versions (content_id, revision, title, summary, body, details, member_id, at)
    select c.id, c.revision, c.title, c.summary, c.body, coalesce((select v.details from content_versions v where v.content_id = m."from" order by v.revision desc limit 1), '{}') || m.details, ${by.id}, ${at} from ${record} join contents c on c.id = m."to"`.execute(tx);
}
