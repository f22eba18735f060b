import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { BookingId, BookingTimeId, ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canOrganise } from "./policy.ts";
import { findEventAnywhere, showTimeAnywhere } from "./show-offer.ts";
import { setCame } from "./store.ts";

/** Ticks who came. */
export async function markAttendance({ db, viewer }: Context, event: ContentId, time: BookingTimeId, came: readonly BookingId[]): Promise<Outcome<null, { readonly kind: "unknown" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "unknown" }>> => {
    const [standing, found] = [await findEventAnywhere(tx, event), await showTimeAnywhere(tx, time)];
    if (!standing || found?.event !== event || !canOrganise(viewer, standing)) return refused({ kind: "unknown" });
    await setCame(tx, time, came);
    return done(null);
  });
}
