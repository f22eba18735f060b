import { connect as openSocket } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { withdraw } from "../../src/features/contents/change-state.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { TestServer } from "../support/server.ts";
import { testServer, until } from "../support/server.ts";
import { signedIn } from "../support/hostile.ts";

let server: TestServer;
let here: Territory;
let there: Territory;
let author: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  server = await testServer();
  [here, there] = [await server.world.territory(), await server.world.territory()];
  await server.reload();
  author = await signedIn(server, here);
});

/** The words of the request as they stand, on a connection of their own: no library mends them. */
function spoken(lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(server.port, "127.0.0.1", () => socket.write(`${lines.join("\r\n")}\r\n\r\n`));
    let heard = "";
    socket.setTimeout(4000, () => socket.destroy());
    socket.on("data", (chunk) => (heard += chunk.toString()));
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });
}

describe("E1 what isn't public any more", () => {
  test("leaves the page in memory, its ICS, its oEmbed, the feeds, the API and the dossiers within a second, for everybody", async () => {
    const { world } = server;
    const event = await world.event(author.member, here, { title: "Palimpseste public", input: { tags: ["palimpsestes"] } });
    const dossier = await world.dossier(author.member, there, { title: "Un dossier d’ailleurs", contributions: "open" });
    await server.ask(author.host, `/dossiers/${dossier}/ajouter`, { method: "POST", cookie: author.cookie, form: { content: event, note: "Une note" } });
    const shelf = "/dossiers/un-dossier-d-ailleurs";
    const paths = ["/", "/agenda", "/agenda.ics", "/agenda.rss", "/agenda.csv", "/agenda.geojson", "/carte", "/evenements/palimpseste-public", "/evenements/palimpseste-public.ics", "/api/v1/events", `/api/v1/contents/${event}`, "/recherche?q=palimpseste", "/sitemap/contenus-1.xml", `/membres/${author.member.handle}`, `/api/v1/oembed?url=${encodeURIComponent(`http://${author.host}/evenements/palimpseste-public`)}`];
    const seenAt = async (host: string, path: string) => (path === "/sitemap/contenus-1.xml" ? /palimpseste-public/ : /Palimpseste public/).test((await server.ask(host, path)).text);
    // Twice, so that the second comes from memory.
    for (const path of [...paths, ...paths]) await until(() => seenAt(author.host, path));
    expect(await seenAt(server.hostOf(there.slug), shelf)).toBe(true);

    await withdraw(world.as(author.member), event);

    for (const path of paths) await until(async () => !(await seenAt(author.host, path)), 1000);
    await until(async () => !(await seenAt(server.hostOf(there.slug), shelf)), 1000);
    expect((await server.ask(server.hostOf(there.slug), `/api/v1/dossiers/${dossier}`)).text).not.toContain("Palimpseste");
    expect((await server.ask(server.portal, "/api/v1/events?updated_since=2020-01-01T00:00:00Z")).text).toContain(`"deleted":true`);
  });

  test("shows no earlier version: what was corrected away is in no output", async () => {
    const article = await server.world.article(author.member, here, { title: "Corrigé", body: "Le numéro secret est quarante-deux." });
    const { rows } = await sql<{ revision: number }>`select revision from contents where id = ${article}`.execute(server.world.db);
    await server.ask(author.host, `/contribuer/article/${article}`, { method: "POST", cookie: author.cookie, form: { title: "Corrigé", summary: "", body: "Rien à voir.", tags: "", licence: "cc-by-sa", genre: "news", do: "publish", revision: String(rows[0]?.revision) } });
    for (const path of ["/articles/corrige", `/api/v1/articles/${article}`, "/articles.atom", "/recherche?q=quarante-deux", `/contribuer/article/${article}`]) {
      expect((await server.ask(author.host, path)).text, path).not.toContain("numéro secret");
    }
    expect((await server.ask(author.host, `/contribuer/article/${article}`)).status).toBe(303);
  });

  test("keeps its new name from those who follow it", async () => {
    const dossier = await server.world.dossier(author.member, here, { title: "Dossier suivi" });
    const reader = await signedIn(server, here);
    expect((await server.ask(reader.host, "/suivre", { method: "POST", cookie: reader.cookie, form: { kind: "dossier", target: dossier, retour: "/" } })).status).toBe(303);
    await withdraw(server.world.as(author.member), dossier);
    await sql`update contents set title = 'Nom encore secret' where id = ${dossier}`.execute(server.world.db);
    expect((await server.ask(reader.host, "/mon-espace", { cookie: reader.cookie })).text).not.toContain("Nom encore secret");
  });
});

describe("E2 the role that the API reads with", () => {
  test("can't read what is secret, whatever a query asks for", async () => {
    const { reader } = server.world.connections;
    const draft = await server.world.article(author.member, here, { title: "Un brouillon", intent: "draft" });
    const hiddenEvent = await server.world.event(author.member, here, { title: "Un événement gardé", intent: "draft" });
    const picture = crypto.randomUUID();
    await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, created_at) values (${picture}, ${here.id}, ${author.member.id}, 'x', 1, 1, '{1}', '#000', now())`.execute(server.world.db);
    for (const table of ["accounts.users", "accounts.sessions", "accounts.site_sessions", "accounts.tokens", "accounts.mails", "content_versions", "follows", "likes", "facts", "throttles", "graphile_worker._private_jobs"]) {
      await expect(sql`select * from ${sql.raw(table)} limit 1`.execute(reader), table).rejects.toThrow(/permission denied|does not exist/);
    }
    await expect(sql`select locale from members`.execute(reader)).rejects.toThrow(/permission denied/);
    for (const statement of ["insert into contents default values", "update contents set title = 'x'", "delete from contents", "create table x ()", "create function x() returns int language sql as 'select 1'"]) {
      await expect(sql.raw(statement).execute(reader), statement).rejects.toThrow(/permission denied/);
    }
    expect((await sql`select from contents where id = ${draft}`.execute(reader)).rows).toEqual([]);
    expect((await sql`select from content_authors where content_id = ${draft}`.execute(reader)).rows).toEqual([]);
    expect((await sql`select from occurrences where event_id = ${hiddenEvent}`.execute(server.world.db)).rows).toHaveLength(1);
    expect((await sql`select from occurrences where event_id = ${hiddenEvent}`.execute(reader)).rows).toEqual([]);
    expect((await sql`select from content_slugs where content_id = ${draft}`.execute(reader)).rows).toEqual([]);
    expect((await sql`select from media where id = ${picture}`.execute(server.world.db)).rows).toHaveLength(1);
    expect((await sql`select from media where id = ${picture}`.execute(reader)).rows).toEqual([]);
  });

  test("and the API tells no field of anybody that the pages don't: no address, no session, no choice of theirs", async () => {
    for (const path of ["/api/v1/members", `/api/v1/members/${author.member.handle}`, `/api/v1/members?fields=email,password,locale,state,coordinator,id`, "/api/v1/contents?fields=created_by,createdBy,authors,submission", "/api/v1/territories"]) {
      const { text, status } = await server.ask(server.portal, path);
      expect(status).toBe(200);
      expect(text, path).not.toMatch(/example\.org|argon2|password|"locale"|"coordinator"|"createdBy"|"submission"|"owner/);
    }
  });
});

describe("E5 the host decides, and only a host that is ours", () => {
  test("an unknown or odd host gets the plain 404, whatever else the request says", async () => {
    for (const host of ["evil.example", "", `${here.slug}.evil.example`, `evil.example#${here.slug}`, `${here.slug}.echo.test.evil.example`, "constructor", "__proto__", "127.0.0.1", `x.${server.portal}`]) {
      const answer = await server.ask(host, "/", { headers: { "x-forwarded-host": author.host, forwarded: `host=${author.host}`, "x-original-host": author.host, "x-host": author.host } });
      expect([400, 404], host).toContain(answer.status);
      expect(answer.text, host).not.toContain("evil.example");
    }
  });

  test("what a proxy's headers say changes neither the territory, nor an address, nor what is kept in memory", async () => {
    const forged = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1", "x-original-url": "/animation", "x-rewrite-url": "/animation", forwarded: "host=evil.example;proto=https" };
    for (const path of ["/", "/agenda.rss", "/articles.atom", "/sitemap.xml", "/api/v1/openapi.json", "/connexion"]) {
      expect((await server.ask(author.host, path, { headers: forged })).text, path).not.toContain("evil.example");
      const plain = await server.ask(author.host, path);
      expect(plain.text + JSON.stringify(plain.headers), path).not.toContain("evil.example");
    }
    await server.ask(server.portal, "/mot-de-passe", { method: "POST", form: { email: author.email }, headers: forged });
    const { rows } = await sql<{ body_text: string }>`select body_text from accounts.mails where recipient = ${author.email}`.execute(server.world.db);
    expect(rows.length).toBeGreaterThan(0);
    for (const mail of rows) expect(mail.body_text).toContain(`http://${server.portal}/mot-de-passe/`);
  });

  test("two territories never share a page in memory, nor do two spellings of a host that aren't one", async () => {
    await server.world.article(author.member, here, { title: "Seulement ici" });
    await until(async () => (await server.ask(author.host, "/articles")).text.includes("Seulement ici"));
    for (const host of [server.hostOf(there.slug), server.hostOf(there.slug).toUpperCase(), `${server.hostOf(there.slug)}:80`]) {
      for (let turn = 0; turn < 2; turn++) expect((await server.ask(host, "/articles")).text, host).not.toContain("Seulement ici");
    }
    expect((await server.ask(author.host.toUpperCase(), "/articles")).text).toContain("Seulement ici");
  });

  test("a whole address in the request line, two hosts or none are refused, or answered for the host that was named", async () => {
    const absolute = await spoken([`GET http://${server.hostOf(there.slug)}/articles HTTP/1.1`, `Host: ${author.host}`, "Connection: close"]);
    expect(absolute).toMatch(/^HTTP\/1\.1 (200|400|404)/);
    expect(absolute).not.toContain("evil.example");
    const foreign = await spoken([`GET http://evil.example/connexion HTTP/1.1`, `Host: ${author.host}`, "Connection: close"]);
    expect(foreign).not.toMatch(/(location|href|content)[=:] ?"?https?:\/\/evil\.example/i);
    expect(await spoken(["GET / HTTP/1.1", "Connection: close"])).toMatch(/^HTTP\/1\.1 400/);
    expect(await spoken(["GET / HTTP/1.0"])).toMatch(/^HTTP\/1\.1 (400|404)/);
    expect(await spoken(["GET / HTTP/1.1", `Host: ${author.host}`, "Host: evil.example", "Connection: close"])).not.toMatch(/evil\.example/);
    for (const line of ["GET //evil.example/ HTTP/1.1", "GET /\\evil.example HTTP/1.1", "GET * HTTP/1.1", "OPTIONS * HTTP/1.1", "TRACE / HTTP/1.1", "GET /%zz HTTP/1.1", "GET /%C0%AE%C0%AE/ HTTP/1.1", "PUT / HTTP/1.1", "DELETE /articles HTTP/1.1"]) {
      const heard = await spoken([line, `Host: ${author.host}`, "Connection: close"]);
      expect(heard, line).toMatch(/^HTTP\/1\.1 [2-4]\d\d/);
      expect(heard, line).not.toMatch(/^location: *(https?:)?\/\/evil/im);
    }
    expect((await server.ask(author.host, "/livez")).status).toBe(200);
  });

  test("the cookie of one territory opens no other, nor the portal", async () => {
    for (const host of [server.hostOf(there.slug), server.portal]) {
      expect((await server.ask(host, "/mon-espace", { cookie: author.cookie })).status, host).toBe(303);
    }
    expect((await server.ask(author.host, "/mon-espace", { cookie: author.cookie })).status).toBe(200);
  });
});

test("C8 the costly public questions are bounded: everything at once, far and wide, as a calendar, a map and a table", async () => {
  const { world } = server;
  const date = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 1 }).toString();
  const many = Array.from({ length: 8 }, () => world.event(author.member, here, { sessions: Array.from({ length: 50 }, (_, n) => ({ kind: "slot", start: `${date}T${String(8 + (n % 10)).padStart(2, "0")}:${String(n).padStart(2, "0")}`, end: null })), input: { latitude: 45.1, longitude: 5.7 } }));
  const ids: ContentId[] = await Promise.all(many);
  expect(ids).toHaveLength(8);
  const count = (text: string, piece: string) => text.split(piece).length - 1;
  const filters = "?du=1000-01-01&au=8999-12-31&ou=Grenoble&rayon=200";
  expect(count((await server.ask(server.portal, `/agenda.ics${filters}`)).text, "BEGIN:VEVENT")).toBeLessThanOrEqual(300);
  expect(count((await server.ask(server.portal, `/agenda.csv${filters}`)).text, "\n")).toBeLessThanOrEqual(301);
  expect(count((await server.ask(server.portal, `/carte${filters}`)).text, "<li data-lat")).toBeLessThanOrEqual(200);
  for (const path of ["/api/v1/contents?limit=101", "/api/v1/events?limit=1000000", "/api/v1/events?near=45,5&radius=100000", `/api/v1/search?q=${"a".repeat(201)}`]) expect((await server.ask(server.portal, path)).status, path).toBe(400);
  const started = performance.now();
  expect((await server.ask(server.portal, `/recherche?q=${encodeURIComponent("a or ".repeat(40))}&suite=999`)).status).toBe(200);
  expect(performance.now() - started).toBeLessThan(15_000);
});
