import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Occurrence } from "./expand.ts";
import type { EventInput } from "./input.ts";
import type { Posted } from "./postponed.ts";
import type { Session } from "./session.ts";

/** What is found out from what was typed. */
export interface FoundOut {
  readonly postcode: string;
  readonly communeName: string;
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  readonly startsAt: Temporal.Instant | null;
  readonly endsAt: Temporal.Instant | null;
  readonly firstStart: string | null;
}

export async function writeEventRow(tx: Transaction, id: ContentId, input: EventInput, found: FoundOut): Promise<void> {
  await sql`
    insert into events (content_id, territory_id, zone, type, sessions, place_name, place_id, address, postcode, commune_code, commune_name, latitude, longitude, online_url,
      audience, age_min, age_max, pricing, prices, booking_url, accessibility, organiser, status, status_reason, starts_at, ends_at, first_start, joining)
    select id, territory_id, ${input.zone}, ${input.type}, ${json(input.sessions)}, ${input.placeName}, (select content_id from places where content_id = ${input.placeId}::uuid), ${input.address}, ${found.postcode}, ${input.communeCode},
      ${found.communeName}, ${found.point?.latitude ?? null}, ${found.point?.longitude ?? null}, ${input.onlineUrl}, ${input.audience}, ${input.ageMin}, ${input.ageMax}, ${input.pricing},
      ${json(input.prices)}, ${input.bookingUrl}, ${input.accessibility}, ${input.organiser}, ${input.status}, ${input.statusReason}, ${found.startsAt}, ${found.endsAt}, ${found.firstStart}, ${input.joining}
    from contents where id = ${id}
    on conflict (content_id) do update set zone = excluded.zone, type = excluded.type, sessions = excluded.sessions, place_name = excluded.place_name, place_id = excluded.place_id,
      address = excluded.address, postcode = excluded.postcode, commune_code = excluded.commune_code, commune_name = excluded.commune_name, latitude = excluded.latitude,
      longitude = excluded.longitude, online_url = excluded.online_url, audience = excluded.audience, age_min = excluded.age_min, age_max = excluded.age_max,
      pricing = excluded.pricing, prices = excluded.prices, booking_url = excluded.booking_url, accessibility = excluded.accessibility, organiser = excluded.organiser,
      status = excluded.status, status_reason = excluded.status_reason, starts_at = excluded.starts_at, ends_at = excluded.ends_at, first_start = excluded.first_start, joining = excluded.joining`.execute(tx);
}

/** The row of an event made from another's, with its own dates and family. */
export async function copyEventRow(tx: Transaction, copy: { readonly from: ContentId; readonly to: ContentId; readonly sessions: readonly Session[]; readonly parent: ContentId | null; readonly root: ContentId | null }, times: Pick<FoundOut, "startsAt" | "endsAt">): Promise<void> {
  await sql`
    insert into events (content_id, territory_id, zone, type, sessions, place_name, address, postcode, commune_code, commune_name, latitude, longitude, online_url,
      audience, age_min, age_max, pricing, prices, accessibility, organiser, joining, starts_at, ends_at, parent_id, root_id)
    select ${copy.to}, territory_id, zone, type, ${json(copy.sessions)}, place_name, address, postcode, commune_code, commune_name, latitude, longitude, online_url,
      audience, age_min, age_max, pricing, prices, accessibility, organiser, joining, ${times.startsAt}, ${times.endsAt}, ${copy.parent}, ${copy.root}
    from events where content_id = ${copy.from}`.execute(tx);
}

/** What the poster said until now: null when the event is new. */
export async function findPostedAnywhere(tx: Transaction, event: ContentId): Promise<Posted | null> {
  const { rows } = await sql<Posted>`select sessions, status, first_start as "firstStart" from events where content_id = ${event}`.execute(tx);
  return rows[0] ?? null;
}

/** When an event is, as its poster says it; null for what is none. */
export async function findDatesAnywhere(tx: Transaction, event: ContentId): Promise<{ sessions: readonly Session[]; zone: string } | null> {
  const { rows } = await sql<{ sessions: readonly Session[]; zone: string }>`select sessions, zone from events where content_id = ${event}`.execute(tx);
  return rows[0] ?? null;
}

/** Nothing when the event is neither on nor full, or is so already. Those who copied it learn of it as of any change. */
export async function setStatusFull(tx: Transaction, event: ContentId, full: boolean, at: Temporal.Instant): Promise<{ readonly id: ContentId; readonly territory: TerritoryId } | null> {
  const { rows } = await sql`update events set status = ${full ? "full" : "on"} where content_id = ${event} and status = ${full ? "on" : "full"} returning content_id`.execute(tx);
  if (rows.length === 0) return null;
  const { rows: changed } = await sql<{ id: ContentId; territory: TerritoryId }>`update contents set updated_at = ${at}, sequence = sequence + 1 where id = ${event} returning id, territory_id as territory`.execute(tx);
  return changed[0] ?? null;
}

/** The times that the agenda reads, in the place of those before: those of other servers aren't in ours. */
export async function writeOccurrences(tx: Transaction, event: ContentId, occurrences: readonly Occurrence[]): Promise<void> {
  const rows = occurrences.map((each) => ({
    session: each.session,
    starts_at: each.startsAt.toString(),
    ends_at: each.endsAt?.toString() ?? null,
    start_local: each.startLocal.toString(),
    end_local: each.endLocal?.toString() ?? null,
    day: each.startLocal.toPlainDate().toString(),
    whole_day: each.wholeDay,
    opening: each.opening,
  }));
  await sql`delete from occurrences where event_id = ${event}`.execute(tx);
  await sql`
    insert into occurrences (event_id, territory_id, session, starts_at, ends_at, start_local, end_local, day, whole_day, opening, type, themes, audience, age_min, age_max, free, online, accessibility, latitude, longitude, parent_id, root_id)
    select e.content_id, e.territory_id, o.session, o.starts_at, o.ends_at, o.start_local, o.end_local, o.day, o.whole_day, o.opening, e.type,
      array(select theme from content_themes t where t.content_id = e.content_id), e.audience, e.age_min, e.age_max, e.pricing = 'free', e.online_url is not null, e.accessibility, e.latitude, e.longitude, e.parent_id, e.root_id
    from events e, jsonb_to_recordset(${json(rows)}) as o(session int, starts_at timestamptz, ends_at timestamptz, start_local timestamp, end_local timestamp, day date, whole_day boolean, opening boolean)
    where e.content_id = ${event} and e.territory_id <> ${wideWorld}`.execute(tx);
}
