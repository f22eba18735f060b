import { inTransaction, type Database } from "../../platform/database.ts";
import { takeDueReminders } from "./store.ts";
import { tellBooking } from "./tell-booking.ts";

const batch = 200;

/** What the clock does: reminds those who come within a day, each once. */
export async function remindBookings(db: Database, now: Temporal.Instant): Promise<void> {
  for (let taken = batch; taken === batch; ) {
    taken = await inTransaction(db, async (tx) => {
      const due = await takeDueReminders(tx, now, batch);
      for (const booking of due) await tellBooking(tx, booking, "reminder");
      return due.length;
    });
  }
}
