import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, StructureId } from "../../platform/ids.ts";
import type { Card } from "../contents/card.ts";
import { contentKinds, type ContentKind } from "../contents/content.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { AgeCursor, Listing } from "../contents/list-contents.ts";

/** What is published in a structure's name or organised by it, on any territory, of one kind or of all, the newest first. */
export async function listPublishedAnywhere(db: Database, structure: StructureId, kind: ContentKind | null, cursor: AgeCursor | null, limit: number): Promise<Listing> {
  const after = cursor ? sql`and (x.published_at, x.content_id) < (${cursor.publishedAt.add({ milliseconds: 1 }).subtract({ microseconds: 1 })}, ${cursor.id}::uuid)` : sql``;
  const ofKind = kind ? sql`join contents c on c.id = x.content_id and c.kind = ${kind}` : sql``;
  const { rows } = await sql<{ id: ContentId; publishedAt: Temporal.Instant }>`
    select distinct x.published_at as "publishedAt", x.content_id as id from content_structures x ${ofKind} where x.structure_id = ${structure} and x.published_at is not null ${after} order by x.published_at desc, x.content_id desc limit ${limit + 1}`.execute(db);
  const last = rows[limit - 1];
  return { cards: await listCardsAnywhere(db, rows.slice(0, limit).map((row) => row.id)), next: rows.length > limit && last ? { publishedAt: last.publishedAt, id: last.id } : null };
}

/** The coming events that it announces, organises or takes part in, the soonest first, each once. */
export async function listComingAnywhere(db: Database, structure: StructureId, now: Temporal.Instant, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`
    select o.event_id as id from occurrences o where o.event_id in (select content_id from content_structures where structure_id = ${structure} and published_at is not null)
      and coalesce(o.ends_at, o.starts_at) >= ${now} group by o.event_id order by min(o.starts_at), o.event_id limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}

/** In this order on a structure's page; the others after them. */
const first: readonly ContentKind[] = ["event", "article", "announcement", "project", "place", "dossier"];
const kindsInOrder = [...first, ...contentKinds.filter((kind) => !first.includes(kind))];

export interface OfKind {
  readonly kind: ContentKind;
  readonly cards: readonly Card[];
  readonly more: boolean;
}

// What a page looks through: a structure that publishes every day for ten years fits.
const mostLookedAt = 4000;

/** A few of each kind that a structure publishes or stands behind: events that are to come first, the soonest first; then the newest. */
export async function listByKindAnywhere(db: Database, structure: StructureId, now: Temporal.Instant, few: number): Promise<OfKind[]> {
  const { rows } = await sql<{ id: ContentId; kind: ContentKind; n: number }>`
    with these as materialized (select distinct published_at, content_id from content_structures where structure_id = ${structure} and published_at is not null order by published_at desc, content_id desc limit ${mostLookedAt}),
    ranked as (
      select c.id, c.kind, row_number() over (partition by c.kind order by o.next nulls last, t.published_at desc, c.id desc)::int as rank, count(*) over (partition by c.kind)::int as n
      from these t join contents c on c.id = t.content_id
      left join lateral (select min(starts_at) as next from occurrences where c.kind = 'event' and event_id = c.id and coalesce(ends_at, starts_at) >= ${now}) o on true)
    select id, kind, n from ranked where rank <= ${few} order by kind, rank`.execute(db);
  const cards = new Map((await listCardsAnywhere(db, rows.map((row) => row.id))).map((card) => [card.id, card]));
  return kindsInOrder.flatMap((kind) => {
    const of = rows.filter((row) => row.kind === kind);
    const shown = of.flatMap((row) => cards.get(row.id) ?? []);
    return shown.length > 0 ? [{ kind, cards: shown, more: (of[0]?.n ?? 0) > shown.length }] : [];
  });
}
