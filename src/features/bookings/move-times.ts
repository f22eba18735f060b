import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { newId, type BookingTimeId, type ContentId } from "../../platform/ids.ts";
import type { BookingTime, Telling } from "./booking.ts";
import { matchTimes } from "./matching.ts";
import { markFullness, promoteWaiting } from "./promote-waiting.ts";
import { findEventAnywhere, listTimesAnywhere, showOfferAnywhere } from "./show-offer.ts";
import { bumpSequence, dropTime, insertTime, listAgendaTimesAnywhere, listLiveAnywhere, lockEventAnywhere, moveTime, setState, setToldStatus, showMarksAnywhere } from "./store.ts";
import { tellBooking } from "./tell-booking.ts";

/** What happens to the bookings of an event that was edited: everybody whose time moved, or no longer is, is written to. Bears being run twice. */
export async function moveTimes(db: Database, event: ContentId, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (!(await showOfferAnywhere(tx, event))) return;
    await lockEventAnywhere(tx, event);
    await settleTimes(tx, event, now);
  });
}

/** Brings the bookable times of an event in line with its agenda and its state. Callers hold the event's times and offer. */
export async function settleTimes(tx: Transaction, event: ContentId, now: Temporal.Instant): Promise<void> {
  const { kept, added, dropped } = matchTimes(await listTimesAnywhere(tx, event, null), await listAgendaTimesAnywhere(tx, event), now);
  for (const { from, to, moved } of kept) {
    await moveTime(tx, from.id, to);
    if (moved) await tellAll(tx, from, "moved");
  }
  for (const time of added) await insertTime(tx, event, newId<BookingTimeId>(), time);
  for (const time of dropped) {
    await tellAll(tx, time, "event-cancelled");
    await dropTime(tx, time.id);
  }
  await tellStatus(tx, event, now);
  const offer = await showOfferAnywhere(tx, event);
  if (!offer) return;
  for (const time of await listTimesAnywhere(tx, event, now)) await promoteWaiting(tx, offer, time.id, now);
  await markFullness(tx, event, offer, now);
}

/** An event that is cancelled cancels its bookings; one that is postponed keeps them, and says so. */
async function tellStatus(tx: Transaction, event: ContentId, now: Temporal.Instant): Promise<void> {
  const [standing, marks] = [await findEventAnywhere(tx, event), await showMarksAnywhere(tx, event)];
  if (!standing || !marks || standing.state === "draft" || marks.toldStatus === standing.status) return;
  await setToldStatus(tx, event, standing.status);
  if (standing.status !== "cancelled" && standing.status !== "postponed") return;
  for (const time of await listTimesAnywhere(tx, event, now)) await tellAll(tx, time, standing.status === "cancelled" ? "event-cancelled" : "postponed");
}

async function tellAll(tx: Transaction, time: Pick<BookingTime, "id">, what: Telling & ("moved" | "event-cancelled" | "postponed")): Promise<void> {
  for (const booking of await listLiveAnywhere(tx, time.id)) {
    if (what === "event-cancelled") await setState(tx, booking, "cancelled");
    else await bumpSequence(tx, booking);
    await tellBooking(tx, booking, what);
  }
}
