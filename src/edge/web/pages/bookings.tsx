import { digestOf } from "../../../features/accounts/secret.ts";
import { cancelBooking, cancelByLink } from "../../../features/bookings/cancel-booking.ts";
import { findLinkedAnywhere, findToldAnywhere, listOwnBookingsAnywhere, type OwnBooking, type ToldBooking } from "../../../features/bookings/list-bookings.ts";
import { readId, type BookingId } from "../../../platform/ids.ts";
import { listOwnGoingAnywhere } from "../../../features/participations/list-going.ts";
import type { OwnParticipation } from "../../../features/participations/participation.ts";
import { formatDate, todayIn } from "../../../platform/time.ts";
import { hrefOf, originOf } from "../../addresses.ts";
import { seatWords, timeWords } from "../../booking-words.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { missingPage } from "../errors.tsx";
import { throttled } from "../parts/account-answers.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

/** The booking of a mail's link, at the host of its event; null for any other secret. */
async function linked(c: WebContext): Promise<ToldBooking | null> {
  const { db } = c.get("services");
  const booking = await findLinkedAnywhere(db, digestOf(c.req.param("secret") ?? ""));
  const told = booking ? await findToldAnywhere(db, booking.id) : null;
  return told && told.territory === territoryOf(c)?.id ? told : null;
}

function BookingFacts({ c, booking }: { c: WebContext; booking: OwnBooking }) {
  const t = c.get("t");
  const today = todayIn(booking.zone, c.get("act").now());
  return <><strong><a href={`${originOf(c, booking.territory)}/evenements/${booking.slug}`}>{booking.title}</a></strong><br />{timeWords(c.get("locale"), booking, today)}<br />{seatWords(booking.kinds, booking.seats)} · {t(`booking_state_${booking.state}`)}</>;
}

/** Shown before anything happens: a mail reader that opens links ahead of people cancels nothing. */
async function showLinked(c: WebContext) {
  const told = await linked(c);
  if (!told) return missingPage(c);
  const t = c.get("t");
  const over = Temporal.Instant.compare(told.startsAt, c.get("act").now()) <= 0;
  return render(c, { title: t("booking_yours"), noindex: true }, (
    <div class="wrap head"><h1>{t("booking_yours")}</h1><p class="lead">{t("booking_hello", { name: told.name })}</p>
      <p><BookingFacts c={c} booking={told} /></p>
      {told.state === "cancelled" ? <p class="notice">{t("booking_is_cancelled")}</p> : over ? <p class="notice">{t("event_past")}</p> : (
        <form method="post" action={`${c.req.path}/annuler`}><p>{t(told.state === "waiting" ? "booking_leave_hint" : "booking_cancel_hint")}</p><button class="button">{t("booking_cancel")}</button></form>
      )}
      <p class="soft small">{t("booking_kept", { count: told.keepMonths })}</p></div>
  ));
}

async function cancelLinked(c: WebContext) {
  const slow = await throttled(c, "cancel-booking", 60, 3600, c.env.clientAddress);
  if (slow) return slow;
  if (!(await linked(c))) return missingPage(c);
  const outcome = await cancelByLink(c.get("act"), c.req.param("secret") ?? "");
  if (!outcome.done && outcome.refusal.kind === "unknown") return missingPage(c);
  return c.redirect(`/reservations/${c.req.param("secret")}`, 303);
}

async function own(c: WebContext) {
  const { viewer, db, now } = c.get("act");
  if (viewer.kind === "visitor") return missingPage(c);
  const t = c.get("t");
  const [bookings, going] = await Promise.all([listOwnBookingsAnywhere(db, viewer.id), listOwnGoingAnywhere(db, viewer.id, now())]);
  return render(c, { title: t("bookings_own"), noindex: true }, (
    <div class="wrap"><div class="head"><h1>{t("bookings_own")}</h1></div>
      {bookings.length === 0 ? <div class="empty"><p>{t("bookings_none")}</p><a class="button" href="/agenda">{t("nav_agenda")}</a></div> : (
        <ul class="plain stack loose">{bookings.map((booking) => <li class="stack"><p><BookingFacts c={c} booking={booking} /></p>{Temporal.Instant.compare(booking.startsAt, now()) > 0 ? <form method="post" action={`/mon-espace/reservations/${booking.id}/annuler`}><button class="button quiet" aria-label={`${t("booking_cancel")} – ${booking.title}`}>{t("booking_cancel")}</button></form> : null}</li>)}</ul>
      )}
      {going.length > 0 ? <section class="section stack" aria-labelledby="going"><h2 id="going">{t("going_own")}</h2><ul class="plain stack">{going.map((each) => <li><GoingLine c={c} going={each} /></li>)}</ul></section> : null}</div>
  ));
}

function GoingLine({ c, going }: { c: WebContext; going: OwnParticipation }) {
  const t = c.get("t");
  const when = going.startsAt ? formatDate(going.startsAt.toZonedDateTimeISO(going.zone).toPlainDate(), c.get("locale"), todayIn(going.zone, c.get("act").now())) : "";
  return <><strong><a href={hrefOf(c, { kind: "event", territory: going.territory, slug: going.slug })}>{going.title}</a></strong>{when ? `, ${when}` : ""} · {t(`going_state_${going.state}`)}</>;
}

async function cancelOwn(c: WebContext) {
  const id = readId<BookingId>(c.req.param("id"));
  const outcome = id ? await cancelBooking(c.get("act"), id) : null;
  return outcome && (outcome.done || outcome.refusal.kind !== "unknown") ? c.redirect("/mon-espace/reservations", 303) : missingPage(c);
}

export const bookingsRoutes: readonly Route[] = [
  page("/reservations/:secret", "public", showLinked, { at: "territory" }),
  form("/reservations/:secret/annuler", "public", cancelLinked, { at: "territory" }),
  page("/mon-espace/reservations", "member", own),
  form("/mon-espace/reservations/:id/annuler", "member", cancelOwn),
];
