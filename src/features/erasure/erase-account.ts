import { inTransaction, type Database } from "../../platform/database.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { takeLeave } from "../accounts/ask-to-leave.ts";
import type { LeavingChoice } from "../members/leaving.ts";
import { eraseMember } from "./erase-member.ts";

/** The link of the mail was opened and confirmed: the member is erased at once, for good. */
export async function eraseAccount(db: Database, now: Temporal.Instant, secret: string): Promise<Outcome<LeavingChoice, "stale">> {
  return inTransaction(db, async (tx): Promise<Outcome<LeavingChoice, "stale">> => {
    const leave = await takeLeave(tx, now, secret);
    if (!leave) return refused("stale");
    await eraseMember(tx, leave.member, leave.choice);
    return done(leave.choice);
  });
}
