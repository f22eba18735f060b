import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ItineraryInput } from "./input.ts";

export async function writeItineraryRow(tx: Transaction, id: ContentId, input: ItineraryInput, measured: { readonly metres: number; readonly minutes: number }): Promise<void> {
  const line = input.line ? json(input.line) : sql`null`;
  await sql`
    insert into itineraries (content_id, territory_id, travel, level, looped, audience, accessibility, pricing, prices, metres, minutes, own_metres, own_minutes, line)
    select id, territory_id, ${input.travel}, ${input.level}, ${input.looped}, ${input.audience}, ${input.accessibility}, ${input.pricing}, ${json(input.prices)}, ${measured.metres}, ${measured.minutes}, ${input.ownMetres}, ${input.ownMinutes}, ${line} from contents where id = ${id}
    on conflict (content_id) do update set travel = excluded.travel, level = excluded.level, looped = excluded.looped, audience = excluded.audience, accessibility = excluded.accessibility, pricing = excluded.pricing, prices = excluded.prices,
      metres = excluded.metres, minutes = excluded.minutes, own_metres = excluded.own_metres, own_minutes = excluded.own_minutes, line = excluded.line`.execute(tx);
}

export interface ChosenPlace {
  readonly id: ContentId;
  /** False for one that this itinerary led to before it was taken away: it stays, unnamed. */
  readonly shown: boolean;
  readonly title: string;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Of these places, those that an itinerary may lead to: public ones, and those that it led to already. */
export async function listChosenAnywhere(tx: Transaction, itinerary: ContentId, places: readonly ContentId[]): Promise<ReadonlyMap<ContentId, ChosenPlace>> {
  const { rows } = await sql<ChosenPlace>`
    select c.id, c.state = 'published' as shown, c.title, p.commune_name as "communeName", p.latitude, p.longitude from contents c join places p on p.content_id = c.id
    where c.id = any(${[...places]}::uuid[]) and (c.state = 'published' or exists (select from itinerary_stops s where s.itinerary_id = ${itinerary} and s.place_id = c.id))`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface StopRow {
  readonly place: ContentId | null;
  readonly name: string;
  readonly address: string;
  readonly communeCode: string | null;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly note: string;
  readonly minutes: number;
}

/** The stops in this order, in the place of those before. */
export async function writeStops(tx: Transaction, id: ContentId, stops: readonly StopRow[]): Promise<void> {
  const rows = stops.map((stop, position) => ({ ...stop, position }));
  await sql`delete from itinerary_stops where itinerary_id = ${id}`.execute(tx);
  await sql`
    insert into itinerary_stops (itinerary_id, position, place_id, name, address, commune_code, commune_name, latitude, longitude, note, minutes)
    select ${id}, r.position, r.place, r.name, r.address, r."communeCode", r."communeName", r.latitude, r.longitude, r.note, r.minutes
    from jsonb_to_recordset(${json(rows)}) as r(position int, place uuid, name text, address text, "communeCode" text, "communeName" text, latitude float8, longitude float8, note text, minutes int)`.execute(tx);
}
