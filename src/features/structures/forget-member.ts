import type { Transaction } from "../../platform/database.ts";
import { touch, touchTerritory } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { forgetInMerges, leaveStructures } from "./forget-store.ts";
import type { LeftJob } from "./tell-animators.ts";

export const forgets = ["structures.recorded_by", "structure_members.member_id", "structure_claims.member_id", "structure_merges.by_id"];

/** A structure that loses its owner passes to whoever has edited it longest; one that loses everybody can be claimed again, and its animators are told. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  await forgetInMerges(tx, member);
  const left = await leaveStructures(tx, member);
  for (const { id, empty } of left) if (empty) await sendJob(tx, "structure-left-mails", { structure: id } satisfies LeftJob);
  await touch(tx, left.map((each) => touchTerritory(each.territory)));
}
