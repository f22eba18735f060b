import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { closeAllOf } from "./close-passport.ts";

export const forgets = ["passports.passports.member_id", "passports.openings.member_id", "passports.deeds.member_id"];

/** The platforms where a member is now are told that they are gone; the rest goes with the member. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await closeAllOf(tx, member);
}
