import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { eventColumns as programmeColumns, mostLines, timeColumns } from "../programmes/list-programme.ts";
import { linesOf, type ProgrammeEvent, type ProgrammeLine, type ProgrammeTime } from "../programmes/programme.ts";

/** The events of an operation with all that stands below them, from `accepted`. */
const family = sql`family (id) as (
  select event_id from accepted union select e.content_id from accepted a join events e on e.root_id = a.event_id union select e.content_id from accepted a join events e on e.parent_id = a.event_id)`;

function accepted(operation: ContentId, territory: TerritoryId | null) {
  return sql`accepted as materialized (select event_id from operation_events where operation_id = ${operation} and state = 'accepted' ${territory ? sql`and territory_id = ${territory}` : sql``})`;
}

/** The programme of an operation, in the whole of it or in one territory: the times between its first and its last day. Callers have seen that the viewer may read it. */
export async function listOperationProgramme(db: Database, operation: ContentId, days: { readonly startsOn: string; readonly endsOn: string }, territory: TerritoryId | null): Promise<ProgrammeLine[]> {
  const these = sql`with ${accepted(operation, territory)}, ${family}`;
  const [times, events] = await Promise.all([
    sql<ProgrammeTime>`${these} select ${timeColumns} from family f cross join lateral (select * from occurrences o where o.event_id = f.id and o.day between ${days.startsOn}::date and ${days.endsOn}::date offset 0) o
      order by o.opening, o.day, o.starts_at, o.event_id limit ${mostLines}`.execute(db),
    listOfOperation(db, operation, territory),
  ]);
  return linesOf(times.rows, events);
}

/** The events themselves, whatever their times. */
export async function listOfOperation(db: Database, operation: ContentId, territory: TerritoryId | null): Promise<ProgrammeEvent[]> {
  return (await sql<ProgrammeEvent>`with ${accepted(operation, territory)}, ${family} select ${programmeColumns} from family f join contents c on c.id = f.id and c.state = 'published' join events e on e.content_id = f.id`.execute(db)).rows;
}

export interface OperationFigures {
  readonly territory: TerritoryId;
  readonly events: number;
  readonly times: number;
  readonly places: number;
  readonly communes: number;
  readonly free: number;
}

/** How much there is between its first and its last day, territory by territory, and for whom. */
export async function countOperationAnywhere(db: Database, operation: ContentId, days: { readonly startsOn: string; readonly endsOn: string }): Promise<{ territories: OperationFigures[]; audiences: { audience: string; events: number }[] }> {
  const these = sql`with ${accepted(operation, null)}, ${family}, these as materialized (select * from (
    select c.territory_id, e.content_id, e.place_name, e.commune_code, e.commune_name, e.audience, e.pricing, (select count(*) from occurrences o where o.event_id = e.content_id and o.day between ${days.startsOn}::date and ${days.endsOn}::date) as times
    from family f join contents c on c.id = f.id and c.state = 'published' join events e on e.content_id = f.id) counted where times > 0)`;
  const [territories, audiences] = await Promise.all([
    sql<OperationFigures>`${these} select territory_id as territory, count(*) as events, sum(times)::bigint as times, count(distinct (place_name, commune_name)) filter (where place_name <> '') as places,
      count(distinct commune_code) as communes, count(*) filter (where pricing = 'free') as free from these group by territory_id order by count(*) desc, territory_id`.execute(db),
    sql<{ audience: string; events: number }>`${these} select audience, count(*) as events from (select unnest(audience) as audience from these) a group by audience order by count(*) desc, audience`.execute(db),
  ]);
  return { territories: territories.rows, audiences: audiences.rows };
}

export interface OperationEvent {
  readonly id: ContentId;
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly published: boolean;
  readonly state: "proposed" | "accepted" | "declined";
  readonly label: string;
  readonly note: string;
  readonly by: string | null;
  readonly proposedAt: Temporal.Instant;
}

const eventColumns = sql`c.id, c.territory_id as territory, c.slug, c.title, c.state = 'published' as published, oe.state, oe.label, oe.note, m.name as by, oe.proposed_at as "proposedAt"`;

/** What is proposed and accepted in one territory, the oldest waiting first: for those who decide there. */
export async function listProposals(db: Database, operation: ContentId, territory: TerritoryId): Promise<OperationEvent[]> {
  const { rows } = await sql<OperationEvent>`select ${eventColumns} from operation_events oe join contents c on c.id = oe.event_id and c.state <> 'draft' left join members m on m.id = oe.proposed_by
    where oe.operation_id = ${operation} and oe.territory_id = ${territory} order by array_position(array['proposed', 'accepted', 'declined'], oe.state), oe.proposed_at, c.id limit 1000`.execute(db);
  return rows;
}

/** What a member may propose, and what became of what they proposed. */
export async function listOwnForOperation({ db, viewer }: Context, operation: ContentId, territories: readonly TerritoryId[]): Promise<{ free: { id: ContentId; title: string }[]; proposed: OperationEvent[] }> {
  if (viewer.kind === "visitor") return { free: [], proposed: [] };
  const [free, proposed] = await Promise.all([
    sql<{ id: ContentId; title: string }>`select c.id, c.title from content_authors a join contents c on c.id = a.content_id and c.kind = 'event' and c.state <> 'withdrawn' and c.territory_id = any(${[...territories]}::uuid[])
      where a.member_id = ${viewer.id} and not exists (select from operation_events oe where oe.operation_id = ${operation} and oe.event_id = c.id and oe.state <> 'declined') order by c.created_at desc, c.id desc limit 100`.execute(db),
    sql<OperationEvent>`select ${eventColumns} from operation_events oe join contents c on c.id = oe.event_id join content_authors a on a.content_id = c.id and a.member_id = ${viewer.id} left join members m on m.id = oe.proposed_by
      where oe.operation_id = ${operation} order by oe.proposed_at, c.id limit 100`.execute(db),
  ]);
  return { free: free.rows, proposed: proposed.rows };
}

/** The operations in which an event stands, itself or by what is above it: their names are its labels. */
export async function listOperationsOfAnywhere(db: Database, event: ContentId): Promise<{ id: ContentId; territory: TerritoryId; slug: string; title: string; label: string }[]> {
  const { rows } = await sql<{ id: ContentId; territory: TerritoryId; slug: string; title: string; label: string }>`
    select distinct on (c.id) c.id, c.territory_id as territory, c.slug, c.title, oe.label from events e join operation_events oe on oe.event_id in (e.content_id, e.parent_id, e.root_id) and oe.state = 'accepted'
    join contents c on c.id = oe.operation_id and c.state = 'published' where e.content_id = ${event} order by c.id, oe.event_id = e.content_id desc`.execute(db);
  return rows;
}
