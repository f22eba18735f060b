import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ToldOfMention } from "./mention.ts";

export async function hasUntoldAnywhere(db: Database, content: ContentId): Promise<boolean> {
  const { rows } = await sql`select from mentions where content_id = ${content} and told_at is null limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Marks as told whom a published text names, and answers whom to write to, each once: not its authors, and nobody who may
 * not read it or doesn't want such mails. A text that waits keeps them for the day it comes out.
 */
export async function takeUntold(tx: Transaction, content: ContentId): Promise<ToldOfMention[]> {
  const { rows } = await sql<ToldOfMention>`
    with out as (select id, kind, territory_id, slug, title, state, community_id, left(body_text, 2000) as words from contents where id = ${content} and state in ('published', 'reserved')),
    named as (update mentions x set told_at = now() from out where x.content_id = out.id and x.told_at is null returning x.member_id, x.structure_id),
    whom as (
      select distinct on (member) member, structure from (
        select member_id as member, null::uuid as structure from named where member_id is not null
        union all select p.member_id, p.structure_id from named join structure_members p on p.structure_id = standing_structure(named.structure_id) and p.role = 'owner' where named.structure_id is not null) each order by member, structure nulls first)
    select m.id as member, u.email, m.locale, s.name as structure, jsonb_build_object('id', a.id, 'name', a.name) as by, out.words,
      jsonb_build_object('kind', out.kind, 'territory', out.territory_id, 'slug', out.slug, 'title', out.title) as content
    from out cross join lateral (select n.id, n.name from content_authors w join members n on n.id = w.member_id where w.content_id = out.id order by w.position limit 1) a
    join whom on not exists (select from content_authors i where i.content_id = out.id and i.member_id = whom.member)
    join members m on m.id = whom.member and m.state = 'active' join accounts.users u on u.id = m.id left join accounts.mail_choices x on x.user_id = m.id left join structures s on s.id = whom.structure
    where coalesce(x.mentions, true) and (out.state = 'published' or exists (select from community_members i where i.community_id = out.community_id and i.member_id = m.id and i.state = 'in')) order by m.id`.execute(tx);
  return rows;
}
