import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { SigningKeys } from "../../platform/signed-json.ts";
import type { Acceptance, HeardList, NetworkId, Peer, PeerState } from "./peer.ts";

export interface Self extends SigningKeys {
  readonly network: NetworkId | null;
  readonly acceptance: Acceptance | null;
}

export const peerColumns = sql`host, origin, state, invited_at as "invitedAt", public_key as key, issued_at as "issuedAt", acceptance, platforms, told_by as "toldBy", lists_us as "listsUs", since, changed_at as "changedAt", looked_at as "lookedAt", failing_since as "failingSince", trouble`;

/** One change of the network at a time: what is decided about one server depends on whether we are in a network at all. */
export async function holdNetwork(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('network', 0))`.execute(tx);
}

export async function readSelf(db: Database): Promise<Self | null> {
  const { rows } = await sql<Self>`select public_key as "publicKey", private_key as "privateKey", network, acceptance from network.self`.execute(db);
  return rows[0] ?? null;
}

export async function insertSelf(tx: Transaction, { publicKey, privateKey }: SigningKeys, at: Temporal.Instant): Promise<void> {
  await sql`insert into network.self (public_key, private_key, created_at) values (${publicKey}, ${privateKey}, ${at}) on conflict do nothing`.execute(tx);
}

export async function writeMembership(tx: Transaction, acceptance: Acceptance | null): Promise<void> {
  await sql`update network.self set network = ${acceptance?.network ?? null}::uuid, acceptance = ${acceptance ? json(acceptance) : null}`.execute(tx);
}

export async function readPeer(tx: Transaction, host: string): Promise<Peer | null> {
  const { rows } = await sql<Peer>`select ${peerColumns} from network.peers where host = ${host} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function readPeers(tx: Transaction, states: readonly PeerState[]): Promise<Peer[]> {
  const { rows } = await sql<Peer>`select ${peerColumns} from network.peers where state = any(${[...states]}::text[]) order by host for update`.execute(tx);
  return rows;
}

/** Strangers may invite us: so many wait, no more. */
export async function countStrangersAnywhere(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from network.peers where state in ('inviting', 'proposed') and invited_at is null`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function insertInvited(tx: Transaction, host: string, origin: string, by: MemberId | null, at: Temporal.Instant): Promise<void> {
  await sql`insert into network.peers (host, origin, state, invited_at, changed_at, member_id) values (${host}, ${origin}, 'invited', ${at}, ${at}, ${by})
    on conflict (host) do update set state = 'invited', invited_at = ${at}, changed_at = ${at}, member_id = ${by}, since = null`.execute(tx);
}

/** What its list says, with what follows from it. */
export async function writeHeard(tx: Transaction, heard: HeardList, state: PeerState, { listsUs, toldBy, at }: { listsUs: boolean; toldBy: string | null; at: Temporal.Instant }): Promise<void> {
  const since = state === "member" ? at : null;
  await sql`insert into network.peers (host, origin, state, public_key, issued_at, network, acceptance, platforms, told_by, lists_us, since, changed_at, looked_at)
    values (${heard.host}, ${heard.origin}, ${state}, ${heard.key}, ${heard.issuedAt}, ${heard.acceptance?.network ?? null}::uuid, ${heard.acceptance ? json(heard.acceptance) : null}, ${json(heard.platforms)}, ${toldBy}, ${listsUs}, ${since}, ${at}, ${at})
    on conflict (host) do update set origin = excluded.origin, state = excluded.state, public_key = excluded.public_key, issued_at = excluded.issued_at, network = excluded.network, acceptance = excluded.acceptance, platforms = excluded.platforms,
      told_by = coalesce(excluded.told_by, network.peers.told_by), lists_us = excluded.lists_us, looked_at = excluded.looked_at, failing_since = null, trouble = '',
      since = case when excluded.state = 'member' then coalesce(network.peers.since, excluded.since) end,
      changed_at = case when excluded.state = network.peers.state then network.peers.changed_at else excluded.changed_at end,
      member_id = case when excluded.state = network.peers.state then network.peers.member_id end`.execute(tx);
}

/** What we decided ourselves. */
export async function setPeerState(tx: Transaction, host: string, state: PeerState, by: MemberId | null, at: Temporal.Instant): Promise<void> {
  await sql`update network.peers set state = ${state}, since = ${state === "member" ? at : null}, invited_at = case when ${state === "member"} then invited_at end, changed_at = ${at}, member_id = ${by} where host = ${host}`.execute(tx);
}

export async function deletePeer(tx: Transaction, host: string): Promise<void> {
  await sql`delete from network.peers where host = ${host}`.execute(tx);
}

/** Why its list couldn't be read, and since when. */
export async function writeTrouble(tx: Transaction, host: string, trouble: string, at: Temporal.Instant): Promise<void> {
  await sql`update network.peers set looked_at = ${at}, trouble = ${trouble}, failing_since = coalesce(failing_since, ${at}) where host = ${host}`.execute(tx);
}
