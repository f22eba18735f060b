import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Point } from "../places/communes.ts";
import type { PlaceInput } from "./input.ts";

export async function writePlaceRow(tx: Transaction, id: ContentId, input: PlaceInput, found: { readonly postcode: string; readonly communeName: string; readonly point: Point | null }): Promise<void> {
  await sql`
    insert into places (content_id, territory_id, zone, type, address, postcode, commune_code, commune_name, latitude, longitude, hours, transport, parking, pricing, prices, accessibility, website, phone)
    select id, territory_id, ${input.zone}, ${input.type}, ${input.address}, ${found.postcode}, ${input.communeCode}, ${found.communeName}, ${found.point?.latitude ?? null}, ${found.point?.longitude ?? null},
      ${input.hours}, ${input.transport}, ${input.parking}, ${input.pricing}, ${json(input.prices)}, ${input.accessibility}, ${input.website}, ${input.phone} from contents where id = ${id}
    on conflict (content_id) do update set zone = excluded.zone, type = excluded.type, address = excluded.address, postcode = excluded.postcode, commune_code = excluded.commune_code, commune_name = excluded.commune_name,
      latitude = excluded.latitude, longitude = excluded.longitude, hours = excluded.hours, transport = excluded.transport, parking = excluded.parking, pricing = excluded.pricing, prices = excluded.prices,
      accessibility = excluded.accessibility, website = excluded.website, phone = excluded.phone`.execute(tx);
}

export interface WorldSpan {
  readonly opensAt: Temporal.Instant;
  readonly closesAt: Temporal.Instant;
}

/** The openings of the coming weeks, in the place of those before. */
export async function writeOpenings(tx: Transaction, id: ContentId, spans: readonly WorldSpan[]): Promise<void> {
  const rows = spans.map((span) => ({ opens_at: span.opensAt.toString(), closes_at: span.closesAt.toString() }));
  await sql`delete from place_openings where content_id = ${id}`.execute(tx);
  await sql`insert into place_openings (content_id, opens_at, closes_at) select ${id}, o.opens_at, o.closes_at from jsonb_to_recordset(${json(rows)}) as o(opens_at timestamptz, closes_at timestamptz) on conflict do nothing`.execute(tx);
}

/** Places that have hours, by id, from one on. */
export async function listWithHoursAnywhere(tx: Transaction, after: ContentId | null, limit: number): Promise<{ id: ContentId; hours: string; zone: string; communeCode: string | null }[]> {
  const { rows } = await sql<{ id: ContentId; hours: string; zone: string; communeCode: string | null }>`
    select content_id as id, hours, zone, commune_code as "communeCode" from places where hours <> '' and (${after}::uuid is null or content_id > ${after}::uuid) order by content_id limit ${limit}`.execute(tx);
  return rows;
}
