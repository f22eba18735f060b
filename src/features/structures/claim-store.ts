import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { MemberId, StructureId } from "../../platform/ids.ts";
import { uuidv7 } from "uuidv7";

export interface NewLink {
  readonly structure: StructureId;
  readonly member: MemberId;
  readonly hash: Buffer;
  readonly domain: string;
  readonly at: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** One link at a time for each member and structure: the last one sent. */
export async function insertLink(tx: Transaction, link: NewLink): Promise<void> {
  await sql`delete from structure_claims where structure_id = ${link.structure} and member_id = ${link.member} and state = 'mailed'`.execute(tx);
  await sql`insert into structure_claims (id, structure_id, member_id, state, secret_hash, expires_at, domain, asked_at)
    values (${uuidv7()}, ${link.structure}, ${link.member}, 'mailed', ${link.hash}, ${link.expiresAt}, ${link.domain}, ${link.at})`.execute(tx);
}

export interface ClaimLink {
  readonly id: string;
  readonly structure: StructureId;
  readonly member: MemberId;
  readonly domain: string;
}

/** The claim whose link this is, with the structure as it stands now; null when unknown, used or too old. */
export async function lockLinkAnywhere(tx: Transaction, hash: Buffer, now: Temporal.Instant): Promise<ClaimLink | null> {
  const { rows } = await sql<ClaimLink>`select id, standing_structure(structure_id) as structure, member_id as member, domain from structure_claims where secret_hash = ${hash} and state = 'mailed' and expires_at > ${now} for update`.execute(tx);
  return rows[0] ?? null;
}

/** False when this member waits for an answer already. */
export async function insertClaim(tx: Transaction, structure: StructureId, member: MemberId, words: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into structure_claims (id, structure_id, member_id, words, state, asked_at) values (${uuidv7()}, ${structure}, ${member}, ${words}, 'waiting', ${at}) on conflict do nothing`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function findWaitingClaimAnywhere(tx: Transaction, id: string): Promise<{ structure: StructureId; member: MemberId } | null> {
  const { rows } = await sql<{ structure: StructureId; member: MemberId }>`select structure_id as structure, member_id as member from structure_claims where id = ${id}::uuid and state = 'waiting'`.execute(tx);
  return rows[0] ?? null;
}

/** False when it was decided meanwhile. */
export async function closeClaim(tx: Transaction, id: string, state: "granted" | "refused", by: MemberId, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update structure_claims set state = ${state}, decided_at = ${at}, decided_by = ${by}, secret_hash = null, expires_at = null where id = ${id}::uuid and state in ('waiting', 'mailed')`.execute(tx);
  return Number(numAffectedRows) > 0;
}
