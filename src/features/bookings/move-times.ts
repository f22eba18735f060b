import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { newId, type BookingTimeId, type ContentId } from "../../platform/ids.ts";
import { addSeats, fits, type BookingTime, type Telling } from "./booking.ts";
import { matchTimes } from "./matching.ts";
import { markFullness, promoteWaiting } from "./promote-waiting.ts";
import { findEventAnywhere, listTimesAnywhere, showOfferAnywhere } from "./show-offer.ts";
import { bumpSequence, dropTime, insertTime, listAgendaTimesAnywhere, listLiveAnywhere, listStoppedAnywhere, lockEventAnywhere, moveTime, setState, setToldStatus, showMarksAnywhere, stop } from "./store.ts";
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

const off = ["cancelled", "withdrawn"];

/**
 * An event that is cancelled, or that its readers can no longer open, stops its bookings; taken up again, it gives them
 * back. One that is postponed keeps them, and says so.
 */
async function tellStatus(tx: Transaction, event: ContentId, now: Temporal.Instant): Promise<void> {
  const [standing, marks] = [await findEventAnywhere(tx, event), await showMarksAnywhere(tx, event)];
  if (!standing || !marks) return;
  const status = ["published", "reserved"].includes(standing.state) ? standing.status : "withdrawn";
  if (marks.toldStatus === status) return;
  await setToldStatus(tx, event, status);
  const [stops, back] = [off.includes(status), off.includes(marks.toldStatus)];
  for (const time of await listTimesAnywhere(tx, event, now)) {
    if (back && !stops) await restoreAll(tx, event, time, status === "postponed" ? "postponed" : "restored");
    else if (stops && !back) await stopAll(tx, time, status === "cancelled" ? "event-cancelled" : "event-withdrawn");
    else if (status === "postponed") await tellAll(tx, time, "postponed");
  }
}

async function tellAll(tx: Transaction, time: Pick<BookingTime, "id">, what: Telling & ("moved" | "event-cancelled" | "postponed")): Promise<void> {
  for (const { id } of await listLiveAnywhere(tx, time.id)) {
    if (what === "event-cancelled") await setState(tx, id, "cancelled");
    else await bumpSequence(tx, id);
    await tellBooking(tx, id, what);
  }
}

async function stopAll(tx: Transaction, time: Pick<BookingTime, "id">, what: Telling & ("event-cancelled" | "event-withdrawn")): Promise<void> {
  for (const { id } of await listLiveAnywhere(tx, time.id)) {
    await stop(tx, id);
    await tellBooking(tx, id, what);
  }
}

/** What stood before the event was off stands again, in the order of booking. Where seats are fewer by now, the last wait. */
async function restoreAll(tx: Transaction, event: ContentId, time: BookingTime, what: Telling & ("restored" | "postponed")): Promise<void> {
  const offer = await showOfferAnywhere(tx, event);
  let { taken } = time;
  for (const { id, stopped, seats } of await listStoppedAnywhere(tx, time.id)) {
    const booked = offer !== null && stopped === "booked" && fits(offer.kinds, { capacity: time.capacity, taken }, seats);
    if (booked) taken = addSeats(taken, seats);
    await setState(tx, id, booked ? "booked" : "waiting");
    await tellBooking(tx, id, what);
  }
}
