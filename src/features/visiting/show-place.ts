import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { Accessibility, Price } from "../agenda/event.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere } from "../contents/list-cards.ts";
import type { PlaceType } from "./place.ts";

/** What a place to visit says besides its text. */
export interface PlaceDetails {
  readonly type: PlaceType;
  readonly zone: string;
  readonly address: string;
  readonly postcode: string;
  readonly communeCode: string | null;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly hours: string;
  readonly transport: string;
  readonly parking: string;
  readonly pricing: "free" | "paid" | "unknown";
  readonly prices: readonly Price[];
  readonly accessibility: readonly Accessibility[];
  readonly website: string;
  readonly phone: string;
}

const columns = sql`type, zone, address, postcode, commune_code as "communeCode", commune_name as "communeName", latitude, longitude, hours, transport, parking, pricing, prices, accessibility, website, phone`;

/** The place of a content that the viewer has been shown; null when it is of another kind. */
export async function showPlaceAnywhere(db: Database, id: ContentId): Promise<PlaceDetails | null> {
  const { rows } = await sql<PlaceDetails>`select ${columns} from places where content_id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** The coming events that are held there, whoever published them, the soonest first. */
export async function listComingThereAnywhere(db: Database, place: ContentId, now: Temporal.Instant, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`
    select e.content_id as id from events e join contents c on c.id = e.content_id and c.state = 'published'
    where e.place_id = ${place} and coalesce(e.ends_at, e.starts_at) >= ${now} order by greatest(e.starts_at, ${now}), e.content_id limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}

/** A published place as the form of an event chooses it. */
export interface KnownPlace extends Pick<PlaceDetails, "address" | "communeCode" | "communeName" | "latitude" | "longitude"> {
  readonly id: ContentId;
  readonly name: string;
}

/** The places of a territory whose name holds these words, the closest first. */
export async function searchPlaces(db: Database, territory: TerritoryId, typed: string, limit: number): Promise<KnownPlace[]> {
  const { rows } = await sql<KnownPlace>`
    select c.id, c.title as name, p.address, p.commune_code as "communeCode", p.commune_name as "communeName", p.latitude, p.longitude from contents c join places p on p.content_id = c.id
    where c.territory_id = ${territory} and c.kind = 'place' and c.state = 'published' and plain_text(c.title) like '%' || plain_text(${typed.replace(/[%_\\]/g, " ")}) || '%'
    order by length(c.title), c.title limit ${limit}`.execute(db);
  return rows;
}

/** The place where an event is held, while it is public. */
export async function findPlaceOfEventAnywhere(db: Database, event: ContentId): Promise<{ id: ContentId; territory: TerritoryId; slug: string; name: string } | null> {
  const { rows } = await sql<{ id: ContentId; territory: TerritoryId; slug: string; name: string }>`
    select c.id, c.territory_id as territory, c.slug, c.title as name from events e join contents c on c.id = e.place_id and c.state = 'published' where e.content_id = ${event}`.execute(db);
  return rows[0] ?? null;
}
