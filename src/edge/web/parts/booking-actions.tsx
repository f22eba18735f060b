import { canOrganise } from "../../../features/bookings/policy.ts";
import { showOfferAnywhere } from "../../../features/bookings/show-offer.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { WebContext } from "../../env.ts";
import { pathOf } from "../calling.ts";

/** Booking an event, or seeing who does. */
export async function bookingActions(c: WebContext, content: Content) {
  const t = c.get("t");
  const offer = await showOfferAnywhere(c.get("services").db, content.id);
  const organising = canOrganise(c.get("act").viewer, content);
  const on = content.event && ["on", "full"].includes(content.event.status) && ["published", "reserved"].includes(content.state);
  return (
    <>
      {offer?.opened && on ? <a class="button" href={pathOf(content, "/reserver")}><Icon name="ticket" />{t(content.event?.status === "full" && offer.waitingList ? "booking_open_waiting" : "booking_open")}</a> : null}
      {organising ? <a class="button quiet" href={pathOf(content, offer ? "/reservations" : "/reservation")}>{t(offer ? "attendance_title" : "offer_start")}</a> : null}
    </>
  );
}
