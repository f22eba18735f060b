import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touch, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { EventPlacesChanged } from "../agenda/facts.ts";
import { canSee } from "../contents/policy.ts";
import type { OfferInput } from "./input.ts";
import { settleTimes } from "./move-times.ts";
import { canOrganise } from "./policy.ts";
import { findEventAnywhere, listTimesAnywhere, showOfferAnywhere } from "./show-offer.ts";
import { lockEventAnywhere, setCapacity, writeOfferRow } from "./store.ts";

/**
 * Says how an event is booked here. Fewer seats than are booked already put nobody out: no more are given. More seats go
 * to those who wait, at once.
 */
export async function writeOffer({ db, viewer, now }: Context, event: ContentId, input: OfferInput): Promise<Outcome<null, { readonly kind: "unknown" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "unknown" }>> => {
    await lockEventAnywhere(tx, event);
    const standing = await findEventAnywhere(tx, event);
    if (!standing || !canSee(viewer, standing, now()) || !canOrganise(viewer, standing)) return refused({ kind: "unknown" });
    const before = await showOfferAnywhere(tx, event);
    await writeOfferRow(tx, event, input);
    const own = new Map(input.capacities.map((each) => [each.time, each.capacity]));
    for (const time of await listTimesAnywhere(tx, event, now())) {
      const given = own.get(time.id);
      const capacity = given ?? (time.capacity === before?.capacity ? input.capacity : time.capacity);
      if (capacity !== time.capacity) await setCapacity(tx, event, time.id, capacity);
    }
    await settleTimes(tx, event, now());
    await (before?.opened === input.opened ? touch(tx, [touchContent(event)]) : record<EventPlacesChanged>(tx, { kind: "event.places_changed", territory: standing.territory, subject: event }, [touchContent(event)]));
    return done(null);
  });
}
