import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { CommunityId, MemberId } from "../../platform/ids.ts";

/** The last asking is the one that is answered. */
export async function writeAdmission(tx: Transaction, community: CommunityId, member: MemberId, activity: string): Promise<void> {
  await sql`insert into federation.admissions (community_id, member_id, activity_uri) values (${community}, ${member}, ${activity}) on conflict (community_id, member_id) do update set activity_uri = excluded.activity_uri`.execute(tx);
}

export async function readAdmission(db: Database, community: CommunityId, member: MemberId): Promise<string | null> {
  const { rows } = await sql<{ activity: string }>`select activity_uri as activity from federation.admissions where community_id = ${community} and member_id = ${member}`.execute(db);
  return rows[0]?.activity ?? null;
}

export async function deleteAdmission(tx: Transaction, community: CommunityId, member: MemberId): Promise<void> {
  await sql`delete from federation.admissions where community_id = ${community} and member_id = ${member}`.execute(tx);
}
