import { z } from "zod";
import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Outcome } from "../../platform/outcome.ts";
import { isZone } from "../../platform/time.ts";
import { contentFields, lineSchema, webAddress, type Intent } from "../contents/input.ts";
import type { KindDetails } from "../contents/content.ts";
import { writeContent, type Target, type WriteRefusal, type Written } from "../contents/write-content.ts";
import { findCommune } from "../places/communes.ts";
import { accessibilities, audiences, eventStatuses, eventTypes } from "./event.ts";
import { expand } from "./expand.ts";
import { sessionsSchema } from "./session-input.ts";

const age = z.number().int().min(0, "number_invalid").max(120, "number_invalid").nullable().default(null);

export const eventInput = z
  .object({
    ...contentFields,
    zone: z.string().refine(isZone, "unknown").default("Europe/Paris"),
    type: z.enum(eventTypes).default("other"),
    sessions: sessionsSchema,
    placeName: lineSchema(200).default(""),
    address: lineSchema(300).default(""),
    communeCode: z.string().nullable().default(null).refine((code) => code === null || findCommune(code) !== null, "unknown"),
    latitude: z.number().min(-90, "number_invalid").max(90, "number_invalid").nullable().default(null),
    longitude: z.number().min(-180, "number_invalid").max(180, "number_invalid").nullable().default(null),
    onlineUrl: webAddress.nullable().default(null),
    audience: z.array(z.enum(audiences)).max(audiences.length).default([]),
    ageMin: age,
    ageMax: age,
    pricing: z.enum(["free", "paid", "unknown"]).default("unknown"),
    prices: z.array(z.object({ label: lineSchema(120), cents: z.number().int().min(0).max(10_000_000) })).max(12, "too_many").default([]),
    bookingUrl: webAddress.nullable().default(null),
    accessibility: z.array(z.enum(accessibilities)).max(accessibilities.length).default([]),
    organiser: lineSchema(200).default(""),
    status: z.enum(eventStatuses).default("on"),
    statusReason: lineSchema(300).default(""),
  })
  .refine((event) => event.ageMin === null || event.ageMax === null || event.ageMin <= event.ageMax, { path: ["ageMax"], error: "end_before_start" })
  .refine((event) => event.onlineUrl !== null || event.placeName !== "" || event.communeCode !== null, { path: ["placeName"], error: "place_or_online" });
export type EventInput = z.output<typeof eventInput>;

/** Writes an event with its sessions, and the occurrences that the agenda reads. */
export function writeEvent(context: Context, target: Target, input: EventInput, intent: Intent): Promise<Outcome<Written, WriteRefusal>> {
  const { title: _t, summary: _s, body: _b, tags: _g, lead: _l, ...details } = input;
  return writeContent(context, { kind: "event", target, genre: null, ...input, ...intent, details }, (tx, id) => writeEventDetails(tx, id, input));
}

/** The part of an event that a content doesn't have. Used by the importer too. */
export async function writeEventDetails(tx: Transaction, id: ContentId, input: EventInput): Promise<KindDetails> {
  const commune = input.communeCode ? findCommune(input.communeCode) : null;
  const point = input.latitude !== null && input.longitude !== null ? { latitude: input.latitude, longitude: input.longitude } : (commune?.point ?? null);
  const occurrences = expand(input.sessions, input.zone);
  const last = occurrences.reduce<Temporal.Instant | null>((latest, each) => {
    const end = each.endsAt ?? each.startsAt;
    return latest && Temporal.Instant.compare(latest, end) > 0 ? latest : end;
  }, null);
  await sql`
    insert into events (content_id, territory_id, zone, type, sessions, place_name, address, postcode, commune_code, commune_name, latitude, longitude, online_url,
      audience, age_min, age_max, pricing, prices, booking_url, accessibility, organiser, status, status_reason, starts_at, ends_at)
    select id, territory_id, ${input.zone}, ${input.type}, ${json(input.sessions)}, ${input.placeName}, ${input.address}, ${commune?.postcodes[0] ?? ""}, ${commune?.code ?? null},
      ${commune?.name ?? ""}, ${point?.latitude ?? null}, ${point?.longitude ?? null}, ${input.onlineUrl}, ${input.audience}, ${input.ageMin}, ${input.ageMax}, ${input.pricing},
      ${json(input.prices)}, ${input.bookingUrl}, ${input.accessibility}, ${input.organiser}, ${input.status}, ${input.statusReason}, ${occurrences[0]?.startsAt ?? null}, ${last}
    from contents where id = ${id}
    on conflict (content_id) do update set zone = excluded.zone, type = excluded.type, sessions = excluded.sessions, place_name = excluded.place_name,
      address = excluded.address, postcode = excluded.postcode, commune_code = excluded.commune_code, commune_name = excluded.commune_name, latitude = excluded.latitude,
      longitude = excluded.longitude, online_url = excluded.online_url, audience = excluded.audience, age_min = excluded.age_min, age_max = excluded.age_max,
      pricing = excluded.pricing, prices = excluded.prices, booking_url = excluded.booking_url, accessibility = excluded.accessibility, organiser = excluded.organiser,
      status = excluded.status, status_reason = excluded.status_reason, starts_at = excluded.starts_at, ends_at = excluded.ends_at`.execute(tx);
  await writeOccurrences(tx, id);
  return { keywords: [input.placeName, commune?.name, input.organiser].filter(Boolean).join(" "), point };

  async function writeOccurrences(inside: Transaction, event: ContentId): Promise<void> {
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
    await sql`delete from occurrences where event_id = ${event}`.execute(inside);
    await sql`
      insert into occurrences (event_id, territory_id, session, starts_at, ends_at, start_local, end_local, day, whole_day, opening, type, themes, audience, age_min, age_max, free, online, accessibility, latitude, longitude)
      select e.content_id, e.territory_id, o.session, o.starts_at, o.ends_at, o.start_local, o.end_local, o.day, o.whole_day, o.opening, e.type,
        array(select theme from content_themes t where t.content_id = e.content_id), e.audience, e.age_min, e.age_max, e.pricing = 'free', e.online_url is not null, e.accessibility, e.latitude, e.longitude
      from events e, jsonb_to_recordset(${json(rows)}) as o(session int, starts_at timestamptz, ends_at timestamptz, start_local timestamp, end_local timestamp, day date, whole_day boolean, opening boolean)
      where e.content_id = ${event}`.execute(inside);
  }
}
