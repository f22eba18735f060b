import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { ProfileInput } from "./input.ts";

export async function updateProfile(tx: Transaction, member: MemberId, input: ProfileInput, home: TerritoryId): Promise<void> {
  await sql`update members set name = ${input.name}, bio = ${input.bio}, commune = ${input.commune}, links = ${json(input.links)}, interests = ${input.interests},
    listed = ${input.listed}, indexed = ${input.indexed}, home_id = ${home},
    picture_id = (select id from media where id = ${input.picture} and owner_id = ${member}) where id = ${member}`.execute(tx);
}
