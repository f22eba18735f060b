import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { findTimes, type AgendaFilter } from "../agenda/list-agenda.ts";
import { heardOf } from "../contents/list-visible.ts";
import { linesOf, type ProgrammeEvent, type ProgrammeLine, type ProgrammeTime } from "./programme.ts";

/** Times of one programme that are read at once, those at an hour first. */
export const mostLines = 4000;

// Times are read apart from their events: a festival of 400 has thousands of times, and each event is wide.
/** From `occurrences o`. */
export const timeColumns = sql`o.event_id as id, o.day, o.start_local as "startLocal", o.end_local as "endLocal", o.whole_day as "wholeDay", o.opening`;
/** From `contents c` and `events e`. */
export const eventColumns = sql`c.id, c.territory_id as territory, c.slug, c.title, c.summary, e.parent_id as parent, e.type, e.status, e.status_reason as "statusReason", e.first_start as "firstStart", e.zone,
  e.place_name as "placeName", e.commune_name as "communeName", e.latitude, e.longitude, e.online_url is not null as online, e.pricing, e.audience, c.sequence, c.updated_at as "updatedAt"`;

interface Above {
  readonly id: ContentId;
  readonly highest: boolean;
}

/** All that is published below an event, by time: one range of an index for the times, one for the events. Callers have seen that the viewer may read the event. */
export async function listProgrammeAnywhere(db: Database, event: Above, limit: number = mostLines): Promise<ProgrammeLine[]> {
  const [times, events] = await Promise.all([
    sql<ProgrammeTime>`select ${timeColumns} from occurrences o where ${below("o", event)} order by o.opening, o.day, o.starts_at, o.event_id limit ${limit}`.execute(db),
    listBelowAnywhere(db, event),
  ]);
  return linesOf(times.rows, events);
}

/** The events themselves, whatever their times. */
export async function listBelowAnywhere(db: Database, event: Above): Promise<ProgrammeEvent[]> {
  return (await sql<ProgrammeEvent>`select ${eventColumns} from events e join contents c on c.id = e.content_id and c.state = 'published' where ${below("e", event)}`.execute(db)).rows;
}

/** The coming times of a territory's events, or of the whole network's without one, by day, with what a calendar says of each. */
export async function listTimes(db: Database, territory: TerritoryId | null, filter: AgendaFilter, limit: number): Promise<ProgrammeLine[]> {
  const times = await findTimes(db, territory, filter, null, limit);
  const { rows } = await sql<ProgrammeEvent>`select ${eventColumns} from contents c join events e on e.content_id = c.id where c.id = any(${[...new Set(times.map((time) => time.event_id))]}::uuid[]) and c.state = 'published' and ${heardOf}`.execute(db);
  return linesOf(times.map((time) => ({ id: time.event_id, day: time.day, startLocal: time.start_local, endLocal: time.end_local, wholeDay: time.whole_day, opening: false })), rows);
}

/** What comes next below an event, from this day on. */
export async function listComingAnywhere(db: Database, event: Above, from: Temporal.PlainDate, limit: number): Promise<ProgrammeLine[]> {
  const { rows } = await sql<ProgrammeLine>`
    select ${eventColumns}, ${timeColumns} from occurrences o join contents c on c.id = o.event_id and c.state = 'published' join events e on e.content_id = o.event_id
    where ${below("o", event)} and not o.opening and o.day >= ${from.toString()}::date order by o.day, o.starts_at, o.event_id limit ${limit}`.execute(db);
  return rows;
}

function below(table: "o" | "e", { id, highest }: Above): RawBuilder<unknown> {
  return sql`${sql.ref(`${table}.${highest ? "root_id" : "parent_id"}`)} = ${id}`;
}
