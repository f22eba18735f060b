import { placesOf, type Booking, type BookingOffer, type BookingTime } from "../../../features/bookings/booking.ts";
import { cancelBooking } from "../../../features/bookings/cancel-booking.ts";
import { findBookingAnywhere, listBookingsAnywhere } from "../../../features/bookings/list-bookings.ts";
import { markAttendance } from "../../../features/bookings/mark-attendance.ts";
import { canOrganise } from "../../../features/bookings/policy.ts";
import { listTimesAnywhere, showOfferAnywhere } from "../../../features/bookings/show-offer.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { readId, type BookingId, type BookingTimeId } from "../../../platform/ids.ts";
import { csvTable } from "../../../platform/text/csv.ts";
import { todayIn } from "../../../platform/time.ts";
import { seatWords, timeWords } from "../../booking-words.ts";
import type { WebContext } from "../../env.ts";
import { contentAt, pathOf } from "../calling.ts";
import { missingPage } from "../errors.tsx";
import { readForm } from "../form-data.ts";
import { answerWords } from "../parts/asked-questions.tsx";
import { TakenWords } from "../parts/booking-fields.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Attendance {
  readonly content: Content;
  readonly offer: BookingOffer;
  readonly times: readonly BookingTime[];
  readonly time: BookingTime | null;
  readonly bookings: readonly Booking[];
}

/** Who comes to the event that the address names, at one of its times, for who organises it; to others there is no such page. */
async function attending(c: WebContext, rest: string): Promise<Response | Attendance> {
  const content = await contentAt(c, "event", rest);
  if (content instanceof Response) return content;
  const { db } = c.get("services");
  const offer = canOrganise(c.get("act").viewer, content) ? await showOfferAnywhere(db, content.id) : null;
  if (!offer) return missingPage(c);
  const times = (await listTimesAnywhere(db, content.id, null)).filter((each) => !each.dropped);
  const asked = readId<BookingTimeId>(c.req.query("date"));
  const now = c.get("act").now();
  // The one that is asked for; otherwise the next, or the last when all are over.
  const time = times.find((each) => each.id === asked) ?? times.find((each) => Temporal.Instant.compare(each.endsAt ?? each.startsAt, now) >= 0) ?? times.at(-1) ?? null;
  return { content, offer, times, time, bookings: time ? await listBookingsAnywhere(db, time.id) : [] };
}

async function show(c: WebContext) {
  const found = await attending(c, "/reservations");
  if (found instanceof Response) return found;
  const { content, offer, times, time, bookings } = found;
  const t = c.get("t");
  const today = todayIn(content.event?.zone ?? "Europe/Paris", c.get("act").now());
  const words = (each: BookingTime) => timeWords(c.get("locale"), each, today);
  return render(c, { title: t("attendance_title"), noindex: true }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("attendance_title")}</h1>
        {time ? <p class="lead">{words(time)}<br /><TakenWords c={c} offer={offer} time={time} /></p> : <p class="lead">{t("attendance_no_time")}</p>}
        <div class="actions">{time ? <a class="button quiet" href={pathOf(content, `/reservations.csv?date=${time.id}`)}>{t("answers_export")}</a> : null}<a class="button quiet" href={pathOf(content, "/reservation")}>{t("offer_edit")}</a></div></div>
      {times.length > 1 ? <nav class="filters" aria-label={t("booking_time")}><ul class="chips">{times.slice(0, 120).map((each) => <li><a class="chip" href={pathOf(content, `/reservations?date=${each.id}`)} aria-current={each.id === time?.id ? "true" : undefined}>{words(each)} ({placesOf(each.taken)})</a></li>)}</ul></nav> : null}
      {time ? <Lists c={c} content={content} offer={offer} time={time} bookings={bookings} /> : null}
      <p class="soft small">{t("attendance_print")} {t("booking_kept", { count: offer.keepMonths })}</p>
    </div>
  ));
}

function Lists({ c, content, offer, time, bookings }: { c: WebContext; content: Content; offer: BookingOffer; time: BookingTime; bookings: readonly Booking[] }) {
  const t = c.get("t");
  const [booked, waiting] = [bookings.filter((each) => each.state === "booked"), bookings.filter((each) => each.state === "waiting")];
  return (
    <form class="section stack" method="post" action={pathOf(content, `/reservations?date=${time.id}`)}>
      {c.req.query("dit") === "enregistre" ? <p class="notice good" role="status">{t("attendance_saved")}</p> : null}
      {booked.length === 0 ? <p class="empty">{t("attendance_none")}</p> : <BookingTable c={c} content={content} offer={offer} time={time} bookings={booked} label={t("attendance_booked")} ticked />}
      {booked.length > 0 ? <div class="actions"><button class="button">{t("attendance_save")}</button></div> : null}
      {waiting.length > 0 ? <><h2>{t("attendance_waiting")}</h2><BookingTable c={c} content={content} offer={offer} time={time} bookings={waiting} label={t("attendance_waiting")} ticked={false} /></> : null}
    </form>
  );
}

function BookingTable({ c, content, offer, time, bookings, label, ticked }: { c: WebContext; content: Content; offer: BookingOffer; time: BookingTime; bookings: readonly Booking[]; label: string; ticked: boolean }) {
  const t = c.get("t");
  const answers = (booking: Booking) => booking.answered.map((each) => [each.label, answerWords(c, each)] as const).filter(([, words]) => words !== "");
  return (
    <div class="table-scroll" role="region" tabindex={0} aria-label={label}><table class="data">
      <thead><tr>{ticked ? <th scope="col">{t("attendance_came")}</th> : null}<th scope="col">{t("attendance_name")}</th><th scope="col">{t("booking_seats")}</th><th scope="col">{t("field_email")}</th><th scope="col">{t("attendance_answers")}</th><th scope="col">{t("attendance_act")}</th></tr></thead>
      <tbody>{bookings.map((booking) => (
        <tr>
          {ticked ? <td><input type="checkbox" name="came" value={booking.id} checked={booking.came} aria-label={t("attendance_came_of", { name: booking.name })} /></td> : null}
          <td>{booking.name}</td><td>{seatWords(offer.kinds, booking.seats)}</td><td><a href={`mailto:${booking.email}`}>{booking.email}</a></td>
          <td>{answers(booking).map(([question, words]) => <>{question} : {words}<br /></>)}</td>
          <td><button class="linklike" name="booking" value={booking.id} formaction={pathOf(content, `/reservations/annuler?date=${time.id}`)} aria-label={`${t("attendance_cancel")} – ${booking.name}`}>{t("attendance_cancel")}</button></td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}

async function tick(c: WebContext) {
  const found = await attending(c, "/reservations");
  if (found instanceof Response) return found;
  const { content, time } = found;
  if (!time) return missingPage(c);
  const came = (await readForm(c)).all("came").map((each) => readId<BookingId>(each)).filter((each) => each !== null);
  const outcome = await markAttendance(c.get("act"), content.id, time.id, came);
  return outcome.done ? c.redirect(pathOf(content, `/reservations?date=${time.id}&dit=enregistre`), 303) : missingPage(c);
}

async function cancel(c: WebContext) {
  const found = await attending(c, "/reservations");
  if (found instanceof Response) return found;
  const { content, time } = found;
  const id = readId<BookingId>((await readForm(c)).one("booking"));
  const booking = id ? await findBookingAnywhere(c.get("services").db, id) : null;
  // Another event's booking isn't this page's to cancel.
  if (!booking || booking.event !== content.id) return missingPage(c);
  const outcome = await cancelBooking(c.get("act"), booking.id);
  return outcome.done || outcome.refusal.kind !== "unknown" ? c.redirect(pathOf(content, `/reservations${time ? `?date=${time.id}` : ""}`), 303) : missingPage(c);
}

async function exported(c: WebContext) {
  const found = await attending(c, "/reservations.csv");
  if (found instanceof Response) return found;
  const { offer, bookings } = found;
  const t = c.get("t");
  const asked = new Map(bookings.flatMap((each) => each.answered).map((each) => [each.id, each.label]));
  const head = [t("attendance_name"), t("field_email"), t("attendance_state"), ...offer.kinds.map((each) => each.label), t("attendance_total"), t("attendance_came"), ...asked.values()];
  const rows = bookings.map((booking) => [booking.name, booking.email, t(`booking_state_${booking.state}`), ...offer.kinds.map(({ id }) => booking.seats[id] ?? 0), booking.places, t(booking.came ? "question_yes" : "question_no"), ...[...asked.keys()].map((id) => {
    const each = booking.answered.find((given) => given.id === id);
    return each ? answerWords(c, each) : "";
  })]);
  return c.body(csvTable(head, rows), 200, { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="reservations.csv"`, "Cache-Control": "private, no-store" });
}

export const attendanceRoutes: readonly Route[] = [
  page("/evenements/:slug/reservations", "member", show, { at: "territory" }),
  form("/evenements/:slug/reservations", "member", tick, { at: "territory" }),
  form("/evenements/:slug/reservations/annuler", "member", cancel, { at: "territory" }),
  page("/evenements/:slug/reservations.csv", "member", exported, { at: "territory" }),
];
