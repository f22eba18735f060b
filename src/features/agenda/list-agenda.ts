import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type CommunityId, type ContentId, type TerritoryId } from "../../platform/ids.ts";
import { readDate, readMoment, writeMoment } from "../../platform/time.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { Near } from "../places/communes.ts";
import { withinReach } from "../places/find-near.ts";
import type { Days } from "./when.ts";

export interface AgendaFilter {
  readonly days: Days;
  /** Leaves out what was over at this instant; without it, whole days count. */
  readonly notOverAt?: Temporal.Instant | undefined;
  readonly near?: Near | undefined;
  readonly type?: string | undefined;
  readonly theme?: string | undefined;
  readonly audience?: string | undefined;
  readonly age?: number | undefined;
  readonly free?: boolean | undefined;
  readonly online?: boolean | undefined;
  readonly accessibility?: string | undefined;
  readonly community?: CommunityId | undefined;
}

export interface AgendaCursor {
  readonly day: string;
  readonly startsAt: Temporal.Instant;
  readonly event: ContentId;
}

/** One time of one event, as the agenda shows it. */
export interface AgendaLine {
  readonly day: string;
  readonly startLocal: string;
  readonly endLocal: string | null;
  readonly wholeDay: boolean;
  readonly card: Card;
}

export interface Agenda {
  readonly lines: readonly AgendaLine[];
  readonly next: AgendaCursor | null;
}

export function writeAgendaCursor(cursor: AgendaCursor): string {
  return `${cursor.day}.${writeMoment(cursor.startsAt)}.${cursor.event}`;
}

export function readAgendaCursor(text: string | undefined): AgendaCursor | null {
  const [date, moment, key] = (text ?? "").split(".");
  const [day, startsAt, event] = [readDate(date)?.toString(), readMoment(moment), readId<ContentId>(key)];
  return day && startsAt && event ? { day, startsAt, event } : null;
}

/** A time as it stands in the table. */
export interface AgendaTime {
  event_id: ContentId;
  day: string;
  starts_at: Temporal.Instant;
  start_local: string;
  end_local: string | null;
  whole_day: boolean;
}

/** These times as the agenda shows them: found in an index that holds what filters ask, then read from the table. */
function whole(found: RawBuilder<unknown>): RawBuilder<AgendaTime> {
  return sql<AgendaTime>`select f.event_id, f.day, f.starts_at, o.start_local, o.end_local, o.whole_day from (${found}) f
    join occurrences o on o.event_id = f.event_id and o.session = f.session and o.starts_at = f.starts_at order by f.day, f.starts_at, f.event_id`;
}

/** The coming times of a territory's events, or of the whole network's without one, by day. */
export async function listAgenda(db: Database, territory: TerritoryId | null, filter: AgendaFilter, cursor: AgendaCursor | null, limit: number): Promise<Agenda> {
  const rows = await findTimes(db, territory, filter, cursor, limit + 1);
  const lines = await withCards(db, rows.slice(0, limit));
  const last = rows[limit - 1];
  return { lines, next: rows.length > limit && last ? { day: last.day, startsAt: last.starts_at, event: last.event_id } : null };
}

/** The same without what a card shows of each event. */
export async function findTimes(db: Database, territory: TerritoryId | null, filter: AgendaFilter, cursor: AgendaCursor | null, limit: number): Promise<AgendaTime[]> {
  const after = cursor ? sql`and (o.day, o.starts_at, o.event_id) > (${cursor.day}::date, ${cursor.startsAt}, ${cursor.event}::uuid)` : sql``;
  const times = (more: RawBuilder<unknown>) => sql`(select o.event_id, o.session, o.day, o.starts_at from occurrences o join contents c on c.id = o.event_id and c.state = 'published'
    where not o.opening ${conditions(territory, filter)} ${after} ${more} order by o.day, o.starts_at, o.event_id limit ${limit})`;
  // Only what began needs its end, which stands in the table and not in the index: few, apart from the many to come.
  const found = filter.notOverAt
    ? sql`${times(sql`and o.starts_at <= ${filter.notOverAt} and (o.whole_day or coalesce(o.ends_at, o.starts_at + interval '2 hours') > ${filter.notOverAt})`)}
        union all ${times(sql`and o.starts_at > ${filter.notOverAt}`)} order by day, starts_at, event_id limit ${limit}`
    : times(sql``);
  return (await whole(found).execute(db)).rows;
}

// Seven days, each with a morning and an afternoon: no event has more lines than these among those of a week.
const linesOfAWeek = 14;

/** What is open on these days over a period: exhibitions, each once, those that are open first before the others. */
export async function listOpen(db: Database, territory: TerritoryId | null, filter: AgendaFilter, limit: number): Promise<Card[]> {
  const { until } = filter.days;
  const soon = filter.days.from.add({ days: 6 });
  const days = { from: filter.days.from, until: until && Temporal.PlainDate.compare(until, soon) < 0 ? until : soon };
  const { rows } = await sql<{ event_id: ContentId }>`
    select event_id from (
      select o.event_id, o.day from occurrences o join contents c on c.id = o.event_id and c.state = 'published'
      where o.opening ${conditions(territory, { ...filter, days })} order by o.day, o.event_id limit ${limit * linesOfAWeek}) soon
    group by event_id order by min(day), event_id limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.event_id));
}

/** The filter as conditions on `occurrences o`. */
export function conditions(territory: TerritoryId | null, filter: AgendaFilter): RawBuilder<unknown> {
  const parts = [sql`and o.day >= ${filter.days.from.toString()}::date`];
  if (territory) parts.push(sql`and o.territory_id = ${territory}`);
  if (filter.days.until) parts.push(sql`and o.day <= ${filter.days.until.toString()}::date`);
  if (filter.type) parts.push(sql`and o.type = ${filter.type}`);
  if (filter.theme) parts.push(sql`and ${filter.theme} = any(o.themes)`);
  if (filter.audience) parts.push(sql`and (${filter.audience} = any(o.audience) or 'everyone' = any(o.audience))`);
  if (filter.age !== undefined) parts.push(sql`and coalesce(o.age_min, 0) <= ${filter.age} and coalesce(o.age_max, 120) >= ${filter.age}`);
  if (filter.free) parts.push(sql`and o.free`);
  if (filter.online) parts.push(sql`and o.online`);
  if (filter.accessibility) parts.push(sql`and ${filter.accessibility} = any(o.accessibility)`);
  if (filter.community) parts.push(sql`and o.event_id = any(array(select id from contents where community_id = ${filter.community} and kind = 'event' and state = 'published'))`);
  if (filter.near) parts.push(sql`and ${withinReach("o", filter.near)}`);
  return sql.join(parts, sql` `);
}

async function withCards(db: Database, rows: readonly AgendaTime[]): Promise<AgendaLine[]> {
  const cards = new Map((await listCardsAnywhere(db, [...new Set(rows.map((row) => row.event_id))])).map((card) => [card.id, card]));
  return rows.flatMap((row) => {
    const card = cards.get(row.event_id);
    return card ? [{ day: row.day, startLocal: row.start_local, endLocal: row.end_local, wholeDay: row.whole_day, card }] : [];
  });
}

/** Coming events that have a point, the soonest first: one for each event. */
export async function listOnMap(db: Database, territory: TerritoryId | null, filter: AgendaFilter, limit: number): Promise<AgendaLine[]> {
  // Twice as many times as points wanted: an event of many times stands once.
  const { rows } = await whole(sql`
    select distinct on (event_id) * from (
      select o.event_id, o.session, o.day, o.starts_at from occurrences o join contents c on c.id = o.event_id and c.state = 'published'
      where not o.opening and o.latitude is not null ${conditions(territory, filter)} order by o.day, o.starts_at limit ${limit * 2}) soon
    order by event_id, starts_at`).execute(db);
  return withCards(db, rows.slice(0, limit));
}
