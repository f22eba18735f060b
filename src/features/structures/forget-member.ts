import type { Transaction } from "../../platform/database.ts";
import { touch, touchTerritory } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { forgetInMerges, leaveStructures } from "./forget-store.ts";

export const forgets = ["structures.recorded_by", "structure_members.member_id", "structure_claims.member_id", "structure_merges.by_id"];

/** A structure that loses its owner passes to whoever has edited it longest; one that loses everybody can be claimed again. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await forgetInMerges(tx, member);
  const left = await leaveStructures(tx, member);
  await touch(tx, left.map((each) => touchTerritory(each.territory)));
}
