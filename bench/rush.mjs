// Five hundred people who book the same fifty seats at once, against bare pg that does no more than count and insert under
// the same lock.
import pg from "pg";
import { figure } from "./results.mjs";

const [people, seats] = [500, 50];

/** Sends all the forms at once, over connections of their own; answers how many were told that they have a seat. */
export async function measureRush({ server, data }) {
  const { slug, event, time } = await offerSeats(data.client);
  const path = `/evenements/${slug}/reserver`;
  const book = (n) => server.ask(server.host, path, { method: "POST", headers: { "x-forwarded-for": `198.51.${n >> 8}.${n & 255}` }, form: { time, seats_kbench: "1", name: `Personne ${n}`, email: `personne${n}@bench.test`, submission: crypto.randomUUID() } });
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: people }, (_, n) => book(n)));
  const ours = performance.now() - started;
  const statuses = answers.map((each) => each.status);
  if (statuses.some((status) => status !== 200 && status !== 422)) throw new Error(`The rush answered ${[...new Set(statuses)].join(", ")}`);
  const { rows } = await data.client.query("select coalesce(sum(places), 0)::int as given from bookings where event_id = $1 and state = 'booked'", [event]);
  const given = rows[0].given;
  const theirs = await referenceRush(data.url);
  return [
    figure(`booking rush: ${people} people, ${seats} seats, by bare pg`, (people / ours) * 1000, "requests/s", { reference: (people / theirs) * 1000, ratio: theirs / ours, target: 0.1 }),
    figure("booking rush: from the first click to the last answer", ours, "ms"),
    figure("booking rush: seats given beyond those that there are", Math.max(0, given - seats), "seats", { target: 0, under: true }),
    figure("booking rush: seats left over", Math.max(0, seats - given), "seats", { target: 0, under: true }),
    figure("booking rush: people told that they have a seat, beyond those who do", statuses.filter((status) => status === 200).length - given, "people", { target: 0, under: true }),
  ];
}

/** An event of Grenoble with fifty seats and nobody in them. */
async function offerSeats(client) {
  const one = async (text, values = []) => (await client.query(text, values)).rows[0];
  await client.query("delete from booking_offers where kinds @> '[{\"id\": \"kbench\"}]'");
  const { id, slug } = await one(`select c.id, c.slug from contents c join events e on e.content_id = c.id join territories t on t.id = c.territory_id
    where t.slug = 'grenoble' and c.state = 'published' and e.status = 'on' and e.starts_at > now() + interval '2 days' and not exists (select from booking_offers f where f.event_id = c.id)
      and exists (select from occurrences o where o.event_id = c.id and not o.opening and o.starts_at > now() + interval '2 days') order by e.starts_at, c.id limit 1`);
  await client.query(`insert into booking_offers (event_id, territory_id, kinds, capacity, most_each, waiting_list, questions, opened, hours_before, keep_months)
    select id, territory_id, '[{"id": "kbench", "label": "Place", "limit": null}]', $2, 1, false, '[]', true, 0, 1 from contents where id = $1`, [id, seats]);
  const time = crypto.randomUUID();
  await client.query(`insert into booking_times (id, event_id, session, zone, starts_at, ends_at, start_local, end_local, whole_day, capacity)
    select $2, o.event_id, o.session, e.zone, o.starts_at, o.ends_at, o.start_local, o.end_local, o.whole_day, $3 from occurrences o join events e on e.content_id = o.event_id
    where o.event_id = $1 and not o.opening and o.starts_at > now() + interval '2 days' order by o.starts_at limit 1`, [id, time, seats]);
  return { slug, event: id, time };
}

/** What can't be left out: the lock, the count, the insert. */
async function referenceRush(url) {
  const pool = new pg.Pool({ connectionString: url, max: 12 });
  await pool.query("create table if not exists bench_rush (time int primary key, capacity int); create table if not exists bench_seats (time int, email text)");
  await pool.query("truncate bench_rush, bench_seats; insert into bench_rush values (1, 50)");
  const started = performance.now();
  await Promise.all(Array.from({ length: people }, async (_, n) => {
    const client = await pool.connect();
    await client.query("begin");
    const { rows: [{ capacity }] } = await client.query("select capacity from bench_rush where time = 1 for update");
    const { rows: [{ taken }] } = await client.query("select count(*)::int as taken from bench_seats where time = 1");
    if (taken < capacity) await client.query("insert into bench_seats values (1, $1)", [`personne${n}@bench.test`]);
    await client.query("commit");
    client.release();
  }));
  const took = performance.now() - started;
  await pool.query("drop table bench_rush, bench_seats");
  await pool.end();
  return took;
}
