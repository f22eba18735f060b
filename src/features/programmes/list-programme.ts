import { sql, type RawBuilder } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ProgrammeLine } from "./programme.ts";

/** Times of one programme that are read at once, those at an hour first. */
export const mostLines = 4000;

/** What a programme shows of a time, from `occurrences o`, `contents c` and `events e`. */
export const lineColumns = sql`o.event_id as id, c.territory_id as territory, c.slug, c.title, c.summary, e.parent_id as parent, e.type, e.status, e.status_reason as "statusReason", e.first_start as "firstStart", e.zone,
  e.place_name as "placeName", e.commune_name as "communeName", e.latitude, e.longitude, e.online_url is not null as online, e.pricing, e.audience,
  o.day, o.start_local as "startLocal", o.end_local as "endLocal", o.whole_day as "wholeDay", o.opening, c.sequence, c.updated_at as "updatedAt"`;

/** What comes next below an event, from this day on. */
export async function listComingAnywhere(db: Database, event: { readonly id: ContentId; readonly highest: boolean }, from: Temporal.PlainDate, limit: number): Promise<ProgrammeLine[]> {
  const { rows } = await sql<ProgrammeLine>`
    select ${lineColumns} from occurrences o join contents c on c.id = o.event_id and c.state = 'published' join events e on e.content_id = o.event_id
    where ${belowOf(event)} and not o.opening and o.day >= ${from.toString()}::date order by o.day, o.starts_at, o.event_id limit ${limit}`.execute(db);
  return rows;
}

function belowOf(event: { readonly id: ContentId; readonly highest: boolean }): RawBuilder<unknown> {
  return event.highest ? sql`o.root_id = ${event.id}` : sql`o.parent_id = ${event.id}`;
}

/** All that is published below an event, by time: one range of an index. Callers have seen that the viewer may read the event. */
export async function listProgrammeAnywhere(db: Database, event: { readonly id: ContentId; readonly highest: boolean }, limit: number = mostLines): Promise<ProgrammeLine[]> {
  const { rows } = await sql<ProgrammeLine>`
    select ${lineColumns} from occurrences o join contents c on c.id = o.event_id and c.state = 'published' join events e on e.content_id = o.event_id
    where ${belowOf(event)} order by o.opening, o.day, o.starts_at, o.event_id limit ${limit}`.execute(db);
  return rows;
}
