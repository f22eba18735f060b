import { emailOfAnywhere } from "../../../features/accounts/find-account.ts";
import { bookSeats, type Booked, type BookRefusal } from "../../../features/bookings/book-seats.ts";
import { takesBookings, type BookingOffer, type BookingTime } from "../../../features/bookings/booking.ts";
import { bookingInput } from "../../../features/bookings/input.ts";
import { listTimesAnywhere, showOfferAnywhere } from "../../../features/bookings/show-offer.ts";
import type { Content } from "../../../features/contents/show-content.ts";
import { readId, type Id } from "../../../platform/ids.ts";
import { Faults, TextField } from "../../../ui/form.tsx";
import { clientAddressOf, type WebContext } from "../../env.ts";
import { contentAt, pathOf } from "../calling.ts";
import { readFilled, type Filled } from "../composed-form.ts";
import { missingPage } from "../errors.tsx";
import { faultFor, faultsOf, faultText, readForm, type Fault, type FormValues } from "../form-data.ts";
import { throttled } from "../parts/account-answers.tsx";
import { AskedQuestions } from "../parts/asked-questions.tsx";
import { SeatFields, TimeChoice } from "../parts/booking-fields.tsx";
import { form, page, type Route } from "../../route.ts";
import { render } from "../shell.tsx";

interface Bookable {
  readonly content: Content;
  readonly offer: BookingOffer;
  readonly times: readonly BookingTime[];
}

interface Typed {
  readonly time: string;
  readonly seats: Readonly<Record<string, string>>;
  readonly name: string;
  readonly email: string;
  readonly filled: Filled;
  readonly submission: string;
}

/** The event that the address names, with the times that one can still book; otherwise the page that says no. */
async function bookable(c: WebContext): Promise<Response | Bookable> {
  const content = await contentAt(c, "event", "/reserver");
  if (content instanceof Response) return content;
  const { db } = c.get("services");
  const now = c.get("act").now();
  const offer = await showOfferAnywhere(db, content.id);
  if (!offer || !["published", "reserved"].includes(content.state)) return missingPage(c);
  const off = content.event?.status === "cancelled" || content.event?.status === "postponed";
  const times = off ? [] : await listTimesAnywhere(db, content.id, now);
  return { content, offer, times: times.filter((each) => takesBookings(offer, each, now)) };
}

async function open(c: WebContext) {
  const found = await bookable(c);
  if (found instanceof Response) return found;
  const [only] = found.offer.kinds;
  return bookPage(c, found, { time: c.req.query("date") ?? "", seats: found.offer.kinds.length === 1 && only ? { [only.id]: "1" } : {}, name: "", email: "", filled: {}, submission: crypto.randomUUID() }, []);
}

function bookPage(c: WebContext, { content, offer, times }: Bookable, typed: Typed, faults: readonly Fault[]) {
  const t = c.get("t");
  const visiting = c.get("act").viewer.kind === "visitor";
  const fault = (field: string) => faultFor(faults, field);
  return render(c, { title: t("booking_title", { title: content.title }), noindex: true, status: faults.length > 0 ? 422 : 200 }, (
    <div class="wrap">
      <div class="head"><p class="soft"><a href={pathOf(content)}>{content.title}</a></p><h1>{t("booking_heading")}</h1><p class="lead">{t(times.length > 0 ? "booking_lead" : "booking_closed")}</p></div>
      {times.length === 0 ? <div class="actions"><a class="button" href={pathOf(content)}>{content.title}</a></div> : (
        <form class="form" method="post" action={pathOf(content, "/reserver")} novalidate>
          <Faults title={t("faults_title")} faults={faults} />
          <input type="hidden" name="submission" value={typed.submission} />
          <TimeChoice c={c} offer={offer} times={times} chosen={typed.time} zone={content.event?.zone ?? "Europe/Paris"} fault={fault("time")} />
          <SeatFields c={c} offer={offer} typed={typed.seats} fault={fault("seats")} />
          {visiting ? <TextField name="name" label={t("field_name")} value={typed.name} autocomplete="name" required fault={fault("name")} /> : null}
          {visiting ? <TextField name="email" type="email" label={t("field_email")} hint={t("booking_email_hint")} value={typed.email} autocomplete="email" required fault={fault("email")} /> : null}
          {/* What a person doesn't see, and a robot fills. */ <p class="hidden-text" aria-hidden="true"><label for="website">{t("relay_trap")}</label><input id="website" name="website" tabindex={-1} autocomplete="off" /></p>}
          <AskedQuestions c={c} questions={offer.questions} filled={typed.filled} fault={fault} />
          <p class="notice">{t("booking_kept", { count: offer.keepMonths })}</p>
          <div class="actions"><button class="button" type="submit">{t("booking_send")}</button><a href={pathOf(content)}>{t("cancel")}</a></div>
        </form>
      )}
    </div>
  ));
}

function typedOf(values: FormValues, offer: BookingOffer): Typed {
  return {
    time: values.one("time"),
    seats: Object.fromEntries(offer.kinds.map(({ id }) => [id, values.one(`seats_${id}`).trim()])),
    name: values.one("name"),
    email: values.one("email"),
    filled: readFilled(values, offer.questions),
    submission: readId<Id<"submission">>(values.one("submission")) ?? crypto.randomUUID(),
  };
}

async function send(c: WebContext) {
  const found = await bookable(c);
  if (found instanceof Response) return found;
  const { content, offer } = found;
  const { viewer } = c.get("act");
  const slow = await throttled(c, "book", 30, 3600, viewer.kind === "member" ? viewer.id : clientAddressOf(c));
  if (slow) return slow;
  const values = await readForm(c);
  const typed = typedOf(values, offer);
  const own = viewer.kind === "member" ? { name: viewer.name, email: (await emailOfAnywhere(c.get("services").db, viewer.id)) ?? "" } : { name: typed.name, email: typed.email };
  const seats = Object.fromEntries(Object.entries(typed.seats).filter(([, n]) => n !== "").map(([id, n]) => [id, Number(n)]));
  const parsed = bookingInput.safeParse({ time: typed.time, seats, ...own, locale: c.get("locale"), submission: typed.submission, answers: typed.filled });
  const t = c.get("t");
  if (!parsed.success) return bookPage(c, found, typed, faultsOf(t, parsed.error));
  // A robot is told what a person is: nothing to learn from.
  if (values.one("website")) return bookedPage(c, content, "booked", own.email);
  const flood = await throttled(c, "book-to", 12, 86_400, parsed.data.email.toLowerCase());
  if (flood) return flood;
  const outcome = await bookSeats(c.get("act"), content.id, parsed.data);
  if (outcome.done) return bookedPage(c, content, outcome.value.state, own.email);
  // What was full a moment ago shows with what is left now.
  const now = c.get("act").now();
  const times = (await listTimesAnywhere(c.get("services").db, content.id, now)).filter((each) => takesBookings(offer, each, now));
  return refusedPage(c, { ...found, times }, typed, outcome.refusal);
}

function refusedPage(c: WebContext, found: Bookable, typed: Typed, refusal: BookRefusal) {
  const t = c.get("t");
  switch (refusal.kind) {
    case "unknown": return bookPage(c, found, typed, [{ field: "time", text: faultText(t, "unknown") }]);
    case "closed": return bookPage(c, found, typed, [{ field: "time", text: t("booking_refused_closed") }]);
    case "too-many": return bookPage(c, found, typed, [{ field: "seats", text: t("booking_refused_too-many", { count: refusal.most }) }]);
    case "faulty": return bookPage(c, found, typed, faultsOf(t, refusal.error));
    case "full":
    case "never-fits": return bookPage(c, found, typed, [{ field: "seats", text: t(`booking_refused_${refusal.kind}`) }]);
  }
}

/** Says nothing of what an address had booked before: that stands in the mail to it. */
function bookedPage(c: WebContext, content: Content, state: Booked["state"], email: string) {
  const t = c.get("t");
  const title = t(state === "waiting" ? "booking_waiting" : "booking_done");
  return render(c, { title, noindex: true }, (
    <div class="wrap head"><h1>{title}</h1><p class="lead">{t(state === "waiting" ? "booking_waiting_text" : "booking_done_text", { email })}</p><div class="actions"><a class="button" href={pathOf(content)}>{content.title}</a></div></div>
  ));
}

export const bookRoutes: readonly Route[] = [
  page("/evenements/:slug/reserver", "public", open, { at: "territory" }),
  form("/evenements/:slug/reserver", "public", send, { at: "territory" }),
];
