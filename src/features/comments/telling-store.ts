import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { CommentId } from "../../platform/ids.ts";
import type { ToldOfComment } from "./telling.ts";

/** False when it has been told already, or is there no more. */
export async function claimTelling(tx: Transaction, comment: CommentId): Promise<boolean> {
  const { numAffectedRows } = await sql`update comments set told_at = now() where id = ${comment} and told_at is null and state = 'visible'`.execute(tx);
  return Number(numAffectedRows) > 0;
}

/** To be told again: of those whom a correction names. */
export async function tellAgain(tx: Transaction, comment: CommentId): Promise<void> {
  await sql`update comments set told_at = null where id = ${comment}`.execute(tx);
}

/** Those whom it names, and whoever wrote what it answers; not oneself, and nobody who may not read it or doesn't want mails. */
export async function whomToTell(tx: Transaction, comment: CommentId, since: string): Promise<ToldOfComment[]> {
  const { rows } = await sql<ToldOfComment>`
    select m.id as member, u.email, m.locale, w.why, jsonb_build_object('id', a.id, 'name', a.name) as by, k.id as comment, k.body,
      jsonb_build_object('id', c.id, 'kind', c.kind, 'territory', c.territory_id, 'title', c.title) as content
    from comments k join contents c on c.id = k.content_id and c.state in ('published', 'reserved') join members a on a.id = k.author_id
    cross join lateral (
      select distinct on (member) member, why from (
        select x.member_id as member, 'mentions' as why from mentions x where x.comment_id = k.id and x.at >= ${since}::timestamptz
        union all select p.author_id, 'answers' from comments p where p.id = k.parent_id and k.revision = 1) each where member is not null order by member, why desc) w
    join members m on m.id = w.member and m.state = 'active' and m.id <> a.id join accounts.users u on u.id = m.id left join accounts.mail_choices x on x.user_id = m.id
    where k.id = ${comment} and case w.why when 'mentions' then coalesce(x.mentions, true) else coalesce(x.answers, true) end
      and (c.state = 'published' or exists (select from community_members i where i.community_id = c.community_id and i.member_id = m.id and i.state = 'in') or exists (select from content_authors i where i.content_id = c.id and i.member_id = m.id))`.execute(tx);
  return rows;
}
