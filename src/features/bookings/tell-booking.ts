import { uuidv7 } from "uuidv7";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import type { BookingId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { digestOf, newSecret } from "../accounts/secret.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { Telling } from "./booking.ts";
import { findToldAnywhere, type ToldBooking } from "./list-bookings.ts";
import { insertLink } from "./store.ts";

/** A mail to be written to somebody who booked. */
export interface TellingJob {
  readonly telling: string;
  readonly booking: BookingId;
  readonly what: Telling;
}

/** Has a worker write to who booked, once this transaction commits. */
export function tellBooking(tx: Transaction, booking: BookingId, what: Telling): Promise<void> {
  const job: TellingJob = { telling: uuidv7(), booking, what };
  return sendJob(tx, "booking-mail", job);
}

/** Writes the mail, once, with a link of its own: the secret stands in the mail alone, the database keeps its digest. */
export async function writeTelling(db: Database, { telling, booking, what }: TellingJob, compose: (told: ToldBooking, what: Telling, secret: string) => OutgoingMail): Promise<void> {
  await inTransaction(db, async (tx) => {
    const told = await findToldAnywhere(tx, booking);
    // What was cancelled meanwhile isn't confirmed any more.
    if (!told || (told.state === "cancelled" && ["booked", "waiting", "promoted", "already", "moved", "restored", "postponed", "reminder"].includes(what))) return;
    const secret = newSecret();
    if (await insertLink(tx, telling, digestOf(secret), booking)) await sendMail(tx, compose(told, what, secret));
  });
}
