import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { OperationInput } from "./input.ts";

export async function writeOperationRow(tx: Transaction, id: ContentId, input: OperationInput, callClosesAt: Temporal.Instant | null, at: Temporal.Instant): Promise<void> {
  await sql`
    insert into operations (content_id, territory_id, zone, starts_on, ends_on, call_until, call_closes_at, labels)
    select id, territory_id, ${input.zone}, ${input.startsOn}, ${input.endsOn}, ${input.callUntil}, ${callClosesAt}, ${input.labels} from contents where id = ${id}
    on conflict (content_id) do update set zone = excluded.zone, starts_on = excluded.starts_on, ends_on = excluded.ends_on, call_until = excluded.call_until, call_closes_at = excluded.call_closes_at, labels = excluded.labels`.execute(tx);
  // A territory that is no longer invited is out; one that has joined stays joined.
  await sql`delete from operation_territories where operation_id = ${id} and territory_id <> all(${input.territories}::uuid[])`.execute(tx);
  await sql`insert into operation_territories (operation_id, territory_id, state, since) select ${id}, t.id, 'invited', ${at} from territories t join contents c on c.id = ${id}
    where t.id = any(${input.territories}::uuid[]) and t.id <> c.territory_id on conflict do nothing`.execute(tx);
}

/** One decision at a time about what an operation holds. */
export async function lockOperation(tx: Transaction, id: ContentId): Promise<void> {
  await sql`select from operations where content_id = ${id} for update`.execute(tx);
}

export async function lockEventAnywhere(tx: Transaction, id: ContentId): Promise<ContentStanding | null> {
  const { rows } = await sql<ContentStanding>`
    select id, kind, territory_id as territory, state, published_at as "publishedAt", array(select member_id from content_authors a where a.content_id = c.id order by position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, community_id as community
    from contents c where id = ${id} and kind = 'event' for update`.execute(tx);
  return rows[0] ?? null;
}

export async function setTerritory(tx: Transaction, operation: ContentId, territory: TerritoryId, state: "invited" | "joined", at: Temporal.Instant): Promise<void> {
  await sql`update operation_territories set state = ${state}, since = ${at} where operation_id = ${operation} and territory_id = ${territory}`.execute(tx);
}

/** Null when it stands there already, accepted or waiting; one that was declined may be proposed again. */
export async function writeProposal(tx: Transaction, proposal: { readonly operation: ContentId; readonly event: ContentId; readonly territory: TerritoryId; readonly state: "proposed" | "accepted"; readonly by: MemberId; readonly at: Temporal.Instant }): Promise<boolean> {
  const { rows } = await sql`
    insert into operation_events (operation_id, event_id, territory_id, state, proposed_by, proposed_at, decided_by, decided_at)
    values (${proposal.operation}, ${proposal.event}, ${proposal.territory}, ${proposal.state}, ${proposal.by}, ${proposal.at}, ${proposal.state === "accepted" ? proposal.by : null}, ${proposal.state === "accepted" ? proposal.at : null})
    on conflict (operation_id, event_id) do update set state = excluded.state, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at, decided_by = excluded.decided_by, decided_at = excluded.decided_at
      where operation_events.state = 'declined' or (operation_events.state = 'proposed' and excluded.state = 'accepted') returning event_id`.execute(tx);
  return rows.length > 0;
}

export async function setDecision(tx: Transaction, decision: { readonly operation: ContentId; readonly event: ContentId; readonly state: "accepted" | "declined"; readonly label: string; readonly note: string; readonly by: MemberId; readonly at: Temporal.Instant }): Promise<boolean> {
  const { rows } = await sql`update operation_events set state = ${decision.state}, label = ${decision.label}, note = ${decision.note}, decided_by = ${decision.by}, decided_at = ${decision.at}
    where operation_id = ${decision.operation} and event_id = ${decision.event} returning event_id`.execute(tx);
  return rows.length > 0;
}

export async function removeEvent(tx: Transaction, operation: ContentId, event: ContentId): Promise<boolean> {
  const { rows } = await sql`delete from operation_events where operation_id = ${operation} and event_id = ${event} returning event_id`.execute(tx);
  return rows.length > 0;
}
