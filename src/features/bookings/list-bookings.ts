import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { BookingId, BookingTimeId, MemberId, TerritoryId } from "../../platform/ids.ts";
import type { Booking, SeatKind } from "./booking.ts";

const columns = sql`b.id, b.event_id as event, b.time_id as time, b.member_id as member, b.name, b.email, b.locale, b.seats, b.places, b.answered, b.state, b.came, b.sequence, b.booked_at as "bookedAt"`;

/** Who comes at a time, and who waits, in the order in which they booked. Callers have seen that the viewer organises the event. */
export async function listBookingsAnywhere(db: Database | Transaction, time: BookingTimeId): Promise<Booking[]> {
  const { rows } = await sql<Booking>`select ${columns} from bookings b where b.time_id = ${time} and b.state <> 'cancelled' order by b.state, b.booked_at, b.id`.execute(db);
  return rows;
}

/** Those who wait for a time, the first to have come first. */
export async function listWaitingAnywhere(db: Database | Transaction, time: BookingTimeId): Promise<Booking[]> {
  const { rows } = await sql<Booking>`select ${columns} from bookings b where b.time_id = ${time} and b.state = 'waiting' order by b.booked_at, b.id`.execute(db);
  return rows;
}

/** A booking by its id, for acts and for who writes its mails. */
export async function findBookingAnywhere(db: Database | Transaction, id: BookingId): Promise<Booking | null> {
  const { rows } = await sql<Booking>`select ${columns} from bookings b where b.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The booking that the digest of a link's secret opens. */
export async function findLinkedAnywhere(db: Database | Transaction, hash: Buffer): Promise<Booking | null> {
  const { rows } = await sql<Booking>`select ${columns} from booking_links l join bookings b on b.id = l.booking_id where l.hash = ${hash}`.execute(db);
  return rows[0] ?? null;
}

export interface OwnBooking extends Booking {
  readonly territory: TerritoryId;
  readonly slug: string;
  readonly title: string;
  readonly zone: string;
  readonly startLocal: string;
  readonly endLocal: string | null;
  readonly wholeDay: boolean;
  readonly startsAt: Temporal.Instant;
  readonly kinds: readonly SeatKind[];
  readonly keepMonths: number;
}

/** What a member has booked and is still kept, the latest first. */
export async function listOwnBookingsAnywhere(db: Database, member: MemberId): Promise<OwnBooking[]> {
  const { rows } = await sql<OwnBooking>`
    select ${columns}, c.territory_id as territory, c.slug, c.title, t.zone, t.start_local as "startLocal", t.end_local as "endLocal", t.whole_day as "wholeDay", t.starts_at as "startsAt", f.kinds, f.keep_months as "keepMonths"
    from bookings b join booking_times t on t.id = b.time_id join booking_offers f on f.event_id = b.event_id join contents c on c.id = b.event_id where b.member_id = ${member} and b.state <> 'cancelled' order by b.booked_at desc limit 100`.execute(db);
  return rows;
}

/** All that a mail about a booking says. */
export interface ToldBooking extends OwnBooking {
  readonly endsAt: Temporal.Instant | null;
  readonly place: string;
  readonly statusReason: string;
}

export async function findToldAnywhere(db: Database | Transaction, id: BookingId): Promise<ToldBooking | null> {
  const { rows } = await sql<ToldBooking>`
    select ${columns}, c.territory_id as territory, c.slug, c.title, t.zone, t.start_local as "startLocal", t.end_local as "endLocal", t.whole_day as "wholeDay", t.starts_at as "startsAt", f.kinds, f.keep_months as "keepMonths", t.ends_at as "endsAt",
      concat_ws(', ', nullif(e.place_name, ''), nullif(e.address, ''), nullif(concat_ws(' ', nullif(e.postcode, ''), nullif(e.commune_name, '')), ''), e.online_url) as place, e.status_reason as "statusReason"
    from bookings b join booking_times t on t.id = b.time_id join booking_offers f on f.event_id = b.event_id join contents c on c.id = b.event_id join events e on e.content_id = c.id where b.id = ${id}`.execute(db);
  return rows[0] ?? null;
}
