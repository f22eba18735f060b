import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { ActorId } from "../federation/actor.ts";
import type { FarState } from "./far-community.ts";

export interface LockedFar {
  readonly actor: ActorId;
  readonly name: string;
  readonly handle: string;
  /** Nothing is heard from its server, everywhere or where this member is at home. */
  readonly shut: boolean;
}

/** A community of another server by who stands in for it here, locked until the transaction ends. */
export async function lockFarAnywhere(tx: Transaction, standIn: MemberId, member: MemberId): Promise<LockedFar | null> {
  const { rows } = await sql<LockedFar>`select a.id as actor, m.name, m.handle, exists (select from federation.restrictions r where r.server_id = a.server_id and r.trust = 'blocked'
      and (r.territory_id is null or r.territory_id = (select home_id from members where id = ${member}))) as shut
    from federation.actors a join members m on m.id = a.member_id and m.state = 'active' where a.member_id = ${standIn} and a.kind = 'community' and a.server_id is not null and a.state = 'active' for update of a`.execute(tx);
  return rows[0] ?? null;
}

export interface Standing {
  readonly state: FarState;
  readonly activity: string | null;
  readonly at: Temporal.Instant;
}

export async function readStanding(tx: Transaction, actor: ActorId, member: MemberId): Promise<Standing | null> {
  const { rows } = await sql<Standing>`select state, activity_uri as activity, at from federation.memberships where actor_id = ${actor} and member_id = ${member}`.execute(tx);
  return rows[0] ?? null;
}

export async function countStandingsAnywhere(tx: Transaction, member: MemberId): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from federation.memberships where member_id = ${member}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function insertAsked(tx: Transaction, actor: ActorId, member: MemberId, words: string, at: Temporal.Instant): Promise<void> {
  await sql`insert into federation.memberships (actor_id, member_id, state, words, at) values (${actor}, ${member}, 'asked', ${words}, ${at})`.execute(tx);
}

/** The asking as it was said; nothing when they don't ask any more. */
export async function writeAct(tx: Transaction, standIn: MemberId, member: MemberId, activity: string): Promise<void> {
  await sql`update federation.memberships g set activity_uri = ${activity} from federation.actors a where a.id = g.actor_id and a.member_id = ${standIn} and g.member_id = ${member}`.execute(tx);
}

export async function markIn(tx: Transaction, actor: ActorId, member: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`update federation.memberships set state = 'in', words = '', at = ${at} where actor_id = ${actor} and member_id = ${member}`.execute(tx);
}

export async function deleteStanding(tx: Transaction, actor: ActorId, member: MemberId): Promise<void> {
  await sql`delete from federation.memberships where actor_id = ${actor} and member_id = ${member}`.execute(tx);
}
