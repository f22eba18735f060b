import type { Transaction } from "../../platform/database.ts";
import { record, touchTerritory } from "../../platform/facts.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import { closeEverySessionWithin } from "../accounts/close-session.ts";
import { hideCommentsOf, restoreCommentsOf } from "../comments/hide-comments.ts";
import { hideContentsOf, restoreContentsOf } from "../contents/hide-contents.ts";
import { closeAllOf } from "../passports/close-passport.ts";
import type { MemberRestored, MemberSuspended } from "./facts.ts";
import { anyStanding, markEnded, setPersonState, type StandingSuspension } from "./store.ts";

/** They are out everywhere from now on, also of the platforms of other servers, and what they wrote alone is hidden. Bears being run twice. */
export async function shutOut(tx: Transaction, { id, home }: { readonly id: MemberId; readonly home: TerritoryId }, at: Temporal.Instant): Promise<void> {
  await setPersonState(tx, id, "suspended");
  await closeEverySessionWithin(tx, id);
  await closeAllOf(tx, id);
  const touches = [...(await hideContentsOf(tx, id, at)), ...(await hideCommentsOf(tx, id))];
  await record<MemberSuspended>(tx, { kind: "member.suspended", territory: home, subject: id }, [`member:${id}`, touchTerritory(home), "network", ...touches]);
}

/** One suspension is over; when no other stands, they come in again and what they wrote shows as before. Whether they do. */
export async function endStanding(tx: Transaction, { id, member }: Pick<StandingSuspension, "id" | "member">, home: TerritoryId, by: MemberId | null, at: Temporal.Instant): Promise<boolean> {
  await markEnded(tx, id, by, at);
  if (await anyStanding(tx, member)) return false;
  await setPersonState(tx, member, "active");
  const touches = [...(await restoreContentsOf(tx, member, at)), ...(await restoreCommentsOf(tx, member))];
  await record<MemberRestored>(tx, { kind: "member.restored", territory: home, subject: member }, [`member:${member}`, touchTerritory(home), "network", ...touches]);
  return true;
}
