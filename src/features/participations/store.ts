import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import type { EventToJoin, ParticipationState, ToldOfGoing } from "./participation.ts";

const eventColumns = sql`c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", c.community_id as community,
  array(select member_id from content_authors a where a.content_id = c.id order by position) as authors, (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure,
  e.status, e.ends_at as "endsAt", e.joining, (select t.elsewhere from territories t where t.id = c.territory_id) as elsewhere, e.booking_url is not null or exists (select from booking_offers f where f.event_id = c.id) as booked`;

export async function readEventToJoin(db: Database | Transaction, id: ContentId): Promise<EventToJoin | null> {
  const { rows } = await sql<EventToJoin>`select ${eventColumns} from contents c join events e on e.content_id = c.id where c.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The same, locked: whoever comes is counted one after the other. */
export async function lockEventToJoin(tx: Transaction, id: ContentId): Promise<EventToJoin | null> {
  await sql`select from events where content_id = ${id} for update`.execute(tx);
  return readEventToJoin(tx, id);
}

export async function readState(db: Database | Transaction, event: ContentId, member: MemberId): Promise<ParticipationState | null> {
  const { rows } = await sql<{ state: ParticipationState }>`select state from participations where content_id = ${event} and member_id = ${member}`.execute(db);
  return rows[0]?.state ?? null;
}

/** Whether somebody waits for an answer already: who organises isn't written to for each. */
export async function anyAsked(tx: Transaction, event: ContentId): Promise<boolean> {
  const { rows } = await sql`select from participations where content_id = ${event} and state = 'asked' limit 1`.execute(tx);
  return rows.length > 0;
}

/** With its lock held: what somebody is to this event from now on, and how many come. Null: nothing any more. */
export async function writeState(tx: Transaction, event: ContentId, member: MemberId, before: ParticipationState | null, after: ParticipationState | null, more: { readonly message?: string; readonly at: Temporal.Instant }): Promise<void> {
  const key = sql`content_id = ${event} and member_id = ${member}`;
  if (after === null) await sql`delete from participations where ${key}`.execute(tx);
  else if (before === null) await sql`insert into participations (content_id, member_id, state, message, at) values (${event}, ${member}, ${after}, ${more.message ?? ""}, ${more.at})`.execute(tx);
  else await sql`update participations set state = ${after} ${more.message === undefined ? sql`` : sql`, message = ${more.message}, at = ${more.at}`} where ${key}`.execute(tx);
  const change = Number(after === "going") - Number(before === "going");
  if (change !== 0) await sql`update events set going = going + ${change} where content_id = ${event}`.execute(tx);
}

const toldColumns = sql`u.email, m.locale, c.title, jsonb_build_object('id', c.id, 'kind', c.kind, 'slug', c.slug, 'territory', c.territory_id) as content, (select s.url from content_sources s where s.content_id = c.id) as url`;

/** Who organises, as mails reach them. */
export async function listOrganisersToTellAnywhere(tx: Transaction, event: ContentId): Promise<ToldOfGoing[]> {
  const { rows } = await sql<ToldOfGoing>`select ${toldColumns} from content_authors a join members m on m.id = a.member_id and m.state = 'active' join accounts.users u on u.id = m.id join contents c on c.id = a.content_id
    where a.content_id = ${event} order by a.position limit 12`.execute(tx);
  return rows;
}

/** Who said that they come, as mails reach them: nobody of another server. */
export async function readToldOfGoing(tx: Transaction, event: ContentId, member: MemberId): Promise<ToldOfGoing | null> {
  const { rows } = await sql<ToldOfGoing>`select ${toldColumns} from members m join accounts.users u on u.id = m.id join contents c on c.id = ${event} where m.id = ${member} and m.state = 'active'`.execute(tx);
  return rows[0] ?? null;
}

export async function deleteParticipationsOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`update events set going = going - 1 where content_id in (select content_id from participations where member_id = ${member} and state = 'going')`.execute(tx);
  await sql`delete from participations where member_id = ${member}`.execute(tx);
}

/** How many come as the server counts where the event stands. */
export async function writeGoingTold(tx: Transaction, event: ContentId, count: number | null): Promise<void> {
  await sql`update events set going_told = ${count} where content_id = ${event} and going_told is distinct from ${count}`.execute(tx);
}
