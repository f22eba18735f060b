import type { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { newId, type BookingId, type ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { answersSchema } from "../forms/input.ts";
import { asAsked } from "../forms/question.ts";
import { addSeats, fits, isFull, placesOf, type BookingOffer, type BookingTime } from "./booking.ts";
import type { BookingInput } from "./input.ts";
import { findBookingAnywhere } from "./list-bookings.ts";
import { whenBooking } from "./policy.ts";
import { markFullness } from "./promote-waiting.ts";
import { findEventAnywhere, showOfferAnywhere, showTimeAnywhere } from "./show-offer.ts";
import { findEarlierAnywhere, insertBooking, lockTimeAnywhere } from "./store.ts";
import { tellBooking } from "./tell-booking.ts";

export type BookRefusal =
  | { readonly kind: "unknown" | "closed" | "full" | "never-fits" }
  | { readonly kind: "too-many"; readonly most: number }
  | { readonly kind: "faulty"; readonly error: z.ZodError };

/** `already`: this address has booked this time before, which only a mail to it says. */
export interface Booked {
  readonly state: "booked" | "waiting" | "already";
}

type Answer = Outcome<Booked, BookRefusal>;

/**
 * Books seats at one time of an event, or a place on its waiting list. The time is locked while its seats are counted,
 * so however many come at once none is given twice. Without an account, whoever holds the address's mail holds the booking.
 */
export async function bookSeats({ db, viewer, now }: Context, event: ContentId, input: BookingInput): Promise<Answer> {
  if (await isPlainlyFull(db, event, input)) return refused({ kind: "full" });
  return inTransaction(db, async (tx): Promise<Answer> => {
    if (!(await lockTimeAnywhere(tx, input.time))) return refused({ kind: "unknown" });
    const [standing, offer, time] = [await findEventAnywhere(tx, event), await showOfferAnywhere(tx, event), await showTimeAnywhere(tx, input.time)];
    if (!standing || !offer || time?.event !== event) return refused({ kind: "unknown" });
    const verdict = whenBooking(viewer, standing, offer, time, now());
    if (verdict !== "bookable") return refused({ kind: verdict });
    const answers = answersSchema(offer.questions).safeParse(input.answers);
    if (!answers.success) return refused({ kind: "faulty", error: answers.error });
    const earlier = await findEarlierAnywhere(tx, input.time, input.email, input.submission);
    if (earlier) return again(tx, earlier);
    const state = stateOf(offer, time, input.seats);
    if (state !== "booked" && state !== "waiting") return refused(state);
    const id = newId<BookingId>();
    const { time: _time, answers: _answers, ...who } = input;
    await insertBooking(tx, { ...who, id, time: time.id, event, member: viewer.kind === "member" ? viewer.id : null, places: placesOf(input.seats), answered: asAsked(offer.questions, answers.data), state, at: now() });
    await tellBooking(tx, id, state);
    if (state === "booked" && isFull(offer.kinds, { ...time, taken: addSeats(time.taken, input.seats) })) await markFullness(tx, event, offer, now());
    return done({ state });
  });
}

/** What is full and has no waiting list is said at once: in a rush, hundreds would wait for the lock to hear it. */
async function isPlainlyFull(db: Database, event: ContentId, { time: id, seats, email, submission }: BookingInput): Promise<boolean> {
  const [offer, time] = [await showOfferAnywhere(db, event), await showTimeAnywhere(db, id)];
  if (!offer || offer.waitingList || time?.event !== event || !isFull(offer.kinds, time) || placesOf(seats) > offer.mostEach) return false;
  return (await findEarlierAnywhere(db, id, email, submission)) === null;
}

async function again(tx: Transaction, earlier: { readonly id: BookingId; readonly sameForm: boolean }): Promise<Answer> {
  const booking = earlier.sameForm ? await findBookingAnywhere(tx, earlier.id) : null;
  if (booking && booking.state !== "cancelled") return done({ state: booking.state });
  await tellBooking(tx, earlier.id, "already");
  return done({ state: "already" });
}

function stateOf(offer: BookingOffer, time: BookingTime, seats: BookingInput["seats"]): "booked" | "waiting" | BookRefusal {
  if (Object.keys(seats).some((kind) => !offer.kinds.some((each) => each.id === kind))) return { kind: "unknown" };
  if (placesOf(seats) > offer.mostEach) return { kind: "too-many", most: offer.mostEach };
  if (fits(offer.kinds, time, seats)) return "booked";
  if (!offer.waitingList) return { kind: "full" };
  return fits(offer.kinds, { ...time, taken: {} }, seats) ? "waiting" : { kind: "never-fits" };
}
