import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { BookingId, BookingTimeId, ContentId, MemberId } from "../../platform/ids.ts";
import type { Answered } from "../forms/question.ts";
import type { BookingState, Seats } from "./booking.ts";
import type { OfferInput } from "./input.ts";

/** Whoever books, cancels or changes a time holds it: seats are counted under this lock, so none is given twice. */
export async function lockTimeAnywhere(tx: Transaction, time: BookingTimeId): Promise<boolean> {
  const { rows } = await sql`select id from booking_times where id = ${time} for update`.execute(tx);
  return rows.length > 0;
}

/** All the times of an event, then its offer: in the order in which one who books takes them, so that nobody waits in a circle. */
export async function lockEventAnywhere(tx: Transaction, event: ContentId): Promise<void> {
  await sql`select id from booking_times where event_id = ${event} order by id for update`.execute(tx);
  await sql`select event_id from booking_offers where event_id = ${event} for update`.execute(tx);
}

export async function writeOfferRow(tx: Transaction, event: ContentId, input: OfferInput): Promise<void> {
  await sql`
    insert into booking_offers (event_id, territory_id, kinds, capacity, most_each, waiting_list, questions, opened, hours_before, keep_months, told_status)
    select c.id, c.territory_id, ${json(input.kinds)}, ${input.capacity}, ${input.mostEach}, ${input.waitingList}, ${json(input.questions)}, ${input.opened}, ${input.hoursBefore}, ${input.keepMonths}, e.status
    from contents c join events e on e.content_id = c.id where c.id = ${event}
    on conflict (event_id) do update set kinds = excluded.kinds, capacity = excluded.capacity, most_each = excluded.most_each, waiting_list = excluded.waiting_list, questions = excluded.questions,
      opened = excluded.opened, hours_before = excluded.hours_before, keep_months = excluded.keep_months`.execute(tx);
}

/** False when the first isn't booked here. */
export async function copyOfferRow(tx: Transaction, from: ContentId, to: ContentId): Promise<boolean> {
  const { rows } = await sql`
    insert into booking_offers (event_id, territory_id, kinds, capacity, most_each, waiting_list, questions, opened, hours_before, keep_months, told_status)
    select ${to}, territory_id, kinds, capacity, most_each, waiting_list, questions, opened, hours_before, keep_months, 'withdrawn' from booking_offers where event_id = ${from} returning event_id`.execute(tx);
  return rows.length > 0;
}

export async function setCapacity(tx: Transaction, event: ContentId, time: BookingTimeId, capacity: number): Promise<void> {
  await sql`update booking_times set capacity = ${capacity} where id = ${time} and event_id = ${event}`.execute(tx);
}

/** A time of the event as the agenda has it. */
export interface AgendaTime {
  readonly session: number;
  readonly startsAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant | null;
  readonly startLocal: string;
  readonly endLocal: string | null;
  readonly wholeDay: boolean;
}

export async function listAgendaTimesAnywhere(tx: Transaction, event: ContentId): Promise<AgendaTime[]> {
  const { rows } = await sql<AgendaTime>`
    select session, starts_at as "startsAt", ends_at as "endsAt", start_local as "startLocal", end_local as "endLocal", whole_day as "wholeDay" from occurrences
    where event_id = ${event} and not opening order by starts_at, session limit 400`.execute(tx);
  return rows;
}

export async function insertTime(tx: Transaction, event: ContentId, id: BookingTimeId, time: AgendaTime): Promise<void> {
  await sql`insert into booking_times (id, event_id, session, zone, starts_at, ends_at, start_local, end_local, whole_day, capacity)
    select ${id}, f.event_id, ${time.session}, e.zone, ${time.startsAt}, ${time.endsAt}, ${time.startLocal}::timestamp, ${time.endLocal}::timestamp, ${time.wholeDay}, f.capacity
    from booking_offers f join events e on e.content_id = f.event_id where f.event_id = ${event}`.execute(tx);
}

export async function moveTime(tx: Transaction, id: BookingTimeId, time: AgendaTime): Promise<void> {
  await sql`update booking_times t set session = ${time.session}, zone = e.zone, starts_at = ${time.startsAt}, ends_at = ${time.endsAt}, start_local = ${time.startLocal}::timestamp, end_local = ${time.endLocal}::timestamp, whole_day = ${time.wholeDay}, dropped = false
    from events e where e.content_id = t.event_id and t.id = ${id}`.execute(tx);
}

export async function dropTime(tx: Transaction, id: BookingTimeId): Promise<void> {
  await sql`update booking_times set dropped = true where id = ${id}`.execute(tx);
}

/** Null when this form was sent before, or this address has booked this time already. */
export async function insertBooking(tx: Transaction, booking: { readonly id: BookingId; readonly time: BookingTimeId; readonly event: ContentId; readonly member: MemberId | null; readonly name: string; readonly email: string; readonly locale: string; readonly seats: Seats; readonly places: number; readonly answered: readonly Answered[]; readonly state: BookingState; readonly submission: string | null; readonly at: Temporal.Instant }): Promise<void> {
  await sql`insert into bookings (id, time_id, event_id, member_id, name, email, locale, seats, places, answered, state, submission, booked_at)
    values (${booking.id}, ${booking.time}, ${booking.event}, ${booking.member}, ${booking.name}, ${booking.email}, ${booking.locale}, ${json(booking.seats)}, ${booking.places}, ${json(booking.answered)}, ${booking.state}, ${booking.submission}, ${booking.at})`.execute(tx);
}

/** What this form booked when it was sent before, and what this address has of this time already. */
export async function findEarlierAnywhere(tx: Database | Transaction, time: BookingTimeId, email: string, submission: string | null): Promise<{ readonly id: BookingId; readonly sameForm: boolean } | null> {
  const { rows } = await sql<{ id: BookingId; sameForm: boolean }>`
    select id, submission is not distinct from ${submission}::uuid and submission is not null as "sameForm" from bookings
    where (time_id = ${time} and lower(email) = lower(${email}) and state <> 'cancelled') or submission = ${submission}::uuid order by 2 desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

export async function setState(tx: Transaction, booking: BookingId, state: BookingState): Promise<void> {
  await sql`update bookings set state = ${state}, stopped = null, sequence = sequence + 1 where id = ${booking}`.execute(tx);
}

/** Cancels because the event is off, and remembers what it was, for when the event is on again. */
export async function stop(tx: Transaction, booking: BookingId): Promise<void> {
  await sql`update bookings set stopped = state, state = 'cancelled', sequence = sequence + 1 where id = ${booking}`.execute(tx);
}

/** What the event stopped at this time, the booked before those who waited; not what the same address has booked again since. */
export async function listStoppedAnywhere(tx: Transaction, time: BookingTimeId): Promise<{ readonly id: BookingId; readonly stopped: "booked" | "waiting"; readonly seats: Seats }[]> {
  const { rows } = await sql<{ id: BookingId; stopped: "booked" | "waiting"; seats: Seats }>`
    select b.id, b.stopped, b.seats from bookings b where b.time_id = ${time} and b.stopped is not null
      and not exists (select from bookings o where o.time_id = b.time_id and lower(o.email) = lower(b.email) and o.id <> b.id and (o.state <> 'cancelled' or (o.stopped is not null and o.booked_at > b.booked_at)))
    order by b.stopped, b.booked_at, b.id`.execute(tx);
  return rows;
}

export async function bumpSequence(tx: Transaction, booking: BookingId): Promise<void> {
  await sql`update bookings set sequence = sequence + 1 where id = ${booking}`.execute(tx);
}

export async function listLiveAnywhere(tx: Transaction, time: BookingTimeId): Promise<{ readonly id: BookingId }[]> {
  const { rows } = await sql<{ id: BookingId }>`select id from bookings where time_id = ${time} and state <> 'cancelled' order by booked_at`.execute(tx);
  return rows;
}

/** The bookings of coming times of these events that stand, but those of one member. */
export async function listComingOfEventsAnywhere(tx: Transaction, events: readonly ContentId[], except: MemberId): Promise<readonly { readonly id: BookingId }[]> {
  const { rows } = await sql<{ id: BookingId }>`select b.id from bookings b join booking_times t on t.id = b.time_id
    where b.event_id = any(${[...events]}::uuid[]) and b.state <> 'cancelled' and b.member_id is distinct from ${except} and coalesce(t.ends_at, t.starts_at) > now() order by b.booked_at, b.id`.execute(tx);
  return rows;
}

/** Who was told what: false when this mail was written before. */
export async function insertLink(tx: Transaction, telling: string, hash: Buffer, booking: BookingId): Promise<boolean> {
  const { rows } = await sql`insert into booking_links (telling, hash, booking_id) values (${telling}, ${hash}, ${booking}) on conflict (telling) do nothing returning telling`.execute(tx);
  return rows.length > 0;
}

export async function showMarksAnywhere(tx: Transaction, event: ContentId): Promise<{ readonly markedFull: boolean; readonly toldStatus: string } | null> {
  const { rows } = await sql<{ markedFull: boolean; toldStatus: string }>`select marked_full as "markedFull", told_status as "toldStatus" from booking_offers where event_id = ${event} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function setMarkedFull(tx: Transaction, event: ContentId, full: boolean): Promise<void> {
  await sql`update booking_offers set marked_full = ${full} where event_id = ${event}`.execute(tx);
}

export async function setToldStatus(tx: Transaction, event: ContentId, status: string): Promise<void> {
  await sql`update booking_offers set told_status = ${status} where event_id = ${event}`.execute(tx);
}

/** Ticks who came at a time: those named, and nobody else. */
export async function setCame(tx: Transaction, time: BookingTimeId, came: readonly BookingId[]): Promise<void> {
  await sql`update bookings set came = id = any(${[...came]}::uuid[]) where time_id = ${time} and state = 'booked'`.execute(tx);
}

/** Those who come within a day and booked long enough before, each once. */
export async function takeDueReminders(tx: Transaction, now: Temporal.Instant, limit: number): Promise<BookingId[]> {
  const { rows } = await sql<{ id: BookingId }>`
    update bookings set reminded_at = ${now} where id in (
      select b.id from booking_times t join bookings b on b.time_id = t.id and b.state = 'booked' and b.reminded_at is null
      join events e on e.content_id = b.event_id and e.status in ('on', 'full') join contents c on c.id = b.event_id and c.state in ('published', 'reserved')
      where not t.dropped and t.starts_at > ${now} and t.starts_at <= ${now.add({ hours: 24 })} and b.booked_at < t.starts_at - interval '30 hours' order by t.starts_at limit ${limit} for update of b skip locked)
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}

export async function deleteOldBookings(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`delete from bookings b using booking_times t, booking_offers f where t.id = b.time_id and f.event_id = t.event_id and t.starts_at < ${now}
    and coalesce(t.ends_at, t.starts_at) + make_interval(months => f.keep_months) <= ${now}`.execute(db);
}

/** The coming bookings of a member, by time: their seats come free. */
/** With their account, or without it by the same address. */
function ofMember(member: MemberId) {
  return sql`(member_id = ${member} or lower(email) = (select u.email from accounts.users u where u.id = ${member}))`;
}

export async function listTimesOfMemberAnywhere(tx: Transaction, member: MemberId): Promise<BookingTimeId[]> {
  const { rows } = await sql<{ time: BookingTimeId }>`select distinct time_id as time from bookings where ${ofMember(member)} order by 1`.execute(tx);
  return rows.map((row) => row.time);
}

export async function deleteBookingsOf(tx: Transaction, member: MemberId): Promise<void> {
  await sql`delete from bookings where ${ofMember(member)}`.execute(tx);
}
