import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type ContentId, type TerritoryId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import type { ContentKind } from "../contents/content.ts";
import type { Subject } from "./subject.ts";

/** A content that one of ours published, or passes on: by its names alone. */
export interface PublishedContent {
  readonly id: ContentId;
  readonly kind: ContentKind;
  readonly territory: TerritoryId;
  readonly publishedAt: Temporal.Instant;
}

/** What one of ours published or passes on, the newest first, after the one where a page ended. */
export async function listPublishedAnywhere(db: Database, { kind, subject, territory }: Pick<Subject, "kind" | "subject" | "territory">, after: string | null, limit: number): Promise<{ items: PublishedContent[]; next: string | null }> {
  const [moment, key] = (after ?? "").split(".");
  const [at, id] = [readMoment(moment), readId<ContentId>(key)];
  const beyond = (time: RawBuilder<unknown>, content: RawBuilder<unknown>) => (at && id ? sql`and (${time}, ${content}) < (${at}::timestamptz, ${id}::uuid)` : sql``);
  const hanging = beyond(sql`x.published_at`, sql`x.content_id`);
  const found = {
    member: sql`select x.content_id as id, x.published_at from content_authors x where x.member_id = ${readId(subject)}::uuid and x.published_at is not null and not exists (select from content_structures s where s.content_id = x.content_id and s.role = 'author') ${hanging} order by x.published_at desc, x.content_id desc`,
    structure: sql`select x.content_id as id, x.published_at from content_structures x where x.structure_id = ${readId(subject)}::uuid and x.role = 'author' and x.published_at is not null ${hanging} order by x.published_at desc, x.content_id desc`,
    tag: sql`select x.content_id as id, x.published_at from content_tags x where x.territory_id = ${territory} and x.tag = ${subject} and x.published_at is not null ${hanging} order by x.published_at desc, x.content_id desc`,
    community: sql`select x.id, x.published_at from contents x where x.community_id = ${readId(subject)}::uuid and x.state = 'published' ${beyond(sql`x.published_at`, sql`x.id`)} order by x.published_at desc, x.id desc`,
    territory: sql`select x.id, x.published_at from contents x where x.territory_id = ${territory} and x.state = 'published' ${beyond(sql`x.published_at`, sql`x.id`)} order by x.published_at desc, x.id desc`,
    project: sql`select x.id, x.published_at from contents x where false`,
  }[kind];
  const { rows } = await sql<PublishedContent>`select c.id, c.kind, c.territory_id as territory, c.published_at as "publishedAt" from (${found} limit ${limit + 1}) found join contents c on c.id = found.id where c.published_at <= now() order by found.published_at desc, found.id desc`.execute(db);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? `${writeMoment(last.publishedAt)}.${last.id}` : null };
}

/** What a territory or a community puts before the rest. At most five: others show no more. */
export async function listFeaturedAnywhere(db: Database, { kind, subject, territory }: Pick<Subject, "kind" | "subject" | "territory">): Promise<PublishedContent[]> {
  if (kind !== "territory" && kind !== "community") return [];
  const { rows } = await sql<PublishedContent>`select id, kind, territory_id as territory, published_at as "publishedAt" from contents
    where state = 'published' and ${kind === "territory" ? sql`territory_id = ${territory} and featured_at is not null order by featured_at desc` : sql`community_id = ${readId(subject)}::uuid and community_featured_at is not null order by community_featured_at desc`} limit 5`.execute(db);
  return rows;
}

/** The coming events of a territory, a structure or a community, the next first (FEP-8a8e). */
export async function listUpcomingAnywhere(db: Database, { kind, subject, territory }: Pick<Subject, "kind" | "subject" | "territory">, now: Temporal.Instant, limit: number): Promise<PublishedContent[]> {
  const mine = kind === "territory" ? sql`c.territory_id = ${territory}` : kind === "community" ? sql`c.community_id = ${readId(subject)}::uuid` : kind === "structure" ? sql`exists (select from content_structures s where s.content_id = c.id and s.structure_id = ${readId(subject)}::uuid and s.role in ('author', 'organiser'))` : sql`false`;
  const { rows } = await sql<PublishedContent>`select c.id, c.kind, c.territory_id as territory, c.published_at as "publishedAt" from events e join contents c on c.id = e.content_id where c.state = 'published' and e.ends_at > ${now} and ${mine} order by e.starts_at, c.id limit ${limit}`.execute(db);
  return rows;
}
