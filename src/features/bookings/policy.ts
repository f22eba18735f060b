import type { MemberId } from "../../platform/ids.ts";
import type { Viewer } from "../../platform/viewer.ts";
import type { ContentStanding } from "../contents/content.ts";
import { canSee, isAuthor } from "../contents/policy.ts";
import { takesBookings, type BookingOffer, type BookingTime } from "./booking.ts";

/** Its authors, and the people of the structure in whose name it is published: they see who comes. Animators have no part in it. */
export function canOrganise(viewer: Viewer, event: ContentStanding): boolean {
  return isAuthor(viewer, event);
}

/** Whoever may read the event, with or without an account, until its time comes near; not once it is cancelled or postponed. */
export function whenBooking(viewer: Viewer, event: ContentStanding & { readonly status: string }, offer: Pick<BookingOffer, "opened" | "hoursBefore">, time: Pick<BookingTime, "startsAt" | "dropped">, now: Temporal.Instant): "bookable" | "closed" | "unknown" {
  if (!canSee(viewer, event, now) || !["published", "reserved"].includes(event.state)) return "unknown";
  return !["cancelled", "postponed"].includes(event.status) && takesBookings(offer, time, now) ? "bookable" : "closed";
}

/** Who booked may cancel by themselves; who organises, for them. Others have a link or nothing. */
export function canCancel(viewer: Viewer, booking: { readonly member: MemberId | null; readonly event: ContentStanding }): boolean {
  return (viewer.kind === "member" && booking.member === viewer.id) || canOrganise(viewer, booking.event);
}
