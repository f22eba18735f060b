// What speaking with other servers costs: one event told to 5,000 inboxes on 300 hosts, and what others post, with the
// pages of this server read meanwhile. Workers run in a process of their own.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { helper, median } from "./compare.mjs";
import { figure } from "./results.mjs";
import { startServer, startWorker } from "./server.mjs";

const [inboxes, hosts, ofTag] = [5000, 300, 10_000];
const [senders, posts, asked] = [200, 4000, 200];

export async function measureFederation(data) {
  // Ours are known to nobody yet: their addresses hold the port of this run.
  await data.client.query("delete from federation.servers");
  await data.client.query("delete from federation.actors");
  const server = await startServer(data, { workers: "0", more: { ALLOW_PRIVATE_NETWORK: "1" } });
  const sink = helper("sink.mjs");
  const { port } = await sink.next();
  const worker = await startWorker(server, data);
  try {
    return [...await fanOut(data, server, sink, port), ...await tag(data, server, sink, port), ...await inbox(data, server, sink, port), ...memory(server, worker)];
  } finally {
    sink.stop();
    await worker.stop();
    await server.stop();
  }
}

/** From the moment that an event was corrected to the last of 5,000 answers. */
async function fanOut({ client }, server, sink, port) {
  const one = async (text, values = []) => (await client.query(text, values)).rows[0];
  const event = await one("select c.id, a.member_id as author, m.home_id from contents c join content_authors a on a.content_id = c.id join members m on m.id = a.member_id join territories t on t.id = m.home_id and t.slug = 'grenoble' where c.kind = 'event' and c.state = 'published' and not exists (select from content_structures s where s.content_id = c.id and s.role = 'author') order by c.id limit 1");
  const document = await server.ask(server.host, `/ap/members/${event.author}`, { headers: { accept: "application/activity+json" } });
  if (document.status !== 200) throw new Error(`The author answered ${document.status}`);
  const author = JSON.parse(document.body.toString("utf8")).id;
  await client.query(`insert into federation.servers (id, host, created_at) select gen_random_uuid(), 'h' || n || '.localhost:' || $1::int, now() from generate_series(1, $2) n`, [port, hosts]);
  await client.query(`insert into federation.actors (id, uri, server_id, kind, handle, inbox, read_at, created_at)
    select gen_random_uuid(), 'http://' || s.host || '/users/f' || n, s.id, 'member', 'f' || n, 'http://' || s.host || '/users/f' || n || '/inbox', now(), now()
    from generate_series(1, $2) n join federation.servers s on s.host = 'h' || (n % $3 + 1) || '.localhost:' || $1::int`, [port, inboxes, hosts]);
  await client.query("insert into federation.followers (actor_id, follower_id, activity_uri, at) select o.id, f.id, f.uri || '#follow', now() from federation.actors o, federation.actors f where o.uri = $1 and f.uri like 'http://h%.localhost:' || $2::int || '/users/f%' on conflict do nothing", [author, port]);
  await client.query("analyze federation.actors, federation.followers, federation.servers");
  const rates = [];
  const [references, bodies] = [[], []];
  for (let round = 0; round < 2; round++) {
    await sink.ask({ wait: inboxes });
    const last = sink.next();
    const started = performance.timeOrigin + performance.now();
    await client.query("update contents set updated_at = now() where id = $1", [event.id]);
    const { id } = await one("insert into facts (kind, territory_id, subject_id, payload, at) select 'content.edited', territory_id, id, '{\"content\": \"event\"}', now() from contents where id = $1 returning id", [event.id]);
    await client.query("select graphile_worker.add_job('react', json_build_object('fact', $1::bigint))", [id]);
    rates.push((inboxes / ((await last).at - started)) * 1000);
    const { body } = await one("select body from federation.activities order by at desc limit 1");
    bodies.push(body.length);
    const { rows } = await client.query("select inbox from federation.actors where uri like 'http://h%.localhost:' || $1::int || '/users/f%'", [port]);
    const { millis } = await sink.ask({ bare: { inboxes: rows.map((row) => row.inbox), body } });
    references.push((inboxes / millis) * 1000);
  }
  return [figure(`fan-out of one event of ${bodies[0]} bytes to ${inboxes} inboxes on ${hosts} hosts, by bare signed posts`, median(rates), "posts/s", { reference: median(references), ratio: median(rates) / median(references), target: 0.5 })];
}

/** From the moment that an article came out under a tag, followed by 10,000 people of 300 servers, to the last of the posts: one for each server. */
async function tag({ client }, server, sink, port) {
  const { rows: [found] } = await client.query(`select c.id, t.tag from content_tags t join contents c on c.id = t.content_id and c.kind = 'article' and c.state = 'published' join territories h on h.id = c.territory_id and h.slug = 'grenoble'
    where not exists (select from content_authors a join federation.actors o on o.subject = a.member_id::text join federation.followers f on f.actor_id = o.id where a.content_id = c.id) and t.tag ~ '^[a-z]+$'
    and not exists (select from content_tags other join federation.actors o on o.kind = 'tag' and o.subject = other.tag where other.content_id = c.id) order by c.id limit 1`);
  const document = await server.ask(server.host, `/ap/tags/${found.tag}`, { headers: { accept: "application/activity+json" } });
  if (document.status !== 200) throw new Error(`The tag answered ${document.status}`);
  const followed = JSON.parse(document.body.toString("utf8")).id;
  await client.query(`insert into federation.actors (id, uri, server_id, kind, handle, inbox, shared_inbox, read_at, created_at)
    select gen_random_uuid(), 'http://' || s.host || '/users/t' || n, s.id, 'member', 't' || n, 'http://' || s.host || '/users/t' || n || '/inbox', 'http://' || s.host || '/inbox', now(), now()
    from generate_series(1, $2) n join federation.servers s on s.host = 'h' || (n % $3 + 1) || '.localhost:' || $1::int`, [port, ofTag, hosts]);
  await client.query("insert into federation.followers (actor_id, follower_id, activity_uri, at) select o.id, f.id, f.uri || '#follow', now() from federation.actors o, federation.actors f where o.uri = $1 and f.uri like 'http://h%.localhost:' || $2::int || '/users/t%' on conflict do nothing", [followed, port]);
  await client.query("analyze federation.actors, federation.followers");
  await sink.ask({ wait: hosts });
  const last = sink.next();
  const started = performance.timeOrigin + performance.now();
  const { rows: [{ id }] } = await client.query("insert into facts (kind, territory_id, subject_id, payload, at) select 'content.published', territory_id, id, '{\"content\": \"article\"}', now() from contents where id = $1 returning id", [found.id]);
  await client.query("select graphile_worker.add_job('react', json_build_object('fact', $1::bigint))", [id]);
  return [figure(`a tag with ${ofTag} followers on ${hosts} servers: the last of ${hosts} posts after`, ((await last).at - started) / 1000, "s")];
}

/** Likes of two hundred people, each verified with their own key, while a reader goes on reading. */
async function inbox({ client }, server, sink, port) {
  const { rows } = await client.query("select c.id, coalesce(m.home_id, c.territory_id) as home from contents c join content_authors a on a.content_id = c.id join members m on m.id = a.member_id join territories t on t.id = m.home_id and t.slug = 'grenoble' where c.kind = 'article' and c.state = 'published' order by c.id limit 40");
  const send = (count) => ({ to: `http://127.0.0.1:${server.port}/inbox`, host: server.host, width: 16, activities: Array.from({ length: count }, (_, n) => {
    const actor = `http://s${n % 20}.localhost:${port}/users/s${n % senders}`;
    return { "@context": "https://www.w3.org/ns/activitystreams", id: `${actor}/likes/${randomUUID()}`, type: "Like", actor, object: `http://${server.host}/ap/articles/${rows[n % rows.length].id}`, to: ["https://www.w3.org/ns/activitystreams#Public"] };
  }) });
  // Everybody is met once: their documents are fetched, their keys kept.
  await taken(sink, send(senders));
  await settled(client);
  const capacity = await taken(sink, send(posts));
  await settled(client);
  const quiet = await readPages(server, 300);
  const posting = taken(sink, { ...send(posts), perSecond: asked });
  const busy = await readPages(server, 300);
  await posting;
  await settled(client);
  return [
    figure(`inbox: verified activities a second, as many as it takes`, capacity, "activities/s", { target: asked }),
    figure(`inbox: 95th percentile of pages read while ${asked} a second are posted, by the same without`, busy, "ms", { reference: quiet, ratio: busy / quiet, target: 1.1, under: true }),
  ];
}

/** How many a second were taken of all that was posted. */
async function taken(sink, send) {
  const { millis, statuses } = await sink.ask({ send });
  if (statuses.some(([status]) => status !== 202)) throw new Error(`The inbox answered ${JSON.stringify(statuses)}`);
  return (send.activities.length / millis) * 1000;
}

async function settled(client) {
  for (let tries = 0; tries < 600 && (await client.query("select from federation.received where state = 'waiting' limit 1")).rows.length > 0; tries++) await wait(100);
}

/** Pages made anew, one after another: their 95th percentile in milliseconds. */
async function readPages(server, turns) {
  const times = [];
  for (let turn = 0; turn < turns; turn++) {
    const started = performance.now();
    await server.ask(server.host, turn % 2 === 0 ? "/agenda" : "/articles", { headers: { cookie: "es_lang=fr" } });
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(turns * 0.95)];
}

function memory(server, worker) {
  return [figure("memory of the server's processes after all this, most", server.memory().most / 1e6, "MB"), figure("memory of the worker after all this, most", worker.memory().most / 1e6, "MB")];
}
