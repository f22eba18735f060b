import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { Transaction } from "../../platform/database.ts";
import type { CommunityId, MemberId } from "../../platform/ids.ts";

export interface NewInvitation {
  readonly community: CommunityId;
  readonly by: MemberId;
  readonly hash: Buffer;
  readonly most: number;
  readonly at: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

export async function insertInvitation(tx: Transaction, { community, by, hash, most, at, expiresAt }: NewInvitation): Promise<void> {
  await sql`insert into community_invitations (id, community_id, secret_hash, made_by, made_at, expires_at, most) values (${uuidv7()}, ${community}, ${hash}, ${by}, ${at}, ${expiresAt}, ${most})`.execute(tx);
}

/** How many links of a community still let somebody in. */
export async function countStandingAnywhere(tx: Transaction, community: CommunityId, now: Temporal.Instant): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from community_invitations where community_id = ${community} and revoked_at is null and expires_at > ${now} and uses < most`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function findCommunityOfInvitationAnywhere(tx: Transaction, invitation: string): Promise<CommunityId | null> {
  const { rows } = await sql<{ community: CommunityId }>`select community_id as community from community_invitations where id = ${invitation}`.execute(tx);
  return rows[0]?.community ?? null;
}

export async function revoke(tx: Transaction, invitation: string, at: Temporal.Instant): Promise<void> {
  await sql`update community_invitations set revoked_at = coalesce(revoked_at, ${at}) where id = ${invitation}`.execute(tx);
}

/** The community that a link opens; null when it is unknown, revoked, too old or used up. */
export async function findOpenedAnywhere(tx: Transaction, hash: Buffer, now: Temporal.Instant): Promise<{ id: string; community: CommunityId } | null> {
  const { rows } = await sql<{ id: string; community: CommunityId }>`
    select id, community_id as community from community_invitations where secret_hash = ${hash} and revoked_at is null and expires_at > ${now} and uses < most`.execute(tx);
  return rows[0] ?? null;
}

/** Counts one more use; false when the link has none left, or stopped being good meanwhile. */
export async function spend(tx: Transaction, invitation: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`update community_invitations set uses = uses + 1 where id = ${invitation} and revoked_at is null and expires_at > ${now} and uses < most returning 1`.execute(tx);
  return rows.length > 0;
}
