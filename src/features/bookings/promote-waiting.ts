import type { Transaction } from "../../platform/database.ts";
import type { BookingTimeId, ContentId } from "../../platform/ids.ts";
import { setFullness } from "../agenda/set-fullness.ts";
import { isFull, takesBookings, whoMovesUp, type BookingOffer } from "./booking.ts";
import { listWaitingAnywhere } from "./list-bookings.ts";
import { listTimesAnywhere, showTimeAnywhere } from "./show-offer.ts";
import { setMarkedFull, setState, showMarksAnywhere } from "./store.ts";
import { tellBooking } from "./tell-booking.ts";

/** Gives the seats that came free to those who wait. Callers hold the time. */
export async function promoteWaiting(tx: Transaction, offer: BookingOffer, id: BookingTimeId, now: Temporal.Instant): Promise<void> {
  const time = await showTimeAnywhere(tx, id);
  // Up to the start, even once new bookings are closed: who waits was first.
  if (!time || time.waiting === 0 || !takesBookings({ opened: true, hoursBefore: 0 }, time, now)) return;
  for (const booking of whoMovesUp(offer.kinds, time, await listWaitingAnywhere(tx, id))) {
    await setState(tx, booking.id, "booked");
    await tellBooking(tx, booking.id, "promoted");
  }
}

/** Says of an event that it is full once all its coming times are, and takes it back when one isn't any more. */
export async function markFullness(tx: Transaction, event: ContentId, offer: BookingOffer, now: Temporal.Instant): Promise<void> {
  const times = await listTimesAnywhere(tx, event, now);
  const full = times.length > 0 && times.every((each) => isFull(offer.kinds, each));
  const marks = await showMarksAnywhere(tx, event);
  if (!marks || marks.markedFull === full) return;
  await setMarkedFull(tx, event, full);
  await setFullness(tx, event, full, now);
}
