import type { Transaction } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import { findAccountAnywhere } from "./find-account.ts";
import { insertAnimator, insertAnimatorInvitation, takeAnimatorInvitations } from "./store.ts";

/** Names who animates a new territory: those who have an account do from now on, the others once they made one under this address. Whose address is known is said. */
export async function inviteAnimators(tx: Transaction, territory: TerritoryId, emails: readonly string[], at: Temporal.Instant): Promise<{ email: string; known: boolean }[]> {
  const invited: { email: string; known: boolean }[] = [];
  for (const email of new Set(emails)) {
    const member = await findAccountAnywhere(tx, email);
    if (member) await insertAnimator(tx, territory, member as MemberId);
    else await insertAnimatorInvitation(tx, territory, email, at);
    invited.push({ email, known: member !== null });
  }
  return invited;
}

/** Whoever was invited animates, once the address is theirs beyond doubt. */
export async function becomeAnimator(tx: Transaction, email: string, member: MemberId): Promise<void> {
  await takeAnimatorInvitations(tx, email, member);
}
