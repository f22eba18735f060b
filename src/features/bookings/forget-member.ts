import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { markFullness, promoteWaiting } from "./promote-waiting.ts";
import { showOfferAnywhere, showTimeAnywhere } from "./show-offer.ts";
import { deleteBookingsOf, listTimesOfMemberAnywhere, lockTimeAnywhere } from "./store.ts";

export const forgets = ["bookings.member_id"];

/** What a member booked: their seats go to those who wait. */
export async function forgetMember(tx: Transaction, member: MemberId): Promise<void> {
  const times = await listTimesOfMemberAnywhere(tx, member);
  for (const time of times) await lockTimeAnywhere(tx, time);
  await deleteBookingsOf(tx, member);
  const now = Temporal.Now.instant();
  for (const id of times) {
    const time = await showTimeAnywhere(tx, id);
    const offer = time ? await showOfferAnywhere(tx, time.event) : null;
    if (!time || !offer) continue;
    await promoteWaiting(tx, offer, id, now);
    await markFullness(tx, time.event, offer, now);
  }
}
