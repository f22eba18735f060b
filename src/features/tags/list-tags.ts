import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { tagKey } from "../../platform/text/slug.ts";

export interface TagUse {
  readonly tag: string;
  /** As it is written most often. */
  readonly label: string;
  readonly uses: number;
}

// Tags of about as many of the newest contents are counted: one range of an index that holds all it takes.
const counted = 2000;

/** The tags used most in what was published lately, in a territory or, without one, the network. */
export async function listTags(db: Database, territory: TerritoryId | null, limit: number): Promise<TagUse[]> {
  const { rows } = await sql<TagUse>`
    select r.tag, coalesce(t.label, r.label) as label, r.uses from (
      select tag, min(label) as label, count(*)::int as uses from (
        select tag, label from content_tags where published_at is not null ${territory ? sql`and territory_id = ${territory}` : sql``} order by published_at desc limit ${counted}) recent
      group by tag order by count(*) desc, tag limit ${limit}) r left join tags t on t.tag = r.tag
    order by r.uses desc, r.tag`.execute(db);
  return rows;
}

/** How a tag is written, most often; null when nothing published bears it. */
export async function findTagLabelAnywhere(db: Database, tag: string): Promise<string | null> {
  const { rows } = await sql<{ label: string }>`
    select coalesce((select t.label from tags t where t.tag = ${tag}), x.label) as label from (select label from content_tags where tag = ${tag} and published_at is not null order by published_at desc limit 1) x`.execute(db);
  return rows[0]?.label ?? null;
}

/** What a tag is now, on this territory or on the network: itself, or the one that it became. */
export async function findStandingTag(db: Database, territory: TerritoryId | null, tag: string): Promise<string> {
  const { rows } = await sql<{ tag: string }>`select standing_tag(${tag}, ${territory}::uuid) as tag`.execute(db);
  return rows[0]?.tag ?? tag;
}

/** What is proposed while somebody types a tag: those that begin so, the most used first, then those that a synonym leads to. */
export async function listSuggestedTags(db: Database, territory: TerritoryId | null, typed: string, limit: number): Promise<TagUse[]> {
  const key = tagKey(typed);
  if (key.length < 2) return [];
  const { rows } = await sql<TagUse>`
    select tag, label, uses from (
      (select tag, label, uses, 1 as place from tags where tag like ${`${key.replaceAll(/[%_\\]/g, "")}%`} order by uses desc, tag limit ${limit})
      union
      (select t.tag, t.label, t.uses, 0 from tag_synonyms s join tags t on t.tag = s.into_tag where s.from_tag = ${key} and s.undone_at is null and (s.territory_id is null or s.territory_id = ${territory}::uuid) limit 2)
    ) found group by tag, label, uses order by min(place), uses desc, tag limit ${limit}`.execute(db);
  return rows;
}

/** Where a page of tags by use ended. */
export interface UsesCursor {
  readonly uses: number;
  readonly tag: string;
}

export function writeUsesCursor({ uses, tag }: UsesCursor): string {
  return `${uses}.${tag}`;
}

export function readUsesCursor(text: string | undefined): UsesCursor | null {
  const [, uses, tag] = /^(\d{1,9})\.([^\p{Cc}]{1,40})$/u.exec(text ?? "") ?? [];
  return uses && tag ? { uses: Number(uses), tag } : null;
}

/** All the tags of a territory, or of the network, the most used first; or those that begin with what is sought. */
export async function listAllTags(db: Database, territory: TerritoryId | null, beginning: string, cursor: UsesCursor | null, limit: number): Promise<{ tags: TagUse[]; next: UsesCursor | null }> {
  const key = tagKey(beginning).replaceAll(/[%_\\]/g, "");
  const table = territory ? sql`(select u.tag, coalesce(t.label, u.tag) as label, u.uses from tag_uses u left join tags t on t.tag = u.tag where u.territory_id = ${territory})` : sql`tags`;
  const { rows } = await sql<TagUse>`
    select x.tag, x.label, x.uses from ${table} x where true ${key ? sql`and x.tag like ${`${key}%`}` : sql``} ${cursor ? sql`and x.uses <= ${cursor.uses} and (x.uses < ${cursor.uses} or x.tag > ${cursor.tag})` : sql``}
    order by x.uses desc, x.tag limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { tags: rows.slice(0, limit), next: rows.length > limit && last ? { uses: last.uses, tag: last.tag } : null };
}

export interface TagPair {
  readonly from: TagUse;
  readonly into: TagUse;
}

// As many of the most used tags are compared letter by letter, and as many more without their hyphens and plurals.
const compared = 150;
const comparedBare = 4000;
const bare = (column: string) => sql`regexp_replace(replace(${sql.ref(column)}, '-', ''), '[sx]$', '')`;

/** Tags that look like one another: a plural, a hyphen, a slip between two of the most used. The lesser used would become the other. */
export async function listLikelyTagPairs(db: Database, territory: TerritoryId | null, limit: number): Promise<TagPair[]> {
  const used = territory ? sql`select tag, uses from tag_uses where territory_id = ${territory} order by uses desc, tag limit ${comparedBare}` : sql`select tag, uses from tags order by uses desc, tag limit ${comparedBare}`;
  const { rows } = await sql<TagPair>`
    with used as materialized (${used}), most as (select tag, uses from used order by uses desc, tag limit ${compared}),
    pairs as (
      select x.tag as x, x.uses as x_uses, y.tag as y, y.uses as y_uses from used x join used y on ${bare("y.tag")} = ${bare("x.tag")} and y.tag <> x.tag
      union select x.tag, x.uses, y.tag, y.uses from most x join most y on y.tag <> x.tag and similarity(y.tag, x.tag) >= 0.6)
    select jsonb_build_object('tag', p.y, 'label', coalesce(k.label, p.y), 'uses', p.y_uses) as "from", jsonb_build_object('tag', p.x, 'label', coalesce(l.label, p.x), 'uses', p.x_uses) as into
    from pairs p left join tags k on k.tag = p.y left join tags l on l.tag = p.x where p.y_uses < p.x_uses or (p.y_uses = p.x_uses and p.y > p.x)
    order by p.x_uses desc, similarity(p.x, p.y) desc, p.y limit ${limit}`.execute(db);
  return rows;
}

export interface StandingSynonym {
  readonly id: string;
  readonly from: string;
  readonly into: string;
  readonly label: string;
  readonly by: string | null;
  readonly at: Temporal.Instant;
  /** Of the whole network: on a territory, told and not undone. */
  readonly network: boolean;
}

/** The synonyms that hold on a territory, with the network's, or on the network alone; the newest first. */
export async function listSynonyms(db: Database, territory: TerritoryId | null, limit: number): Promise<StandingSynonym[]> {
  const { rows } = await sql<StandingSynonym>`
    select s.id, s.from_tag as "from", s.into_tag as into, coalesce(t.label, s.into_tag) as label, m.name as by, s.made_at as at, s.territory_id is null as network
    from tag_synonyms s left join tags t on t.tag = s.into_tag left join members m on m.id = s.made_by
    where s.undone_at is null and (s.territory_id is null or s.territory_id = ${territory}::uuid) order by s.made_at desc, s.id limit ${limit}`.execute(db);
  return rows;
}

/** Pairs of words of which one stands for the other: what search adds to what is asked. */
export async function listMeaningsAnywhere(db: Database, territory: TerritoryId | null, words: readonly string[]): Promise<{ from: string; into: string }[]> {
  if (words.length === 0) return [];
  const { rows } = await sql<{ from: string; into: string }>`
    select from_tag as "from", into_tag as into from tag_synonyms s where undone_at is null and (territory_id is null or territory_id = ${territory}::uuid) and (from_tag = any(${[...words]}::text[]) or into_tag = any(${[...words]}::text[])) order by s.made_at desc limit 6`.execute(db);
  return rows;
}
