import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Telling } from "../features/bookings/booking.ts";
import type { ToldBooking } from "../features/bookings/list-bookings.ts";
import type { OutgoingMail } from "../features/mails/mail.ts";
import { messagesFor } from "../platform/messages.ts";
import { todayIn } from "../platform/time.ts";
import { localOf, seatWords, timeWords } from "./booking-words.ts";
import { plainMail } from "./plain-mail.ts";

interface Sender {
  /** Of the event's territory. */
  readonly origin: string;
  /** "Echosciences <ne-pas-repondre@example.org>" */
  readonly from: string;
  readonly now: Temporal.Instant;
}

const over: readonly Telling[] = ["cancelled", "cancelled-by-organiser", "event-cancelled", "event-withdrawn", "event-erased"];

/** A mail to somebody who booked: what happened, what they have, their link, and the time for their calendar. */
export function bookingMail(told: ToldBooking, what: Telling, secret: string, sender: Sender): OutgoingMail {
  const t = messagesFor(told.locale);
  const { title, statusReason } = told;
  const gone = over.includes(what);
  const facts = [title, timeWords(told.locale, told, todayIn(told.zone, sender.now)), told.place, seatWords(told.kinds, told.seats)].filter(Boolean).join("\n");
  const reason = ["event-cancelled", "postponed"].includes(what) && statusReason ? [statusReason] : [];
  const state = what === "already" || what === "restored" ? [t(told.state === "waiting" ? "booking_waiting_told" : "booking_booked_told")] : [];
  // What was taken from its readers has no page to lead to.
  const link = what === "event-withdrawn" || what === "event-erased" ? [] : gone ? [`${sender.origin}/evenements/${told.slug}`] : [t("mail_booking_link"), `${sender.origin}/reservations/${secret}`];
  const mail = plainMail(told.locale, told.email, t(`mail_booking_${what}_subject`, { title }), [t(`mail_booking_${what}_text`, { name: told.name }), ...reason, ...state, facts, ...link, ...(what === "event-erased" ? [] : [t("booking_kept", { count: told.keepMonths })])]);
  return told.state === "waiting" ? mail : { ...mail, calendar: invitation(told, what, gone, sender) };
}

/** The time as an invitation (RFC 5546): the same UID each time, SEQUENCE growing, and CANCEL when it is off. */
function invitation(told: ToldBooking, what: Telling, gone: boolean, { origin, from, now }: Sender): NonNullable<OutgoingMail["calendar"]> {
  const method = gone ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const [, name = "Echosciences", email = from] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? [];
  const line = (text: string) => text.replace(/[\r\n]+/g, " ");
  const wholeDay = (text: string | null, later: number) => new Date(`${localOf(text)?.toPlainDate().add({ days: later }).toString() ?? ""}T00:00Z`);
  const calendar = ical({ prodId: { company: "Echosciences", product: "reservations" }, method });
  calendar.createEvent({
    id: `${told.id}@echosciences`,
    start: told.wholeDay ? wholeDay(told.startLocal, 0) : new Date(told.startsAt.epochMilliseconds),
    end: told.wholeDay ? wholeDay(told.endLocal ?? told.startLocal, 1) : told.endsAt ? new Date(told.endsAt.epochMilliseconds) : null,
    allDay: told.wholeDay,
    sequence: told.sequence,
    stamp: new Date(now.epochMilliseconds),
    summary: line(told.title),
    location: line(told.place) || null,
    url: `${origin}/evenements/${told.slug}`,
    status: gone ? ICalEventStatus.CANCELLED : what === "postponed" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    organizer: { name, email },
    attendees: [{ name: line(told.name), email: told.email, rsvp: false, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ }],
  });
  return { method: gone ? "CANCEL" : "REQUEST", content: calendar.toString() };
}
