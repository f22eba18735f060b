import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { addSeats, fits, placesOf, type SeatKind, type Seats } from "../bookings/booking.ts";
import type { Question } from "../forms/question.ts";
import { chanceOf, idAt } from "./chance.ts";
import { contributorsOf, demoSeed, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, type DemoTerritory } from "./territories.ts";

const perTerritory = 6;
const kinds: readonly SeatKind[] = [{ id: "kadult", label: "Adulte", limit: null }, { id: "kchild", label: "Enfant", limit: null }, { id: "kwheel", label: "Fauteuil roulant", limit: 2 }];
const questions: readonly Question[] = [
  { id: "qschool", kind: "short", label: "Si vous venez avec un groupe, lequel ?", help: "", required: false, choices: [] },
  { id: "qhow", kind: "one", label: "Comment avez-vous connu l’événement ?", help: "", required: false, choices: ["Echosciences", "une affiche", "le bouche-à-oreille", "la radio"] },
];

/** Some coming events are booked here, as many at any scale; the first of each territory is full, with people waiting. */
export async function seedBookings(tx: Transaction, options: SeedOptions): Promise<void> {
  const from = options.today.add({ days: 3 }).toString();
  for (const territory of demoTerritories) {
    const { rows } = await sql<{ id: string }>`
      select e.content_id as id from events e join contents c on c.id = e.content_id and c.state = 'published' where e.territory_id = ${territoryIdOf(territory)} and e.status = 'on' and e.booking_url is null
        and e.type in ('workshop', 'conference', 'visit', 'science-cafe', 'screening') and e.starts_at > ${from}::timestamptz and e.starts_at < ${from}::timestamptz + interval '30 days'
        and jsonb_array_length(e.sessions) = 1 and e.sessions -> 0 ->> 'kind' = 'slot'
      order by e.starts_at, e.content_id limit ${Math.ceil(perTerritory * Math.min(1, options.scale))}`.execute(tx);
    for (const [index, { id }] of rows.entries()) await seedEvent(tx, territory, options, id, index === 0);
  }
}

async function seedEvent(tx: Transaction, territory: DemoTerritory, { scale, today }: SeedOptions, event: string, first: boolean): Promise<void> {
  const chance = chanceOf(demoSeed, "booking", event);
  const capacity = first ? 12 : chance.pick([20, 30, 40, 60]);
  await sql`insert into booking_offers (event_id, territory_id, kinds, capacity, most_each, waiting_list, questions, opened, hours_before, keep_months, marked_full, told_status)
    select content_id, territory_id, ${json(kinds)}, ${capacity}, 6, true, ${json(questions)}, true, 2, 3, ${first}, ${first ? "full" : "on"} from events where content_id = ${event}`.execute(tx);
  if (first) await sql`update events set status = 'full' where content_id = ${event}`.execute(tx);
  if (first) await sql`insert into content_authors (content_id, member_id, position, published_at) select id, ${idAt("member", territory.slug, 0)}, 1, published_at from contents where id = ${event} on conflict do nothing`.execute(tx);
  const time = idAt("booking-time", event);
  await sql`insert into booking_times (id, event_id, session, zone, starts_at, ends_at, start_local, end_local, whole_day, capacity)
    select ${time}, o.event_id, o.session, e.zone, o.starts_at, o.ends_at, o.start_local, o.end_local, o.whole_day, ${capacity} from occurrences o join events e on e.content_id = o.event_id where o.event_id = ${event}`.execute(tx);
  const people = contributorsOf(territory, scale);
  const picked = [...new Set(Array.from({ length: first ? 16 : chance.between(2, 9) }, () => chance.between(1, people - 1)))];
  let taken: Seats = {};
  const bookings = picked.map((index, at) => {
    const seats: Seats = { kadult: chance.between(1, 2), ...(chance.next() < 0.4 ? { kchild: chance.between(1, 3) } : {}), ...(chance.next() < 0.08 ? { kwheel: 1 } : {}) };
    const booked = fits(kinds, { capacity, taken }, seats);
    if (booked) taken = addSeats(taken, seats);
    return { seats, booked, index, at };
  });
  // To the last seat: the one who comes alone.
  const left = capacity - placesOf(taken);
  if (first && left > 0) bookings.push({ seats: { kadult: left }, booked: true, index: 0, at: bookings.length });
  const rows = bookings.map(({ seats, booked, index, at }) => ({
    id: idAt("booking", event, at), member: idAt("member", territory.slug, index), seats, places: placesOf(seats), state: booked ? "booked" : "waiting", at: today.subtract({ days: 4 }).toPlainDateTime({ hour: 8 }).add({ minutes: at * 7 }).toZonedDateTime("Europe/Paris").toInstant().toString(),
    answered: questions.map(({ id, kind, label, choices }) => ({ id, kind, label, value: id === "qhow" && chance.next() < 0.6 ? chance.pick(choices) : null })),
  }));
  await sql`insert into bookings (id, time_id, event_id, member_id, name, email, locale, seats, places, answered, state, booked_at)
    select r.id, ${time}::uuid, ${event}::uuid, m.id, m.name, m.handle || '@example.org', 'fr', r.seats, r.places, r.answered, r.state, r.at
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, member uuid, seats jsonb, places int, answered jsonb, state text, at timestamptz) join members m on m.id = r.member`.execute(tx);
}
