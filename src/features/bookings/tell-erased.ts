import type { Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { findToldAnywhere, type ToldBooking } from "./list-bookings.ts";
import { listComingOfEventsAnywhere, lockEventAnywhere } from "./store.ts";

/** A mail to be written to somebody whose booking is no more: all that it says travels in the job, since no row is left. */
export type ErasedJob = Omit<ToldBooking, "startsAt" | "endsAt" | "bookedAt"> & { readonly startsAt: string; readonly endsAt: string | null; readonly bookedAt: string };

/**
 * Has a worker write to those who booked events that are about to be deleted with their organiser, once this transaction
 * commits; not to the organiser themselves.
 */
export async function tellErased(tx: Transaction, events: readonly ContentId[], organiser: MemberId): Promise<void> {
  // Nobody books between the list and the deletion.
  for (const event of events) await lockEventAnywhere(tx, event);
  for (const { id } of await listComingOfEventsAnywhere(tx, events, organiser)) {
    const told = await findToldAnywhere(tx, id);
    if (told) await sendJob(tx, "erased-booking-mail", asJob(told));
  }
}

function asJob(told: ToldBooking): ErasedJob {
  // Calendars take a cancellation only when it is newer than what they hold. What was answered stays behind.
  return { ...told, answered: [], sequence: told.sequence + 1, bookedAt: told.bookedAt.toString(), startsAt: told.startsAt.toString(), endsAt: told.endsAt?.toString() ?? null };
}

/** What the job says, as whoever writes the mail reads it. */
export function readErased(job: ErasedJob): ToldBooking {
  return { ...job, bookedAt: Temporal.Instant.from(job.bookedAt), startsAt: Temporal.Instant.from(job.startsAt), endsAt: job.endsAt === null ? null : Temporal.Instant.from(job.endsAt) };
}
