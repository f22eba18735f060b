import type { Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { settleTimes } from "./move-times.ts";
import { listTimesAnywhere } from "./show-offer.ts";
import { copyOfferRow, setCapacity } from "./store.ts";

/**
 * Books the drafts made from other events as those were booked: kinds of seats, questions, seats date by date where there
 * are as many dates. Nobody's booking comes along.
 */
export async function copyOffers(tx: Transaction, copies: readonly { readonly from: ContentId; readonly to: ContentId }[], now: Temporal.Instant): Promise<void> {
  for (const { from, to } of copies) {
    if (!(await copyOfferRow(tx, from, to))) continue;
    await settleTimes(tx, to, now);
    const [before, after] = [(await listTimesAnywhere(tx, from, null)).filter((each) => !each.dropped), await listTimesAnywhere(tx, to, null)];
    if (before.length !== after.length) continue;
    for (const [index, { capacity }] of before.entries()) {
      const time = after[index];
      if (time && time.capacity !== capacity) await setCapacity(tx, to, time.id, capacity);
    }
  }
}
