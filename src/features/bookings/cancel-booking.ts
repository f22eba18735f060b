import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import type { BookingId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { digestOf } from "../accounts/secret.ts";
import type { Booking, Telling } from "./booking.ts";
import { findBookingAnywhere, findLinkedAnywhere } from "./list-bookings.ts";
import { canCancel } from "./policy.ts";
import { markFullness, promoteWaiting } from "./promote-waiting.ts";
import { findEventAnywhere, showOfferAnywhere, showTimeAnywhere } from "./show-offer.ts";
import { lockTimeAnywhere, setState } from "./store.ts";
import { tellBooking } from "./tell-booking.ts";

export type CancelRefusal = { readonly kind: "unknown" | "cancelled-already" | "over" };
type Cancelled = Outcome<Booking, CancelRefusal>;

/** Cancels by the link of a mail, without an account. */
export async function cancelByLink({ db, now }: Context, secret: string): Promise<Cancelled> {
  return inTransaction(db, async (tx): Promise<Cancelled> => {
    const booking = await findLinkedAnywhere(tx, digestOf(secret));
    return booking ? cancel(tx, booking, "cancelled", now()) : refused({ kind: "unknown" });
  });
}

/** Cancels one's own booking, or, as its organiser, somebody's: they are told either way. */
export async function cancelBooking({ db, viewer, now }: Context, id: BookingId): Promise<Cancelled> {
  return inTransaction(db, async (tx): Promise<Cancelled> => {
    const booking = await findBookingAnywhere(tx, id);
    const event = booking ? await findEventAnywhere(tx, booking.event) : null;
    if (!booking || !event || !canCancel(viewer, { member: booking.member, event })) return refused({ kind: "unknown" });
    const own = viewer.kind === "member" && booking.member === viewer.id;
    return cancel(tx, booking, own ? "cancelled" : "cancelled-by-organiser", now());
  });
}

async function cancel(tx: Transaction, { id, time: timeId, event }: Booking, what: Telling, now: Temporal.Instant): Promise<Cancelled> {
  await lockTimeAnywhere(tx, timeId);
  // Read again under the lock: two clicks cancel once.
  const [booking, time, offer] = [await findBookingAnywhere(tx, id), await showTimeAnywhere(tx, timeId), await showOfferAnywhere(tx, event)];
  if (!booking || !time || !offer) return refused({ kind: "unknown" });
  if (booking.state === "cancelled") return refused({ kind: "cancelled-already" });
  if (Temporal.Instant.compare(time.startsAt, now) <= 0) return refused({ kind: "over" });
  await setState(tx, id, "cancelled");
  await tellBooking(tx, id, what);
  if (booking.state === "booked") {
    await promoteWaiting(tx, offer, timeId, now);
    await markFullness(tx, event, offer, now);
  }
  return done(booking);
}
