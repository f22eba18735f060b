import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Accessibility, Audience, Price } from "../agenda/event.ts";
import type { Card } from "../contents/card.ts";
import { listCardsAnywhere, listVisibleCardsAnywhere } from "../contents/list-cards.ts";
import { readPlaceBrief } from "../visiting/place.ts";
import type { Level, Travel } from "./itinerary.ts";
import type { Line } from "./route.ts";

/** One stop as a reader may know it: a place that they can't see any more has neither name nor point. */
export interface Stop {
  /** Its place in the census, if it has one. */
  readonly place: ContentId | null;
  readonly card: Card | null;
  readonly gone: boolean;
  readonly name: string;
  readonly address: string;
  readonly communeCode: string | null;
  readonly communeName: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly note: string;
  readonly minutes: number;
}

export interface ItineraryDetails {
  readonly travel: Travel;
  readonly level: Level;
  readonly looped: boolean;
  readonly audience: readonly Audience[];
  readonly accessibility: readonly Accessibility[];
  readonly pricing: "free" | "paid" | "unknown";
  readonly prices: readonly Price[];
  readonly metres: number;
  readonly minutes: number;
  readonly ownMetres: number | null;
  readonly ownMinutes: number | null;
  /** As a track drew it; null where one goes straight from stop to stop. */
  readonly line: Line | null;
  readonly stops: readonly Stop[];
}

/** The itinerary of a content that the viewer has been shown, with what they may know of its stops; null when it is of another kind. */
export async function showItineraryAnywhere(context: Context, id: ContentId): Promise<ItineraryDetails | null> {
  const { db } = context;
  const [found, stops] = await Promise.all([
    sql<Omit<ItineraryDetails, "stops">>`select travel, level, looped, audience, accessibility, pricing, prices, metres, minutes, own_metres as "ownMetres", own_minutes as "ownMinutes", line from itineraries where content_id = ${id}`.execute(db),
    sql<Omit<Stop, "card" | "gone">>`select place_id as place, name, address, commune_code as "communeCode", commune_name as "communeName", latitude, longitude, note, minutes from itinerary_stops where itinerary_id = ${id} order by position`.execute(db),
  ]);
  const details = found.rows[0];
  if (!details) return null;
  const cards = new Map((await listVisibleCardsAnywhere(context, stops.rows.flatMap((stop) => stop.place ?? []))).map((card) => [card.id, card]));
  return { ...details, stops: stops.rows.map((stop) => ({ ...stop, ...whereOf(stop, stop.place ? (cards.get(stop.place) ?? null) : null) })) };
}

function whereOf(stop: Omit<Stop, "card" | "gone">, card: Card | null): Pick<Stop, "card" | "gone" | "name" | "communeName" | "latitude" | "longitude"> {
  if (card) return { card, gone: false, name: card.title, communeName: readPlaceBrief(card.brief)?.communeName ?? "", latitude: card.latitude, longitude: card.longitude };
  const { name, communeName, latitude, longitude } = stop;
  return { card: null, gone: name === "", name, communeName, latitude, longitude };
}

/** The coming events that are held at its places, whoever published them, the soonest first. */
export async function listComingOnTheWayAnywhere(db: Database, itinerary: ContentId, now: Temporal.Instant, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`
    select e.content_id as id from (select distinct place_id from itinerary_stops where itinerary_id = ${itinerary} and place_id is not null) s
    join contents p on p.id = s.place_id and p.state = 'published' join events e on e.place_id = s.place_id join contents c on c.id = e.content_id and c.state = 'published'
    where coalesce(e.ends_at, e.starts_at) >= ${now} order by greatest(e.starts_at, ${now}), e.content_id limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}

/** The published itineraries that lead to a place, the newest first. */
export async function listLeadingThereAnywhere(db: Database, place: ContentId, limit: number): Promise<Card[]> {
  const { rows } = await sql<{ id: ContentId }>`
    select c.id from contents c where c.kind = 'itinerary' and c.state = 'published' and c.id in (select itinerary_id from itinerary_stops where place_id = ${place}) order by c.published_at desc, c.id desc limit ${limit}`.execute(db);
  return listCardsAnywhere(db, rows.map((row) => row.id));
}
