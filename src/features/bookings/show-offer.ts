import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { BookingTimeId, ContentId } from "../../platform/ids.ts";
import type { ContentStanding } from "../contents/content.ts";
import type { BookingOffer, BookingTime } from "./booking.ts";

const offerColumns = sql`f.kinds, f.capacity, f.most_each as "mostEach", f.waiting_list as "waitingList", f.questions, f.opened, f.hours_before as "hoursBefore", f.keep_months as "keepMonths"`;

/** How an event is booked here; null when it isn't. */
export async function showOfferAnywhere(db: Database | Transaction, event: ContentId): Promise<BookingOffer | null> {
  const { rows } = await sql<BookingOffer>`select ${offerColumns} from booking_offers f where f.event_id = ${event}`.execute(db);
  return rows[0] ?? null;
}

const timeColumns = sql`t.id, t.session, t.zone, t.starts_at as "startsAt", t.ends_at as "endsAt", t.start_local as "startLocal", t.end_local as "endLocal", t.whole_day as "wholeDay", t.capacity, t.dropped,
  coalesce((select jsonb_object_agg(kind, n) from (select s.key as kind, sum(s.value::int) as n from bookings b, jsonb_each_text(b.seats) s where b.time_id = t.id and b.state = 'booked' group by s.key) k), '{}') as taken,
  (select coalesce(sum(places), 0)::int from bookings b where b.time_id = t.id and b.state = 'waiting') as waiting`;

/** The times of an event that can be booked or were, with what is taken of each. */
export async function listTimesAnywhere(db: Database | Transaction, event: ContentId, after: Temporal.Instant | null): Promise<BookingTime[]> {
  const { rows } = await sql<BookingTime>`select ${timeColumns} from booking_times t where t.event_id = ${event} ${after ? sql`and t.starts_at > ${after} and not t.dropped` : sql``} order by t.starts_at, t.id limit 400`.execute(db);
  return rows;
}

export async function showTimeAnywhere(db: Database | Transaction, time: BookingTimeId): Promise<(BookingTime & { readonly event: ContentId }) | null> {
  const { rows } = await sql<BookingTime & { readonly event: ContentId }>`select t.event_id as event, ${timeColumns} from booking_times t where t.id = ${time}`.execute(db);
  return rows[0] ?? null;
}

/** What deciding about the bookings of an event needs to know. */
export interface EventStanding extends ContentStanding {
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly zone: string;
}

export async function findEventAnywhere(db: Database | Transaction, event: ContentId): Promise<EventStanding | null> {
  const { rows } = await sql<EventStanding>`
    select c.id, c.kind, c.territory_id as territory, c.state, c.published_at as "publishedAt", array(select member_id from content_authors w where w.content_id = c.id order by w.position) as authors,
      (select structure_id from content_structures s where s.content_id = c.id and s.role = 'author' limit 1) as structure, c.community_id as community, e.status, e.zone
    from contents c join events e on e.content_id = c.id where c.id = ${event}`.execute(db);
  return rows[0] ?? null;
}
