import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { like } from "../../src/features/likes/like.ts";
import { addPicture } from "../../src/features/media/add-picture.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { bookedEvent } from "../support/booker.ts";
import { rowsSaying } from "../support/everything.ts";
import type { TestServer } from "../support/server.ts";
import { archiveIn, openArchive, operate, sharedDoor } from "./departure.ts";
import { acceptsActivity, eventually, personOf, serverBehind, standInOf, type Person } from "./servers.ts";

let [a, b, c] = [] as unknown as [TestServer, TestServer, TestServer];
let [leaving, beside, there, far] = [] as unknown as [Territory, Territory, Territory, Territory];
let [camille, vera] = [] as unknown as [MemberViewer, MemberViewer];
let [lea, bruno] = [] as unknown as [Person, Person];
let [article, theirs, dossier, besideDossier] = [] as unknown as [ContentId, ContentId, ContentId, ContentId];
let door: Awaited<ReturnType<typeof sharedDoor>>;
let [host, email, secret, archive] = ["", "", "", ""];
let booked: Awaited<ReturnType<typeof bookedEvent>>;
const password = "une phrase assez longue";

const need = <T>(outcome: { done: true; value: T } | { done: false; refusal: unknown }): T => {
  if (!outcome.done) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};
const write = async (server: TestServer, by: MemberViewer, territory: Territory, title: string) =>
  need(await writeArticle(server.world.as(by), { territory }, articleInput.parse({ title, body: fromMarkdown("Un texte.") }), { intent: "publish", publishAt: null, submission: null, revision: null })).id;
const say = async (server: TestServer, by: MemberViewer, content: ContentId, words: string, parent: string | null = null) => need(await addComment(server.world.as(by), { content, parent: parent as never, body: fromMarkdown(words), submission: null }));
const one = async <Row>(server: TestServer, query: ReturnType<typeof sql<Row>>) => (await query.execute(server.world.db)).rows[0];
const copies = async (server: TestServer, title: string) => (await sql<{ id: ContentId; state: string; uri: string; owner: string }>`select c.id, c.state, o.uri, m.uri as owner from contents c join federation.objects o on o.content_id = c.id join federation.actors m on m.id = o.actor_id where c.title = ${title}`.execute(server.world.db)).rows;
const documentAt = async (server: TestServer, uri: string) => server.ask(new URL(uri).host, new URL(uri).pathname, { headers: acceptsActivity });
/** What the territory has of its own. */
const ownCounts = async (server: TestServer) => {
  const counted = { contents: sql`contents where territory_id = ${leaving.id}`, members: sql`members where home_id = ${leaving.id}`, users: sql`accounts.users where id = ${camille.id}`, comments: sql`comments k join contents x on x.id = k.content_id where x.territory_id = ${leaving.id}`, likes: sql`likes k join contents x on x.id = k.content_id where x.territory_id = ${leaving.id}`, bookings: sql`bookings where event_id = ${booked.event}`, occurrences: sql`occurrences where event_id = ${booked.event}`, items: sql`dossier_items where dossier_id = ${dossier}`, versions: sql`content_versions k join contents x on x.id = k.content_id where x.territory_id = ${leaving.id}`, media: sql`media where territory_id = ${leaving.id}`, animators: sql`animators where territory_id = ${leaving.id}` };
  return Object.fromEntries(await Promise.all(Object.entries(counted).map(async ([name, from]) => [name, (await one(server, sql<{ n: number }>`select count(*)::int as n from ${from}`))?.n])));
};
/** How much there is of everything that an arrival could change. */
const countAll = async (server: TestServer) => {
  const { rows: tables } = await sql<{ name: string }>`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'accounts', 'federation') and tablename not in ('facts', 'throttles')`.execute(server.world.db);
  return Object.fromEntries(await Promise.all(tables.map(async ({ name }) => [name, (await one(server, sql<{ n: number }>`select count(*)::int as n from ${sql.raw(name)}`))?.n])));
};

beforeAll(async () => {
  door = await sharedDoor();
  [a, b, c] = await Promise.all([serverBehind("lande", door.port), serverBehind("mistral", door.port), serverBehind("cevenne", door.port)]);
  for (const [name, server] of [["lande", a], ["mistral", b], ["cevenne", c]] as const) door.lead(`${name}.localhost`, server);
  [leaving, beside, there, far] = [await a.world.territory(), await a.world.territory(), await b.world.territory(), await c.world.territory()];
  await Promise.all([a.reload(), b.reload(), c.reload()]);
  host = a.hostOf(leaving.slug);
  camille = await a.world.member(leaving, { name: "Camille Roy", animates: [leaving] });
  vera = await a.world.member(beside, { name: "Véra Blanc", animates: [beside] });
  [lea, bruno] = [await personOf(c, far, "Léa Le Goff"), await personOf(b, there, "Bruno Sax")];
  email = await a.world.account(camille, password);
  secret = await a.world.account(vera, "un secret de Véra");
  const files = localFiles(join(a.dataDir, "files"));
  const bytes = new Uint8Array(await sharp({ create: { width: 800, height: 600, channels: 3, background: "#3a6" } }).jpeg().toBuffer());
  const portrait = need(await addPicture(a.world.as(camille), files, leaving.id, { bytes, alt: "Camille", credit: "" }));
  await sql`update members set picture_id = ${portrait.id} where id = ${camille.id}`.execute(a.world.db);
  article = await write(a, camille, leaving, "Les tourbières");
  theirs = await write(a, vera, beside, "Les lichens");
  await a.world.article(vera, beside, { title: "Brouillon secret", intent: "draft" });
  await a.world.article(camille, leaving, { title: "Brouillon de Camille", intent: "draft" });
  booked = await bookedEvent(a.world, camille, leaving, { title: "Nuit des tourbières", days: [10, 12] });
  await booked.book("nadia", 2);
  await booked.book("omar", 1, 1);
  [dossier, besideDossier] = [await a.world.dossier(camille, leaving, { title: "Zones humides" }), await a.world.dossier(vera, beside, { title: "Autour de nous" })];
  need(await addContent(a.world.as(camille), { dossier, content: theirs, note: "À lire" }));
  need(await addContent(a.world.as(camille), { dossier, content: article, note: "" }));
  need(await addContent(a.world.as(vera), { dossier: besideDossier, content: article, note: "Voisin" }));
  const first = await say(a, vera, article, "Très clair.");
  await say(a, camille, article, "Merci Véra.", first);
  await say(a, camille, theirs, "Et les mousses ?");
  await like(a.world.as(camille), theirs, true);
  await like(a.world.as(vera), article, true);
  await follow(a.world.as(camille), { kind: "member", target: vera.id }, true);
  await follow(a.world.as(vera), { kind: "member", target: camille.id }, true);
  for (const [person, server] of [[lea, c], [bruno, b]] as const) {
    await person.lookUp(`@${camille.handle}@${host}`);
    await follow(server.world.as(person.viewer), { kind: "member", target: await standInOf(server, "Camille Roy") }, true);
    await eventually(async () => (await one(server, sql<{ n: number }>`select count(*)::int as n from federation.following where state = 'accepted'`))?.n, (n) => n === 1, [a, server]);
  }
  await write(a, camille, leaving, "Les mares");
  await eventually(() => copies(c, "Les mares"), (rows) => rows.length === 1, [a, c]);
  const [known] = await eventually(() => copies(b, "Les mares"), (rows) => rows.length === 1, [a, b]);
  await say(b, bruno.viewer, known?.id as ContentId, "Où sont-elles ?");
  await eventually(async () => (await one(a, sql<{ n: number }>`select count(*)::int as n from comments k join contents c on c.id = k.content_id where c.title = 'Les mares'`))?.n, (n) => n === 1, [a, b]);
});

test("a territory leaves in one file, sealed and for its operator alone, which holds all of it and nothing private of those beside it", async () => {
  archive = await archiveIn();
  await writeFile(`${archive}.phrase`, "quatre mots choisis ensemble\n");

  const left = await operate(a, "territory leave", leaving.slug, "--to", archive, "--passphrase-file", `${archive}.phrase`, "--json");

  expect(left.said).toContain(`"bytes"`);
  expect([left.code, (await stat(archive)).mode & 0o777]).toEqual([0, 0o600]);
  const entries = await openArchive(archive, "quatre mots choisis ensemble");
  const text = [...entries].filter(([name]) => !name.startsWith("files/")).map(([, bytes]) => bytes.toString("utf8")).join("\n");
  const hash = (await one(a, sql<{ password: string }>`select password from accounts.users where id = ${vera.id}`))?.password ?? "";
  const said = (words: readonly string[]) => words.filter((each) => text.includes(each));
  const whole = [email, "Les tourbières", "Brouillon de Camille", "nadia@example.net", "Très clair.", "Merci Véra.", "Et les mousses", "Les lichens", "BEGIN PRIVATE KEY", `/ap/members/${vera.id}`];
  expect(said(whole)).toEqual(whole);
  expect(said([secret, hash, "Brouillon secret"])).toEqual([]);
  expect([...entries.keys()].filter((name) => name.startsWith("files/")).length).toBeGreaterThan(0);
  expect((await readFile(archive)).includes(email)).toBe(false);
});

test("while it leaves, it stands still: nobody is served, logs in or is told anything in its name; let stay, all is as before", async () => {
  await a.reload();

  const page = await a.ask(host, "/");
  expect([page.status, page.headers["retry-after"]]).toEqual([503, "600"]);
  expect(page.text).toContain("change de serveur");
  expect((await documentAt(a, `http://${host}/ap/members/${camille.id}`)).status).toBe(503);
  await expect(a.logIn(email, password)).rejects.toThrow("No session");
  const before = (await one(a, sql<{ n: number }>`select count(*)::int as n from federation.activities`))?.n;
  await write(a, camille, leaving, "Trop tard");
  await sql`delete from contents where title = 'Trop tard'`.execute(a.world.db);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect((await one(a, sql<{ n: number }>`select count(*)::int as n from federation.activities`))?.n).toBe(before);

  expect((await operate(a, "territory handed-over", beside.slug)).said).toContain("isn't leaving");
  expect((await operate(a, "territory stay", leaving.slug)).code).toBe(0);
  await a.reload();
  expect((await a.ask(host, "/agenda")).status).toBe(200);
  expect(await a.logIn(email, password)).toContain("es_session");
  expect((await operate(a, "territory stay", leaving.slug)).said).toContain("isn't leaving");
});

test("what is damaged, sealed, of another version, or taken here already is refused, and changes nothing", async () => {
  const plain = await archiveIn();
  expect((await operate(a, "territory leave", leaving.slug, "--to", plain)).code).toBe(0);
  const bytes = await readFile(plain);
  const [cut, changed] = [`${plain}.cut`, `${plain}.changed`];
  await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length / 2)));
  const sealed = await readFile(archive);
  sealed[Math.floor(sealed.length / 2)] = (sealed[Math.floor(sealed.length / 2)] ?? 0) ^ 1;
  await writeFile(changed, sealed);
  const before = await countAll(b);

  const refusals = [await operate(b, "territory arrive", cut), await operate(b, "territory arrive", changed, "--passphrase-file", `${archive}.phrase`), await operate(b, "territory arrive", archive), await operate(b, "territory arrive", `${archive}.phrase`)];
  expect(refusals.map((each) => each.code)).toEqual([1, 1, 1, 1]);
  expect(refusals.map((each) => each.said)).toEqual([expect.stringContaining("damaged"), expect.stringContaining("damaged"), expect.stringContaining("passphrase"), expect.stringContaining("isn't the archive")]);
  await sql`insert into territory_slugs (slug, territory_id) values (${leaving.slug}, ${there.id})`.execute(b.world.db);
  expect((await operate(b, "territory arrive", plain)).said).toContain("is, or was, called so");
  await sql`delete from territory_slugs where slug = ${leaving.slug}`.execute(b.world.db);
  await sql`insert into territory_domains (domain, territory_id, present) values (${host.replace(/:\d+$/, "")}, ${there.id}, false)`.execute(b.world.db);
  expect((await operate(b, "territory arrive", plain)).said).toContain("one of its hosts");
  await sql`delete from territory_domains where territory_id = ${there.id}`.execute(b.world.db);
  expect((await operate(a, "territory arrive", plain)).said).toContain("on this server already");
  expect(await countAll(b)).toEqual(before);
});

test("arrived, it lives on at its address with its members, their passwords and all that is theirs, and those who followed hear it by the same key", async () => {
  const plain = await archiveIn();
  expect((await operate(a, "territory leave", leaving.slug, "--to", plain, "--json")).code).toBe(0);
  const counts = await ownCounts(a);
  const arrived = await operate(b, "territory arrive", plain, "--json");
  expect([arrived.code, arrived.said.slice(0, 200)]).toEqual([0, expect.stringContaining("tables")]);
  expect((await operate(a, "territory handed-over", leaving.slug)).said).toContain("lives elsewhere now");
  door.lead(host, b);
  await Promise.all([a.reload(), b.reload()]);

  expect(await ownCounts(b)).toEqual(counts);
  for (const path of ["/", "/articles/les-tourbieres", "/dossiers/zones-humides", `/membres/${camille.handle}`, "/agenda", "/evenements/nuit-des-tourbieres"]) expect([path, (await b.ask(host, path)).status]).toEqual([path, 200]);
  expect((await b.ask(host, "/dossiers/zones-humides")).text).toContain("Les lichens");
  expect((await b.ask(host, "/articles/les-tourbieres")).text).toContain("Très clair.");
  expect(await b.logIn(email, password, host)).toContain("es_");
  const key = (server: TestServer) => one(server, sql<{ uri: string; pem: string }>`select k.uri, trim(e'\n' from k.public_pem) as pem from federation.keys k join federation.actors x on x.id = k.actor_id where x.uri = ${`http://${host}/ap/members/${camille.id}`}`);
  expect(await key(b)).toEqual(await key(c));

  await write(b, camille, leaving, "Du nouveau");
  const [heard] = await eventually(() => copies(c, "Du nouveau"), (rows) => rows.length === 1, [b, c]);
  expect(heard?.owner).toBe(`http://${host}/ap/members/${camille.id}`);
  expect((await one(c, sql<{ n: number }>`select count(*)::int as n from federation.following`))?.n).toBe(1);
});

test("where it was, it is another server's: nothing of its members is kept but what everybody reads, and nothing is said or served for it", async () => {
  expect(await rowsSaying(a.world, [email, "Brouillon de Camille", "nadia@example.net"])).toEqual([]);
  expect((await one(a, sql<{ n: number }>`select count(*)::int as n from federation.keys k join federation.actors x on x.id = k.actor_id where x.uri like ${`http://${host}/%`} and k.private_pem is not null`))?.n).toBe(0);
  expect((await a.ask(host, "/")).status).toBe(503);
  const portal = await a.ask(a.portal, "/territoires");
  expect(portal.text).not.toContain(leaving.name);

  const shown = await a.ask(a.hostOf(beside.slug), "/dossiers/autour-de-nous");
  expect([shown.status, shown.text.includes("Les tourbières")]).toEqual([200, true]);
  const [, address = ""] = /href="(http[^"]*\/articles\/les-tourbieres[^"]*)"/.exec(shown.text) ?? [];
  const led = await a.ask(new URL(address).host, new URL(address).pathname);
  expect([led.status, led.text.includes(`href="http://${host}/articles/les-tourbieres"`)]).toEqual([200, true]);
  const own = await a.ask(a.hostOf(beside.slug), "/articles/les-lichens");
  expect([own.status, own.text.includes("Et les mousses"), own.text.includes(`@${camille.handle}@`) || own.text.includes("Camille Roy")]).toEqual([200, true, true]);
  expect((await copies(a, "Les tourbières")).map((each) => [each.uri, each.owner])).toEqual([[`http://${host}/ap/articles/${article}`, `http://${host}/ap/members/${camille.id}`]]);
  expect((await operate(a, "territory leave", leaving.slug, "--to", await archiveIn())).said).toContain("no such territory");
  expect((await operate(a, "territory stay", leaving.slug)).said).toContain("left already");
});

test("those who stayed go on between two servers what they had within one: they hear, comment and are heard", async () => {
  const news = await write(b, camille, leaving, "Une nouvelle mare");
  const [seen] = await eventually(() => copies(a, "Une nouvelle mare"), (rows) => rows.length === 1, [a, b]);
  await say(a, vera, seen?.id as ContentId, "On y va ?");
  await eventually(async () => (await one(b, sql<{ n: number }>`select comments as n from contents where id = ${news}`))?.n, (n) => n === 1, [a, b]);
  await say(a, vera, article, "Toujours aussi clair.");
  await eventually(async () => (await one(b, sql<{ n: number }>`select comments as n from contents where id = ${article}`))?.n, (n) => n === 3, [a, b]);

  await write(a, vera, beside, "Les mousses de Véra");
  await eventually(() => copies(b, "Les mousses de Véra"), (rows) => rows.length === 1, [a, b]);
});

test("what the server had of it before as of another's is its own now: one of each, with what its people had said", async () => {
  expect((await sql<{ title: string }>`select title from contents where title = 'Les mares'`.execute(b.world.db)).rows).toHaveLength(1);
  const page = await b.ask(host, "/articles/les-mares");
  expect([page.status, page.text.includes("Où sont-elles")]).toEqual([200, true]);
  expect((await sql<{ name: string }>`select m.name from follows f join members m on m.id::text = f.target where f.member_id = ${bruno.viewer.id}`.execute(b.world.db)).rows).toEqual([{ name: "Camille Roy" }]);
  expect((await sql<{ n: number }>`select count(*)::int as n from members where name in ('Camille Roy', 'Bruno Sax')`.execute(b.world.db)).rows).toEqual([{ n: 2 }]);
});
