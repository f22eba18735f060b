// An hour of mixed traffic at a modest pace: pages, searches, pictures, what other servers say, and one thing told to many of
// them. Serving and working are processes apart; their memory is read every ten seconds, and nothing is forced on them.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import sharp from "sharp";
import { helper } from "./compare.mjs";
import { figure } from "./results.mjs";
import { logIn, startServer, startWorker } from "./server.mjs";

const [hosts, followers, senders] = [50, 300, 40];
const pace = { pages: 2, activities: 2, pictures: 1 / 20, fanOuts: 1 / 60 };
const everyMillis = 10_000;
const words = ["abeilles", "ciel", "océan", "climat", "robots", "fossiles", "champignons", "astronomie", "mathématiques", "rivière", "lumière", "volcans"];
const everybody = "https://www.w3.org/ns/activitystreams#Public";
const pick = (from) => from[Math.floor(Math.random() * from.length)];

/** Answers, for each process, how its memory grew in an hour over the last two thirds, by the mean of these, and the most it held. */
export async function measureSoak(data, minutes, say) {
  await data.client.query("delete from federation.servers");
  await data.client.query("delete from federation.actors");
  await data.client.query("delete from throttles");
  const server = await startServer(data, { workers: "0", more: { ALLOW_PRIVATE_NETWORK: "1" } });
  const worker = await startWorker(server, data);
  const sink = helper("sink.mjs");
  const { port } = await sink.next();
  try {
    const known = await prepare(data.client, server, port);
    const end = performance.now() + minutes * 60_000;
    const [samples, done] = [[], new Map()];
    const count = (what) => done.set(what, (done.get(what) ?? 0) + 1);
    await Promise.all([
      paced(pace.pages, end, (n) => readPage(server, known, n).then(count)),
      paced(pace.pictures, end, (n) => sendPicture(server, known, n).then(count)),
      paced(pace.fanOuts, end, () => fanOut(data.client, known).then(() => count("fan-out"))),
      paced(pace.activities / 10, end, (n) => say10(sink, server, known, port, n).then((statuses) => statuses.forEach(([status, times]) => done.set(`activity ${status}`, (done.get(`activity ${status}`) ?? 0) + times)))),
      paced(1000 / everyMillis, end, async (n) => {
        samples.push({ at: performance.now(), serving: server.memory().now / 1e6, working: worker.memory().now / 1e6 });
        if (n % 30 === 0) say(`  ${Math.round((n * everyMillis) / 60_000)} min: ${Math.round(samples.at(-1).serving)} MB serving, ${Math.round(samples.at(-1).working)} MB working`);
      }),
    ]);
    const { rows } = await data.client.query("select type || ' ' || state as what, count(*)::int as n from federation.received group by 1 union all select 'delivery ' || state, count(*)::int from federation.deliveries group by 1 order by 1");
    say(`  ${[...done].map(([what, n]) => `${what}: ${n}`).join(", ")}\n  ${rows.map(({ what, n }) => `${what}: ${n}`).join(", ")}`);
    return [["serving", server], ["working", worker]].flatMap(([name, process]) => {
      const late = samples.slice(Math.floor(samples.length / 3));
      const [slope, mean] = trend(late.map((each) => [each.at / 3_600_000, each[name]]));
      return [
        figure(`${minutes} min of mixed traffic: growth of the process ${name}, in an hour, by its mean`, slope, "MB/h", { reference: mean, ratio: slope / mean, target: 0.05, under: true }),
        figure(`${minutes} min of mixed traffic: memory of the process ${name}, most`, process.memory().most / 1e6, "MB"),
      ];
    });
  } finally {
    sink.stop();
    await worker.stop();
    await server.stop();
  }
}

/** Does `one` so many times a second until the end, none before the last is done. */
async function paced(perSecond, end, one) {
  const started = performance.now();
  for (let n = 0; performance.now() < end; n++) {
    await wait(Math.max(0, Math.min(end, started + (n / perSecond) * 1000) - performance.now()));
    if (performance.now() < end) await one(n);
  }
}

/** The slope and the mean of points, by least squares. */
function trend(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return [over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0), y];
}

/** What is spoken of, and who hears of it: 300 followers on 50 hosts of the sink. */
async function prepare(client, server, port) {
  const { rows: articles } = await client.query("select c.id, c.slug from contents c join territories t on t.id = c.territory_id and t.slug = 'grenoble' join content_authors a on a.content_id = c.id join members m on m.id = a.member_id and m.home_id = t.id where c.kind = 'article' and c.state = 'published' order by c.id limit 60");
  const { rows: events } = await client.query("select c.id, c.slug, a.member_id as author from contents c join content_authors a on a.content_id = c.id join members m on m.id = a.member_id join territories t on t.id = m.home_id and t.slug = 'grenoble' where c.kind = 'event' and c.state = 'published' and c.territory_id = t.id and not exists (select from content_structures s where s.content_id = c.id and s.role = 'author') order by c.id limit 60");
  const document = await server.ask(server.host, `/ap/members/${events[0].author}`, { headers: { accept: "application/activity+json" } });
  const author = JSON.parse(document.body.toString("utf8")).id;
  await client.query("insert into federation.servers (id, host, created_at) select gen_random_uuid(), 'h' || n || '.localhost:' || $1::int, now() from generate_series(1, $2) n", [port, hosts]);
  await client.query(`insert into federation.actors (id, uri, server_id, kind, handle, inbox, read_at, created_at)
    select gen_random_uuid(), 'http://' || s.host || '/users/f' || n, s.id, 'member', 'f' || n, 'http://' || s.host || '/users/f' || n || '/inbox', now(), now()
    from generate_series(1, $2) n join federation.servers s on s.host = 'h' || (n % $3 + 1) || '.localhost:' || $1::int`, [port, followers, hosts]);
  await client.query("insert into federation.followers (actor_id, follower_id, activity_uri, at) select o.id, f.id, f.uri || '#follow', now() from federation.actors o, federation.actors f where o.uri = $1 and f.handle ~ '^f[0-9]+$' on conflict do nothing", [author]);
  return { articles, events, author, session: await logIn(server, "membre@example.org", server.host) };
}

/** Every second one is made anew; one in four is a search, mostly for what nobody asked before. */
async function readPage(server, { articles, events, session }, n) {
  const day = Temporal.Now.plainDateISO().add({ days: Math.floor(Math.random() * 60) });
  const paths = ["/", "/agenda", `/agenda?du=${day}`, "/articles", `/articles/${pick(articles).slug}`, `/evenements/${pick(events).slug}`, "/carte", "/mon-espace", "/api/v1/events?limit=20", "/agenda.ics", "/articles.rss", `/ap/articles/${pick(articles).id}`];
  const path = n % 4 === 0 ? `/recherche?q=${encodeURIComponent(`${pick(words)} ${pick(words)} ${Math.floor(Math.random() * 1000)}`)}` : paths[n % paths.length];
  const headers = path === "/mon-espace" ? { cookie: session } : path.startsWith("/ap/") ? { accept: "application/activity+json" } : n % 2 === 0 ? { cookie: "es_lang=fr" } : {};
  const { status } = await server.ask(server.host, path, { headers: { "x-forwarded-for": `10.1.${n % 250}.${n % 97}`, ...headers } });
  return `page ${status}`;
}

/** A picture that nobody sent before, of two megapixels. */
async function sendPicture(server, { session }, n) {
  const bytes = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#345", noise: { type: "gaussian", mean: 128, sigma: 20 + (n % 10) } } }).jpeg().toBuffer();
  const form = new FormData();
  form.set("picture", new File([bytes], `mesure-${n}.jpg`, { type: "image/jpeg" }));
  form.set("alt", "Du bruit");
  const sent = new Response(form);
  const { status } = await server.ask(server.host, "/televerser", { method: "POST", headers: { cookie: session, origin: `http://${server.host}`, "content-type": sent.headers.get("content-type") }, body: Buffer.from(await sent.arrayBuffer()) });
  return `picture ${status}`;
}

async function fanOut(client, { events }) {
  await client.query("update contents set updated_at = now() where id = $1", [events[0].id]);
  const { rows: [{ id }] } = await client.query("insert into facts (kind, territory_id, subject_id, payload, at) select 'content.edited', territory_id, id, '{\"content\": \"event\"}', now() from contents where id = $1 returning id", [events[0].id]);
  await client.query("select graphile_worker.add_job('react', json_build_object('fact', $1::bigint))", [id]);
}

/** Ten things that one of the others says, in their order: likes and relays, comments written, corrected and deleted, follows and what takes them back. */
async function say10(sink, server, { articles, author }, port, n) {
  const actor = `http://s${n % 20}.localhost:${port}/users/s${n % senders}`;
  const name = (what) => `${actor}/${what}/${randomUUID()}`;
  const target = `http://${server.host}/ap/articles/${pick(articles).id}`;
  const said = (type, object, more = {}) => ({ "@context": "https://www.w3.org/ns/activitystreams", id: name("activities"), type, actor, object, to: [everybody], ...more });
  const note = { id: name("notes"), type: "Note", attributedTo: actor, inReplyTo: target, content: `<p>Lu, et relu : ${pick(words)}.</p>`, to: [everybody], published: new Date().toISOString() };
  const article = { id: name("articles"), type: "Article", attributedTo: actor, name: `Des ${pick(words)}`, content: `<p>${`${pick(words)} `.repeat(400)}</p>`, to: [everybody], published: new Date().toISOString() };
  const [like, follow] = [said("Like", target), said("Follow", author)];
  const activities = [like, said("Announce", target), follow, said("Create", note), said("Update", { ...note, content: "<p>Corrigé.</p>", updated: new Date(Date.now() + 1000).toISOString() }), said("Create", article), said("Undo", like), said("Undo", follow), said("Delete", { id: note.id, type: "Tombstone" }), said("Flag", [target], { content: "À relire", to: [] })];
  return (await sink.ask({ send: { to: `http://127.0.0.1:${server.port}/inbox`, host: server.host, width: 1, activities } })).statuses;
}
