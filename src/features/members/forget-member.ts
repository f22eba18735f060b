import type { Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { deleteMember, forgetHappenings, homeOf } from "./store.ts";

export const forgets: readonly string[] = [];

/** What happened to a member or by them, then their row: the database takes away what hangs from it. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  const home = await homeOf(tx, member);
  await forgetHappenings(tx, member);
  await deleteMember(tx, member);
  await touch(tx, [`member:${member}`, "network", ...(home ? [`territory:${home}` as const] : [])]);
}
