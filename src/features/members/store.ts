import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ProfileInput } from "./input.ts";

export async function updateProfile(tx: Transaction, member: MemberId, input: ProfileInput, home: TerritoryId): Promise<void> {
  await sql`update members set name = ${input.name}, bio = ${input.bio}, commune = ${input.commune}, links = ${json(input.links)}, interests = ${input.interests},
    listed = ${input.listed}, indexed = ${input.indexed}, home_id = ${home},
    picture_id = (select id from media where id = ${input.picture} and owner_id = ${member}) where id = ${member}`.execute(tx);
}

export async function homeOf(tx: Transaction, member: MemberId): Promise<TerritoryId | null> {
  const { rows } = await sql<{ home: TerritoryId }>`select home_id as home from members where id = ${member} for update`.execute(tx);
  return rows[0]?.home ?? null;
}

/** The record of what happened keeps no trace of who: neither as what it happened to, nor as who did it. */
export async function forgetHappenings(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from facts where subject_id = ${member} or payload ->> 'by' = ${member} or payload ->> 'member' = ${member}`.execute(tx);
  await sql`delete from throttles where key like ${`%${member}%`}`.execute(tx);
}

export async function deleteMember(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from members where id = ${member}`.execute(tx);
}
