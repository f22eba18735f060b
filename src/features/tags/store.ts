import { sql, type RawBuilder } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";

export interface Synonym {
  readonly id: string;
  readonly territory: TerritoryId | null;
  readonly from: string;
  readonly into: string;
  readonly madeAt: Temporal.Instant;
  readonly undoneAt: Temporal.Instant | null;
}

/** Holds every tag still: nobody else merges, nor writes a content with tags, until the transaction ends. `setTags` holds it with others. */
export async function holdTags(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('tags', 0))`.execute(tx);
}

const within = (territory: TerritoryId | null, alias = "t"): RawBuilder<unknown> => (territory ? sql`and ${sql.ref(`${alias}.territory_id`)} = ${territory}` : sql``);

export async function standingTag(tx: Transaction, tag: string, territory: TerritoryId | null): Promise<string> {
  const { rows } = await sql<{ tag: string }>`select standing_tag(${tag}, ${territory}::uuid) as tag`.execute(tx);
  return rows[0]?.tag ?? tag;
}

export async function insertSynonym(tx: Transaction, { territory, from, into, by, at }: Pick<Synonym, "territory" | "from" | "into"> & { by: MemberId; at: Temporal.Instant }): Promise<string> {
  const id = uuidv7();
  await sql`insert into tag_synonyms (id, territory_id, from_tag, into_tag, made_by, made_at) values (${id}, ${territory}, ${from}, ${into}, ${by}, ${at})`.execute(tx);
  return id;
}

export async function findSynonymAnywhere(tx: Transaction, id: string): Promise<Synonym | null> {
  const { rows } = await sql<Synonym>`select id, territory_id as territory, from_tag as "from", into_tag as into, made_at as "madeAt", undone_at as "undoneAt" from tag_synonyms where id = ${id}`.execute(tx);
  return rows[0] ?? null;
}

/** Every content that bore the one bears the other; what its author typed stays beside. Of contents that bore both, the one that goes is kept. */
export async function moveContents(tx: Transaction, id: string, { territory, from, into }: Pick<Synonym, "territory" | "from" | "into">): Promise<void> {
  await sql`with gone as (delete from content_tags t where t.tag = ${from} ${within(territory)} and exists (select from content_tags u where u.content_id = t.content_id and u.tag = ${into}) returning t.content_id, t.label, t.typed, t.position)
    insert into tag_synonym_doubles (synonym_id, content_id, label, typed, position) select ${id}, content_id, label, typed, position from gone`.execute(tx);
  await sql`update content_tags t set typed = coalesce(t.typed, t.tag), tag = ${into} where t.tag = ${from} ${within(territory)}`.execute(tx);
}

/** Contents go back to what they bore, and to what was typed since: all that was typed as the tag that comes back, or as one that had become it. */
export async function moveContentsBack(tx: Transaction, { id, territory, from }: Pick<Synonym, "id" | "territory" | "from">, standing: string): Promise<void> {
  const back = sql`with recursive back (tag) as (select ${from}::text union select s.from_tag from back b join tag_synonyms s on s.into_tag = b.tag and s.undone_at is null and s.id <> ${id} and (s.territory_id is not distinct from ${territory}::uuid or s.territory_id is null))`;
  await sql`${back} update content_tags t set tag = ${from}, typed = nullif(t.typed, ${from}) from back where t.typed = back.tag and t.tag = ${standing} ${within(territory)}
    and not exists (select from content_tags u where u.content_id = t.content_id and u.tag = ${from})`.execute(tx);
  // Unless its author has changed its tags since.
  await sql`insert into content_tags (content_id, tag, label, typed, position, territory_id, published_at)
    select d.content_id, ${from}, d.label, d.typed, d.position, t.territory_id, t.published_at from tag_synonym_doubles d join content_tags t on t.content_id = d.content_id and t.tag = ${standing} where d.synonym_id = ${id}
    on conflict do nothing`.execute(tx);
}

/** Whoever followed the one follows the other. On one territory they keep following the first, which lives on elsewhere. */
export async function moveFollowers(tx: Transaction, id: string, { territory, from, into }: Pick<Synonym, "territory" | "from" | "into">): Promise<void> {
  await sql`insert into tag_synonym_followers (synonym_id, member_id, since, both_tags)
    select ${id}, f.member_id, f.at, exists (select from follows g where g.member_id = f.member_id and g.kind = 'tag' and g.target = ${into}) from follows f where f.kind = 'tag' and f.target = ${from}`.execute(tx);
  await sql`insert into follows (member_id, kind, target, at) select member_id, 'tag', ${into}, since from tag_synonym_followers where synonym_id = ${id} and not both_tags on conflict do nothing`.execute(tx);
  if (territory === null) await sql`delete from follows where kind = 'tag' and target = ${from}`.execute(tx);
}

export async function moveFollowersBack(tx: Transaction, { id, territory, from }: Pick<Synonym, "id" | "territory" | "from">, standing: string): Promise<void> {
  // Whoever stopped following since follows neither.
  await sql`insert into follows (member_id, kind, target, at) select k.member_id, 'tag', ${from}, k.since from tag_synonym_followers k
    where k.synonym_id = ${id} and ${territory === null} and exists (select from follows f where f.member_id = k.member_id and f.kind = 'tag' and f.target = ${standing}) on conflict do nothing`.execute(tx);
  await sql`delete from follows f using tag_synonym_followers k where k.synonym_id = ${id} and not k.both_tags and f.member_id = k.member_id and f.kind = 'tag' and f.target = ${standing} and f.at = k.since`.execute(tx);
}

export async function markUndone(tx: Transaction, id: string, by: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`update tag_synonyms set undone_at = ${at}, undone_by = ${by} where id = ${id}`.execute(tx);
}

/** Counts these tags again, or all of them: how often each is used, and how it is written most often. */
export async function writeTagCounts(db: Database | Transaction, only: readonly string[] | null): Promise<void> {
  const which = (column: string) => (only ? sql`and ${sql.ref(column)} = any(${[...only]}::text[])` : sql``);
  await sql`insert into tags (tag, label, uses) select tag, mode() within group (order by label), count(*)::int from content_tags where published_at is not null ${which("tag")} group by tag
    on conflict (tag) do update set label = excluded.label, uses = excluded.uses where (tags.label, tags.uses) is distinct from (excluded.label, excluded.uses)`.execute(db);
  await sql`delete from tags where true ${which("tags.tag")} and not exists (select from content_tags t where t.tag = tags.tag and t.published_at is not null)`.execute(db);
  await sql`insert into tag_uses (territory_id, tag, uses) select territory_id, tag, count(*)::int from content_tags where published_at is not null ${which("tag")} group by territory_id, tag
    on conflict (territory_id, tag) do update set uses = excluded.uses where tag_uses.uses <> excluded.uses`.execute(db);
  await sql`delete from tag_uses u where true ${which("u.tag")} and not exists (select from content_tags t where t.territory_id = u.territory_id and t.tag = u.tag and t.published_at is not null)`.execute(db);
}
