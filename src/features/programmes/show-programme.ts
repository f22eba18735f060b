import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { timeColumns } from "./list-programme.ts";
import { choicesOf, fits, linesOf, type ProgrammeChoices, type ProgrammeEvent, type ProgrammeFilter, type ProgrammeLine, type ProgrammeTime } from "./programme.ts";

/** What the page of a programme shows: as many times as it has room for, and how much there is beside. */
export interface ShownProgramme {
  /** Times at an hour, in their order. */
  readonly lines: readonly ProgrammeLine[];
  /** How many times fit the filter, shown or not; and how many events. */
  readonly timed: number;
  readonly count: number;
  /** What is open over several days, each once, with its first and last day. */
  readonly open: readonly { readonly event: ProgrammeEvent; readonly from: string; readonly until: string }[];
  /** Every event that has a time, whatever the filter, and what one can choose among them. */
  readonly events: readonly ProgrammeEvent[];
  readonly choices: ProgrammeChoices;
}

interface Sum {
  readonly days: readonly string[];
  readonly having: readonly ContentId[];
  readonly timed: number;
  readonly count: number;
  readonly open: readonly { id: ContentId; from: string; until: string }[];
}

/** The times of these events, in all or between two days. Callers have seen that the viewer may read them. */
export async function showProgrammeAnywhere(db: Database, all: readonly ProgrammeEvent[], filter: ProgrammeFilter, most: number, between?: { readonly startsOn: string; readonly endsOn: string }): Promise<ShownProgramme> {
  const ids = (events: readonly ProgrammeEvent[]) => sql`any(${events.map((event) => event.id)}::uuid[])`;
  const times = sql`times as materialized (select * from occurrences o where o.event_id = ${ids(all)} ${between ? sql`and o.day between ${between.startsOn}::date and ${between.endsOn}::date` : sql``})`;
  const fitting = sql`o.event_id = ${ids(all.filter((event) => fits(event, filter)))} ${filter.day ? sql`and o.day = ${filter.day}::date` : sql``}`;
  const [sums, shown] = await Promise.all([
    sql<Sum>`with ${times}, fitting as (select * from times o where ${fitting})
      select array(select distinct day::text from times where not opening order by 1) as days, array(select distinct event_id from times) as having,
        (select count(*)::int from fitting where not opening) as timed, (select count(distinct event_id)::int from fitting) as count,
        coalesce((select jsonb_agg(jsonb_build_object('id', event_id, 'from', first, 'until', last) order by first, begins, event_id) from
          (select event_id, min(day) as first, max(day) as last, min(starts_at) as begins from fitting where opening group by event_id) opened), '[]') as open`.execute(db),
    sql<ProgrammeTime>`with ${times} select ${timeColumns} from times o where not o.opening and ${fitting} order by o.day, o.starts_at, o.event_id limit ${most}`.execute(db),
  ]);
  const { days, having, timed, count, open } = sums.rows[0] ?? { days: [], having: [], timed: 0, count: 0, open: [] };
  const known = new Map(all.map((event) => [event.id, event]));
  const events = having.flatMap((id) => known.get(id) ?? []);
  return { lines: linesOf(shown.rows, all), timed, count, open: open.flatMap(({ id, from, until }) => { const event = known.get(id); return event ? [{ event, from, until }] : []; }), events, choices: choicesOf(events, days) };
}
