import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { Decider, PersonStanding, Suspended, SuspensionId } from "./suspension.ts";

export const personColumns = sql`m.id, m.name, m.handle, m.home_id as home, m.coordinator, m.state, array(select territory_id from animators a where a.member_id = m.id) as animates`;

/** Held until the transaction ends: nothing else is decided about them meanwhile. */
export async function lockPerson(tx: Transaction, member: MemberId): Promise<PersonStanding | null> {
  const { rows } = await sql<PersonStanding>`select ${personColumns} from members m where m.id = ${member} for update`.execute(tx);
  return rows[0] ?? null;
}

export interface NewSuspension {
  readonly id: SuspensionId;
  readonly member: MemberId;
  readonly territory: TerritoryId;
  readonly decidedBy: Decider;
  readonly reason: string;
  readonly by: MemberId | null;
  readonly at: Temporal.Instant;
  readonly until: Temporal.Instant | null;
}

/** False when one of this kind stands already. */
export async function insertSuspension(tx: Transaction, s: NewSuspension): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into suspensions (id, member_id, territory_id, decided_by, reason, by_id, at, until)
    values (${s.id}, ${s.member}, ${s.territory}, ${s.decidedBy}, ${s.reason}, ${s.by}, ${s.at}, ${s.until}) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export interface StandingSuspension {
  readonly id: SuspensionId;
  readonly member: MemberId;
  readonly territory: TerritoryId;
  readonly decidedBy: Decider;
  readonly until: Temporal.Instant | null;
}

export async function readStanding(tx: Database | Transaction, which: { readonly id: SuspensionId } | { readonly member: MemberId; readonly decidedBy: "home" }): Promise<StandingSuspension | null> {
  const { rows } = await sql<StandingSuspension>`select id, member_id as member, territory_id as territory, decided_by as "decidedBy", until from suspensions
    where ended_at is null and ${"id" in which ? sql`id = ${which.id}` : sql`member_id = ${which.member} and decided_by = ${which.decidedBy}`}`.execute(tx);
  return rows[0] ?? null;
}

export async function markEnded(tx: Transaction, id: SuspensionId, by: MemberId | null, at: Temporal.Instant): Promise<void> {
  await sql`update suspensions set ended_at = ${at}, ended_by = ${by} where id = ${id}`.execute(tx);
}

export async function anyStanding(tx: Transaction, member: MemberId): Promise<boolean> {
  return (await sql`select from suspensions where member_id = ${member} and ended_at is null limit 1`.execute(tx)).rows.length > 0;
}

export async function setPersonState(tx: Transaction, member: MemberId, state: "active" | "suspended"): Promise<void> {
  await sql`update members set state = ${state} where id = ${member} and state <> 'deleted'`.execute(tx);
}

/** Where to write to them; null for those of other servers. */
export async function addressOf(tx: Transaction, member: MemberId): Promise<Pick<Suspended, "email" | "locale"> | null> {
  const { rows } = await sql<Pick<Suspended, "email" | "locale">>`select u.email, m.locale from members m join accounts.users u on u.id = m.id where m.id = ${member}`.execute(tx);
  return rows[0] ?? null;
}
