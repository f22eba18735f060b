import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { CommentId, MemberId, StructureId, TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { MentionSource } from "./mention.ts";

export interface Named {
  readonly handle: string;
  readonly member: MemberId | null;
  readonly structure: StructureId | null;
}

/** Who these handles name, for a text of this territory. A member's handle comes before a structure's slug. */
export async function resolve(tx: Transaction, territory: TerritoryId, handles: readonly string[]): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select t.handle, m.id as member, s.id as structure
    from (select handle, split_part(handle, '@', 1) as name, nullif(split_part(handle, '@', 2), '') as place from unnest(${[...handles]}::text[]) as handle) t
    left join territory_slugs p on p.slug = t.place
    left join members m on m.handle = t.name and m.state = 'active' and (t.place is null or m.home_id = p.territory_id)
    left join structures s on m.id is null and s.state = 'listed' and s.slug = t.name and s.territory_id = case when t.place is null then ${territory}::uuid else p.territory_id end
    where coalesce(m.id, s.id) is not null`.execute(tx);
  return rows;
}

/** Keeps who a text names now. Answers the members whom it didn't name before. */
export async function replaceMentions(tx: Transaction, source: MentionSource, named: readonly Named[], at: Temporal.Instant): Promise<MemberId[]> {
  const here = source.comment ? sql`comment_id = ${source.comment}` : sql`content_id = ${source.content}`;
  const { rows: before } = await sql<{ member: MemberId }>`select member_id as member from mentions where ${here} and member_id is not null`.execute(tx);
  await sql`delete from mentions where ${here} and handle <> all(${named.map((each) => each.handle)}::text[])`.execute(tx);
  for (const each of named) {
    await sql`insert into mentions (comment_id, content_id, handle, member_id, structure_id, at)
      values (${source.comment ?? null}, ${source.content ?? null}, ${each.handle}, ${each.member}, ${each.structure}, ${at}) on conflict do nothing`.execute(tx);
  }
  const known = new Set(before.map((each) => each.member));
  return [...new Set(named.flatMap((each) => (each.member && !known.has(each.member) ? [each.member] : [])))];
}

export async function commentsNaming(tx: Transaction, member: MemberId): Promise<{ id: CommentId; handle: string; body: TextDocument }[]> {
  const { rows } = await sql<{ id: CommentId; handle: string; body: TextDocument }>`select c.id, x.handle, c.body from mentions x join comments c on c.id = x.comment_id where x.member_id = ${member}`.execute(tx);
  return rows;
}

export async function rewriteComment(tx: Transaction, id: CommentId, body: TextDocument): Promise<void> {
  await sql`update comments set body = ${json(body)} where id = ${id}`.execute(tx);
}
