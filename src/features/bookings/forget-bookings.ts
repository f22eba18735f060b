import type { Database } from "../../platform/database.ts";
import { deleteOldBookings } from "./store.ts";

/** What the clock does: bookings are kept after their time as long as those who booked were told, and no longer. */
export function forgetBookings(db: Database, now: Temporal.Instant): Promise<void> {
  return deleteOldBookings(db, now);
}
