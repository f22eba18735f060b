// Measures the served network at 1x and at 100x, in one run and as ratios. `--quick`: shorter, and 4x in place of 100x.
import { createHash } from "node:crypto";
import { cpus } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { compare, helper, median } from "./compare.mjs";
import { openData, preparePeople } from "./data.mjs";
import { measureDuplicates } from "./duplicates.mjs";
import { measureFederation } from "./federation.mjs";
import { measureListings } from "./listings.mjs";
import { figure, writeResults } from "./results.mjs";
import { measureRush } from "./rush.mjs";
import { measureSoak } from "./soak.mjs";
import { logIn, startServer, workOf } from "./server.mjs";
import { measureStaleness } from "./stale.mjs";

const { values: given } = parseArgs({ options: { quick: { type: "boolean" }, only: { type: "string" }, scale: { type: "string" }, minutes: { type: "string" } } });
const large = Number(given.scale ?? (given.quick ? 4 : 100));
const many = { rounds: given.quick ? 3 : 5, seconds: 2, connections: 10 };
const alone = { ...many, connections: 1 };
const say = (line) => console.log(line);
const wanted = (part) => !given.only || given.only.split(",").includes(part);
const closing = [];

const festival = "programme of 400 events";

/** What is measured. A cookie makes the server answer anew, as it does whoever has one; without, pages come from memory. */
function pagesOf(people, session) {
  const fresh = { cookie: "es_lang=fr" };
  return [
    { name: "home page", path: "/", headers: fresh },
    { name: "agenda with two filters", path: "/agenda?type=workshop&prix=gratuit", headers: fresh },
    { name: "event page", path: `/evenements/${people.event}`, headers: fresh },
    { name: festival, path: `/evenements/${people.festival}/programme`, headers: fresh },
    { name: "search", path: "/recherche?q=abeilles+sauvages", headers: fresh },
    { name: "API list", path: "/api/v1/events?limit=20", headers: fresh },
    { name: "feed of 50 sources", path: "/mon-espace", headers: { cookie: session }, own: true },
  ];
}

async function open(scale) {
  const data = await openData(scale, say);
  closing.push(() => data.close());
  const people = await preparePeople(data);
  say(`${scale}x: ${data.sizes.members} members, ${data.sizes.contents} contents, ${data.sizes.times} times, ${Math.round(data.sizes.megabytes)} MB`);
  const server = await startServer(data, { workers: scale === 1 ? "1" : "0" });
  closing.push(() => server.stop());
  const session = await logIn(server, "membre@example.org", server.host);
  return { data, people, server, session, pages: pagesOf(people, session) };
}

/** The statements that each page sends, and its bytes: taken from a server that is not measured. */
async function record({ data, pages }) {
  let statements = [];
  const server = await startServer(data, { record: (statement) => /^(select 1$|listen)/.test(statement.text) || statements.push(statement), workers: "0" });
  const recorded = [];
  // Statements are told a little after they are sent.
  const quiet = async () => {
    for (let seen = -1; seen !== statements.length; await wait(500)) seen = statements.length;
  };
  for (const page of pages) {
    // Sessions hold for a host by name, with its port.
    const headers = page.own ? { cookie: await logIn(server, "membre@example.org", server.host) } : page.headers;
    await server.ask(server.host, page.path, { headers });
    await quiet();
    statements = [];
    const answer = await server.ask(server.host, page.path, { headers });
    if (answer.status !== 200) throw new Error(`${page.path} answered ${answer.status}`);
    await quiet();
    recorded.push({ path: page.path, statements: [...statements], headers: { "content-type": answer.headers["content-type"] }, body: answer.body });
  }
  await server.stop();
  return recorded;
}

async function measure() {
  const load = helper("load.mjs");
  closing.push(async () => load.stop());
  const bare = helper("bare.mjs");
  closing.push(async () => bare.stop());
  const { port: barePort } = await bare.next();
  const results = [];
  const tell = (part, ...figures) => {
    results.push(...figures);
    writeResults(part, figures, say);
  };
  // Before the others: its worker is a process of its own, and the only one.
  if (wanted("federation")) {
    const data = await openData(1, say);
    tell("federation", ...await measureFederation(data).finally(() => data.close()));
    if (given.only === "federation") return results;
  }
  // An hour long: only when it is asked for.
  if (given.only?.split(",").includes("soak")) {
    const data = await openData(1, say);
    tell("soak", ...await measureSoak(data, Number(given.minutes ?? 60), say).finally(() => data.close()));
    if (given.only === "soak") return results;
  }
  const small = await open(1);

  if (wanted("cached")) tell("cached", ...await measureCached(load, bare, barePort, small));
  if (wanted("uncached")) tell("uncached", ...await measureUncached(load, bare, barePort, small));
  if (wanted("stale")) {
    const other = await startServer(small.data, { workers: "0" });
    const delays = await measureStaleness(small.server, other, small.people, given.quick ? 5 : 20);
    await other.stop();
    tell("stale", figure("longest time that another process shows a page after a change", Math.max(...delays), "ms", { target: 1000, under: true }), figure("median time that another process shows a page after a change", median(delays), "ms"));
  }
  if (wanted("rush")) tell("rush", ...await measureRush(small));
  const big = ["scale", "listings", "duplicates"].some(wanted) ? await open(large) : null;
  if (big && wanted("listings")) tell("listings", ...await measureListings(big, say));
  if (big && wanted("duplicates")) tell("duplicates", ...await measureDuplicates(big));
  if (big && wanted("scale")) {
    const figures = [];
    for (const [index, page] of small.pages.entries()) {
      const ours = { ...targetOf(big, big.pages[index]) };
      const seen = await compare(load, ours, targetOf(small, page), alone);
      figures.push(figure(`${page.name}: ${large}x by 1x, 95th percentile`, seen.ours.p95, "ms", { reference: seen.theirs.p95, ratio: seen.p95, target: 1.5, under: true }));
      if (page.name === festival) figures.push(figure(`${page.name}: ${large}x, 95th percentile`, seen.ours.p95, "ms", { target: 100, under: true }));
      figures.push(figure(`${page.name}: ${large}x by 1x, median`, seen.ours.p50, "ms", { reference: seen.theirs.p50, ratio: seen.p50 }));
      figures.push(figure(`${page.name}: ${large}x by 1x, processor time`, seen.ours.work, "ms", { reference: seen.theirs.work, ratio: seen.work }));
    }
    tell("scale", ...figures);
  }
  const { now, most } = small.server.memory();
  tell("memory", figure("memory of the server's processes at 1x, most", most / 1e6, "MB", { target: 300, under: true }), figure("memory of the server's processes at 1x, at the end", now / 1e6, "MB"));
  return results;
}

function targetOf({ server, data }, page) {
  return { worked: () => workOf([server.pid, data.pid]), port: server.port, path: page.path, headers: { host: server.host, ...page.headers }, spread: page.path.startsWith("/api/") };
}

/** Pages kept in memory, as a browser asks for them, against the same bytes from memory by bare node:http. */
async function measureCached(load, bare, barePort, { server, pages }) {
  const figures = [];
  for (const page of pages.filter((each) => !each.own)) {
    const headers = { host: server.host, "accept-encoding": "gzip, br", "accept-language": "fr" };
    await server.ask(server.host, page.path, { headers });
    const kept = await server.ask(server.host, page.path, { headers });
    if (kept.headers["content-encoding"] !== "br") throw new Error(`${page.path} doesn't come from memory`);
    await bare.ask({ answers: [{ path: page.path, statements: [], headers: kept.headers, body: kept.body }] });
    const seen = await compare(load, { worked: () => workOf([server.pid]), port: server.port, path: page.path, headers }, { worked: () => workOf([bare.pid]), port: barePort, path: page.path, headers }, many);
    figures.push(figure(`${page.name} from the page cache, by the same bytes from node:http`, seen.ours.perSecond, "requests/s", { reference: seen.theirs.perSecond, ratio: seen.rate, target: 0.5 }));
    figures.push(figure(`${page.name} from the page cache, processor time`, seen.ours.work, "ms", { reference: seen.theirs.work, ratio: seen.theirs.work / seen.ours.work }));
  }
  return figures;
}

/** Pages made anew against the same statements and the same bytes by bare node:http and pg. */
async function measureUncached(load, bare, barePort, small) {
  const recorded = await record(small);
  await bare.ask({ database: small.data.url, answers: recorded });
  const figures = [];
  for (const [index, page] of small.pages.entries()) {
    const theirs = { worked: () => workOf([bare.pid, small.data.pid]), port: barePort, path: page.path, headers: {} };
    const seen = await compare(load, targetOf(small, page), theirs, many);
    const single = await compare(load, targetOf(small, page), theirs, alone);
    const { statements, body } = recorded[index];
    if (!given.quick) {
      // The server has each statement planned once; plain pg doesn't unless it is told to. This is pg told to.
      await bare.ask({ answers: recorded.map((answer) => ({ ...answer, statements: answer.statements.map((statement) => ({ ...statement, name: nameOf(statement.text) })) })) });
      const strict = await compare(load, targetOf(small, page), theirs, many);
      await bare.ask({ answers: recorded });
      figures.push(figure(`${page.name} made anew, by node:http and pg with prepared statements`, strict.ours.perSecond, "requests/s", { reference: strict.theirs.perSecond, ratio: strict.rate }));
    }
    figures.push(figure(`${page.name} made anew (${statements.length} statements, ${Math.round(body.length / 1000)} kB), by node:http and pg`, seen.ours.perSecond, "requests/s", { reference: seen.theirs.perSecond, ratio: seen.rate, target: 0.6 }));
    figures.push(figure(`${page.name} made anew, processor time`, seen.ours.work, "ms", { reference: seen.theirs.work, ratio: seen.theirs.work / seen.ours.work }));
    figures.push(figure(`${page.name} made anew, one connection, median`, single.ours.p50, "ms", { reference: single.theirs.p50, ratio: single.rate }));
  }
  return figures;
}

function nameOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 20);
}

async function close() {
  for (const end of closing.splice(0).reverse()) await end().catch((error) => console.error(error));
}

for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void close().then(() => process.exit(130)));
say(`${cpus().length} processors, Node ${process.versions.node}, ${new Date().toISOString()}`);
try {
  const results = await measure();
  const missed = results.filter((each) => each.met === false);
  say(missed.length === 0 ? "\nEvery target is met." : `\nNot met: ${missed.map((each) => each.name).join("; ")}`);
} finally {
  await close();
}
process.exit(0);
