import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { FamilyPlace } from "./family.ts";

/** These events with what deciding about them needs, locked in one order whoever asks. */
export async function lockEventsAnywhere(tx: Transaction, ids: readonly ContentId[]): Promise<ContentStanding[]> {
  const { rows } = await sql<ContentStanding>`
    select id, kind, territory_id as territory, state, published_at as "publishedAt", array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, community_id as community
    from contents c where id = any(${[...ids]}::uuid[]) and kind = 'event' order by id for update`.execute(tx);
  return rows;
}

/** One change of families at a time in a territory: two that are right alone may make a circle together. */
export async function lockFamilies(tx: Transaction, territory: TerritoryId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`families/${territory}`}, 0))`.execute(tx);
}

export async function findPlaceAnywhere(tx: Transaction, event: ContentId): Promise<FamilyPlace | null> {
  const { rows } = await sql<FamilyPlace>`
    with recursive above (id, parent_id, step) as (
      select content_id, parent_id, 0 from events where content_id = ${event}
      union all select e.content_id, e.parent_id, a.step + 1 from above a join events e on e.content_id = a.parent_id where a.step < 5),
    below (id, level) as (
      select content_id, 1 from events where content_id = ${event}
      union all select e.content_id, b.level + 1 from below b join events e on e.parent_id = b.id where b.level < 5)
    select ${event}::uuid as id, array(select id from above order by step) as line, (select max(level) from below) as height, (select count(*) - 1 from below) as below
    where exists (select from above)`.execute(tx);
  return rows[0] ?? null;
}

/** Puts an event and what is below it under this parent, or on its own without one; its times are found in the new programme. */
export async function setParent(tx: Transaction, child: ContentId, parent: FamilyPlace | null, at: Temporal.Instant): Promise<void> {
  const root = parent?.line.at(-1) ?? null;
  await sql`update events set parent_id = ${parent?.id ?? null}, root_id = ${root} where content_id = ${child}`.execute(tx);
  await sql`
    with recursive below (id) as (select content_id from events where parent_id = ${child} union all select e.content_id from below b join events e on e.parent_id = b.id)
    update events set root_id = ${root ?? child} where content_id in (select id from below)`.execute(tx);
  await sql`
    with recursive family (id) as (select ${child}::uuid union all select e.content_id from family f join events e on e.parent_id = f.id)
    update occurrences o set parent_id = e.parent_id, root_id = e.root_id from events e where e.content_id = o.event_id and e.content_id in (select id from family)`.execute(tx);
  await sql`update contents set updated_at = ${at}, sequence = sequence + 1 where id = ${child}`.execute(tx);
  await sql`delete from event_proposals where child_id = ${child}`.execute(tx);
}

/** A later proposal takes the place of the one before: an event stands in one programme. */
export async function writeProposal(tx: Transaction, child: ContentId, parent: ContentId, by: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`insert into event_proposals (child_id, parent_id, proposed_by, at) values (${child}, ${parent}, ${by}, ${at})
    on conflict (child_id) do update set parent_id = excluded.parent_id, proposed_by = excluded.proposed_by, at = excluded.at`.execute(tx);
}

/** Takes a proposal away; false when there was none. */
export async function takeProposal(tx: Transaction, child: ContentId, parent: ContentId): Promise<boolean> {
  const { rows } = await sql`delete from event_proposals where child_id = ${child} and parent_id = ${parent} returning child_id`.execute(tx);
  return rows.length > 0;
}

/** What this member made by this submission: the new event, and how many with all that is below. */
export async function findOnesMadeAnywhere(tx: Transaction, submission: string, by: MemberId): Promise<{ id: ContentId; count: number } | null> {
  const { rows } = await sql<{ id: ContentId; count: number }>`select c.id, 1 + (select count(*) from events e where e.root_id = c.id) as count from contents c where c.submission = ${submission} and c.created_by = ${by}`.execute(tx);
  return rows[0] ?? null;
}
