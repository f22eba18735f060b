import type { Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import type { MemberId } from "../../platform/ids.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { deleteSuggestedAndInvited, leaveShared, lockCuratedAnywhere, passOn } from "./forget-store.ts";

export const forgets: readonly string[] = ["dossiers.owner_id", "dossier_invitations.member_id", "dossier_invitations.invited_by", "dossier_suggestions.member_id", "dossier_suggestions.decided_by"];

/**
 * A dossier of several stays with the other curators, whatever becomes of the member's own texts; one that they curated alone
 * has no owner any more, and is kept or deleted with what else they wrote (features/contents). What they suggested goes, and
 * so do the invitations to and from them.
 */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  const curated = await lockCuratedAnywhere(tx, member);
  await passOn(tx, member);
  await leaveShared(tx, member);
  await deleteSuggestedAndInvited(tx, member);
  await touch(tx, curated.flatMap((dossier) => touchesOf(dossier)));
}
