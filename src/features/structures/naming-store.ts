import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, StructureId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";

/** A content that names a structure, or did. */
export interface NamingContent extends ContentStanding {
  readonly slug: string;
  readonly title: string;
}

export async function lockNamingAnywhere(tx: Transaction, id: ContentId): Promise<NamingContent | null> {
  const { rows } = await sql<NamingContent>`
    select id, kind, territory_id as territory, state, slug, title, published_at as "publishedAt", array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, community_id as community
    from contents c where id = ${id} for no key update`.execute(tx);
  return rows[0] ?? null;
}

/** As whoever writes a content holds them: a merge comes wholly before, or after. */
export async function holdNames(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('structures', 0))`.execute(tx);
}

/** False when it isn't named there. */
export async function takeOut(tx: Transaction, structure: StructureId, content: ContentId, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`
    with gone as (delete from content_structures where content_id = ${content} and structure_id = ${structure} and role in ('organiser', 'partner') returning role, position)
    insert into declined_namings (structure_id, content_id, role, position, at) select ${structure}, ${content}, role, position, ${at} from gone order by role limit 1
    on conflict (structure_id, content_id) do update set role = excluded.role, position = excluded.position, at = excluded.at returning structure_id`.execute(tx);
  return rows.length > 0;
}

/** False when it never declined. */
export async function putBack(tx: Transaction, structure: StructureId, content: ContentId): Promise<boolean> {
  const { rows } = await sql`
    with agreed as (delete from declined_namings where structure_id = ${structure} and content_id = ${content} returning role, position),
    named as (insert into content_structures (content_id, structure_id, role, position, published_at)
      select c.id, ${structure}, agreed.role, agreed.position, case when c.state = 'published' then c.published_at end from agreed join contents c on c.id = ${content} on conflict do nothing)
    select from agreed`.execute(tx);
  return rows.length > 0;
}

/** For those who copied it: it says something else from now on. */
export async function markContentChanged(tx: Transaction, content: ContentId, at: Temporal.Instant): Promise<void> {
  await sql`update contents set sequence = sequence + 1, updated_at = ${at} where id = ${content}`.execute(tx);
}
