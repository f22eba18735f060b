import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtemp, readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { addPicture } from "../../src/features/media/add-picture.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { alteredArchive, swollenArchive, type Altered } from "../support/altered-archive.ts";
import { testServer, type TestServer } from "../support/server.ts";
import { newWorld, type World } from "../support/world.ts";
import { archiveIn, operate } from "../federation/departure.ts";

/*
 * Whoever writes the archive of a territory can write anything into it, digests included: each of these is what an operator could be
 * handed. The answer says what is wrong, and no row and no file of the server changes.
 */
type Server = { readonly world: World; readonly portal: string; readonly dataDir: string };
let [a, b] = [] as unknown as [Server, TestServer];
let [leaving, home] = [] as unknown as [Territory, Territory];
let [camille, vera, ours] = [] as unknown as [MemberViewer, MemberViewer, MemberViewer];
let [archive, operatorMail] = ["", ""];

const place = async (name: string): Promise<Server> => ({ world: await newWorld(name), portal: `${name}.localhost:3000`, dataDir: await mkdtemp(join(tmpdir(), "echosciences-archives-")) });
/** How many rows there are of everything, all that is written of our own people, and every file. */
const state = async ({ world, dataDir }: Server) => {
  const { rows: tables } = await sql<{ name: string }>`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'accounts', 'federation', 'graphile_worker') and tablename <> 'throttles' order by 1`.execute(world.db);
  const counts = await sql.raw(tables.map(({ name }) => `select '${name}' as name, count(*)::int as n from ${name}`).join(" union all ")).execute(world.db);
  const people = await sql`select m.*, u.email, u.password from members m left join accounts.users u on u.id = m.id order by m.id`.execute(world.db);
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true }).catch(() => []);
  return JSON.stringify([counts.rows, people.rows, files.filter((file) => file.isFile()).map((file) => file.name)]);
};
const arrive = (path: string) => operate(b, "territory arrive", path);
let before = "";

/** What is said of this archive, once it is sure that nothing changed. */
async function refusal(path: string): Promise<string> {
  const { code, said } = await arrive(path);
  expect(await state(b)).toBe(before);
  expect([code, said]).toEqual([1, expect.stringContaining("Nothing was taken in")]);
  return said;
}
const altered = async (change: (archive: Altered) => void) => refusal(await alteredArchive(archive, change));
const own = (all: Altered) => all.manifest.departure.territory;
const stranger = (all: Altered) => all.rows("members").find((row) => row["remote"] === "t")?.["id"] ?? "";
const keyPair = () => generateKeyPairSync("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });

beforeAll(async () => {
  [a, b] = await Promise.all([place("lande"), testServer({ BASE_URL: "http://mistral.localhost:3000", WORKERS: "0" }, "mistral")]);
  const beside = await a.world.territory();
  [leaving, home] = [await a.world.territory({ slug: "cevennes" }), await b.world.territory({ slug: "luberon" })];
  camille = await a.world.member(leaving, { name: "Camille Roy", animates: [leaving] });
  vera = await a.world.member(beside, { name: "Véra Blanc" });
  ours = await b.world.member(home, { name: "Olga Petit", coordinator: true, animates: [home] });
  operatorMail = await b.world.account(ours, "le secret de l’opératrice");
  await a.world.account(camille);
  const files = localFiles(join(a.dataDir, "files"));
  const bytes = new Uint8Array(await sharp({ create: { width: 400, height: 300, channels: 3, background: "#3a6" } }).jpeg().toBuffer());
  const picture = await addPicture(a.world.as(camille), files, leaving.id, { bytes, alt: "Camille", credit: "" });
  if (!picture.done) throw new Error("No picture");
  await sql`update members set picture_id = ${picture.value.id} where id = ${camille.id}`.execute(a.world.db);
  const article = await a.world.article(camille, leaving, { title: "Les tourbières" });
  await a.world.structure(leaving);
  await sql`insert into comments (id, content_id, author_id, body, state, created_at, path, depth) values (${randomUUID()}, ${article}, ${vera.id}, '{"type":"doc","content":[]}', 'visible', now(), 'a', 0)`.execute(a.world.db);
  await b.world.article(ours, home, { title: "Le chêne vert" });
  await operate(b, "territory leave", home.slug, "--to", await archiveIn());
  await operate(b, "territory stay", home.slug);
  // Who was spoken of has an address, and who spoke has a key.
  await operate(a, "territory leave", leaving.slug, "--to", await archiveIn());
  await operate(a, "territory stay", leaving.slug);
  const pair = keyPair();
  await sql`insert into federation.keys (uri, actor_id, public_pem, private_pem, made_at) select uri || '#main-key', id, ${pair.publicKey}, ${pair.privateKey}, now() from federation.actors where subject = ${camille.id}`.execute(a.world.db);
  archive = await archiveIn();
  expect((await operate(a, "territory leave", leaving.slug, "--to", archive)).said).toContain("Wrote");
  before = await state(b);
});

test("C9 A file of the archive can't be written outside the store of files, nor be what it isn't", async () => {
  for (const name of ["files/../../../etc/cron.d/evil", "files//etc/passwd", `files/${"a".repeat(64)}.bin/../x`]) expect(await altered(({ files }) => void files.set(name, Buffer.from("evil")))).toContain("damaged");
  expect(await altered(({ strange }) => void strange.push({ header: { name: "../../outside.txt" }, bytes: Buffer.from("x") }))).toContain("outside.txt");
  // A page under a picture's name, and a file under another's digest.
  expect(await altered(({ files }) => void files.set(`files/${"a".repeat(64)}-640.webp`, Buffer.from("<script>alert(1)</script>")))).toContain("damaged");
  expect(await altered(({ files }) => void files.set(`files/${"a".repeat(64)}.bin`, Buffer.from("not that")))).toContain("damaged");
});

test("C9 Links in the archive lead nowhere: only plain files are read", async () => {
  for (const type of ["symlink", "link", "directory"] as const) {
    expect(await altered(({ strange }) => void strange.push({ header: { name: `files/${"b".repeat(64)}.bin`, type, linkname: "/etc/passwd" } }))).toContain("isn't a file");
  }
});

test("C1 An archive that holds far more than it seems is given up before it fills the memory", async () => {
  const held = process.memoryUsage().rss;
  expect(await refusal(await swollenArchive(archive, "tables/members/000001", 300))).toMatch(/too large|far more/);
  expect(await refusal(await swollenArchive(archive, `files/${"c".repeat(64)}.bin`, 200))).toMatch(/far more/);
  expect(process.memoryUsage().rss - held).toBeLessThan(600_000_000);
});

test("E5 It can't claim the portal's host, another territory's, one under the portal, or the name of another", async () => {
  const claim = (host: string) => altered(({ manifest }) => void (manifest.departure.origin = `http://${host}:3000`));
  expect(await claim("mistral.localhost")).toContain("one of its hosts");
  expect(await claim("luberon.mistral.localhost")).toContain("one of its hosts");
  expect(await altered(({ manifest }) => void manifest.departure.formerHosts.push("luberon.mistral.localhost"))).toContain("one of its hosts");
  expect(await altered((all) => all.rows("territory_domains").push({ domain: "mistral.localhost", territory_id: own(all), present: "f" }))).toContain("one of its hosts");
  expect(await altered(({ manifest }) => void (manifest.departure.slug = "luberon"))).toContain("is, or was, called so");
  expect(await altered((all) => all.rows("territories").forEach((row) => (row["slug"] = "luberon")))).toContain("isn't the territory's own");
  for (const host of ["<script>", "../x"]) expect(await altered(({ manifest }) => void manifest.departure.formerHosts.push(host))).toContain("isn't the archive");
  expect(await altered(({ manifest }) => void (manifest.departure.origin = "javascript:alert(1)"))).toContain("isn't the archive");
});

test("E5 Rows that point at what is another territory's here, or bear the identifier of what is, don't come", async () => {
  const [luberon] = (await sql<{ id: string; content: string }>`select t.id, c.id as content from territories t join contents c on c.territory_id = t.id where t.slug = 'luberon'`.execute(b.world.db)).rows;
  const first = (all: Altered, table: string) => all.rows(table)[0] ?? {};
  expect(await altered((all) => (first(all, "contents")["territory_id"] = luberon?.id ?? ""))).toContain("isn't the territory's own");
  expect(await altered((all) => (first(all, "animators")["territory_id"] = luberon?.id ?? ""))).toContain("animators");
  expect(await altered((all) => all.rows("likes").push({ content_id: luberon?.content ?? "", member_id: camille.id, at: "2026-11-01" }))).toContain("likes");
  expect(await altered((all) => all.rows("content_tags").push({ content_id: luberon?.content ?? "", tag: "x", label: "x", position: "0", territory_id: own(all) }))).toContain("content_tags");
  expect(await altered((all) => all.rows("tombstones").push({ content_id: luberon?.content ?? "", territory_id: luberon?.id ?? "", kind: "article", slug: "x", at: "2026-11-01" }))).toContain("tombstones");
  // The same identifiers, called its own.
  expect(await altered((all) => all.rows("contents").filter((row) => row["title"] === "Les tourbières").forEach((row) => all.add("contents", { ...row, id: luberon?.content ?? "", slug: "autre" })))).toContain("stands on this server already");
  expect(await altered((all) => all.add("members", { id: ours.id, handle: "camille-b", picture_id: null, home_id: own(all), remote: "f" }))).toContain("stands on this server already");
});

test("E8 No right over the server, the network or others' people comes along", async () => {
  const because = "isn't the territory's own";
  expect(await altered((all) => all.rows("members").forEach((row) => row["remote"] === "f" && (row["coordinator"] = "t")))).toContain(because);
  expect(await altered((all) => all.rows("animators").push({ territory_id: own(all), member_id: stranger(all) }))).toContain("animators");
  expect(await altered((all) => all.rows("tag_synonyms").push({ id: randomUUID(), territory_id: null, from_tag: "science", into_tag: "spam", made_at: "2026-11-01" }))).toContain("tag_synonyms");
  const server = (all: Altered) => all.rows("federation.servers")[0]?.["id"] ?? "";
  expect(await altered((all) => all.rows("federation.restrictions").push({ server_id: server(all), territory_id: null, trust: "blocked" }))).toContain("federation.restrictions");
  expect(await altered((all) => all.rows("federation.decisions").push({ id: randomUUID(), server_id: server(all), territory_id: null, trust: "blocked", reason: "", at: "2026-11-01" }))).toContain("federation.decisions");
  // What would open, suspend or rename somebody of another server, of ours too.
  const about = (table: string, row: (all: Altered) => Record<string, string | null>) => altered((all) => all.rows(table).push(row(all)));
  expect(await about("suspensions", (all) => ({ id: randomUUID(), member_id: stranger(all), territory_id: own(all), decided_by: "home", reason: "", at: "2026-11-01" }))).toContain("suspensions");
  expect(await about("accounts.arrivals", (all) => ({ member_id: stranger(all), email: "x@example.org", password: "x", at: "2026-11-01" }))).toContain("accounts.arrivals");
  expect(await about("accounts.users", (all) => ({ id: stranger(all), email: "x@example.org", password: "x", created_at: "2026-11-01" }))).toContain("accounts.users");
  expect(await about("member_handles", (all) => ({ handle: "olga", member_id: stranger(all) }))).toContain("member_handles");
  expect(await about("follows", (all) => ({ member_id: stranger(all), kind: "member", target: camille.id, at: "2026-11-01" }))).toContain("follows");
});

test("A1 Keys that aren't those of its addresses are refused, and so is a host whose keys this server knows", async () => {
  const { publicKey, privateKey } = keyPair();
  expect(await altered((all) => all.rows("federation.keys").slice(0, 1).forEach((row) => (row["private_pem"] = privateKey)))).toContain("keys aren't those");
  expect(await altered((all) => all.rows("federation.keys").slice(0, 1).forEach((row) => (row["private_pem"] = "no key")))).toContain("keys aren't those");
  expect(await altered((all) => all.rows("federation.keys").slice(0, 1).forEach((row) => (row["private_pem"] = null)))).toContain("federation.keys");
  // Known here as another server's, by the key that it had.
  const server = randomUUID();
  const actor = randomUUID();
  await sql`insert into federation.servers (id, host, created_at) values (${server}, 'cevennes.lande.localhost:3000', now())`.execute(b.world.db);
  await sql`insert into federation.actors (id, uri, server_id, kind, handle, name, url, inbox, read_at, created_at) values (${actor}, 'http://cevennes.lande.localhost:3000/ap/members/x', ${server}, 'member', 'x', 'X', '', 'http://cevennes.lande.localhost:3000/inbox', now(), now())`.execute(b.world.db);
  await sql`insert into federation.keys (uri, actor_id, public_pem, made_at) values ('http://cevennes.lande.localhost:3000/ap/members/x#main-key', ${actor}, ${publicKey}, now())`.execute(b.world.db);
  expect((await arrive(archive)).said).toContain("keys aren't those");
  await sql`delete from federation.actors where id = ${actor}`.execute(b.world.db);
  await sql`delete from federation.servers where id = ${server}`.execute(b.world.db);
});

test("A4 Addresses of this server, of third ones, or of nothing that is its own aren't the archive's to give", async () => {
  const actors = (all: Altered) => all.rows("federation.actors").filter((row) => row["server_id"] === null);
  expect(await altered((all) => actors(all).slice(0, 1).forEach((row) => (row["uri"] = `http://luberon.mistral.localhost:3000/ap/members/${ours.id}`)))).toContain("federation.actors");
  expect(await altered((all) => actors(all).slice(0, 1).forEach((row) => (row["subject"] = ours.id)))).toContain("federation.actors");
  expect(await altered((all) => actors(all).slice(0, 1).forEach((row) => (row["uri"] = "https://mastodon.example/users/famous")))).toContain("federation.actors");
  expect(await altered((all) => all.rows("members").forEach((row) => row["remote"] === "t" && (row["handle"] = "olga@mastodon.example")))).toContain("members");
  expect(await altered((all) => all.rows("members").forEach((row) => row["remote"] === "f" && (row["handle"] = "olga@luberon")))).toContain("members");
});

test("D1 A link that isn't to the web, in any column that pages lead to, is refused", async () => {
  expect(await altered((all) => all.rows("structures").forEach((row) => (row["website"] = "javascript:alert(1)")))).toContain("structures.website");
  expect(await altered((all) => all.rows("members").forEach((row) => (row["links"] = '[{"label":"moi","url":"javascript:alert(1)"}]')))).toContain("members.links");
  expect(await altered((all) => all.rows("structures").forEach((row) => (row["links"] = '{"0":1}')))).toContain("structures.links");
  expect(await altered((all) => all.rows("federation.actors").forEach((row) => row["server_id"] && (row["url"] = "data:text/html,<script>")))).toContain("federation.actors.url");
});

test("C2 What is cut, of another form, of a later version, or no value of its column is refused in words", async () => {
  const bytes = await readFile(archive);
  for (const part of [0.1, 0.9, 0.999]) {
    await writeFile(`${archive}.cut`, bytes.subarray(0, Math.floor(bytes.length * part)));
    expect(await refusal(`${archive}.cut`)).toMatch(/damaged|isn't the archive/);
  }
  expect(await altered(({ manifest }) => void manifest.migrations.push("9999_the_future.sql"))).toContain("another version");
  expect(await altered(({ manifest }) => void (manifest.version = 2))).toContain("form 2");
  expect(await altered(({ manifest }) => manifest.tables.forEach((table) => table.name === "members" && table.columns.reverse()))).toContain("damaged");
  expect(await altered(({ manifest }) => void manifest.tables.push({ name: "accounts.sessions", columns: ["id"] }))).toContain("accounts.sessions");
  expect(await altered((all) => all.rows("contents").forEach((row) => (row["revision"] = "many")))).toContain("damaged");
  expect(await altered((all) => all.rows("contents").forEach((row) => (row["state"] = "anything")))).toContain("damaged");
});

test("D1 E9 What can be mended arrives mended: no text skips the cleaner, nobody is made to speak, and no account is taken over by its mail address", async () => {
  const evil = '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Bon"}]},{"type":"html","html":"<script>alert(1)</script>"},{"type":"paragraph","content":[{"type":"text","text":"ici","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}]}';
  const olga = (await sql<{ uri: string }>`select uri from federation.actors where subject = ${ours.id}`.execute(b.world.db)).rows[0]?.uri ?? "";
  const [server, actor, double, forged] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const path = await alteredArchive(archive, (all) => {
    all.rows("contents").forEach((row) => [row["body"], row["title"]] = [evil, "<script>alert(2)</script>"]);
    all.rows("comments").forEach((row) => (row["body"] = evil));
    all.rows("territories").forEach((row) => (row["about"] = evil));
    all.rows("members").filter((row) => row["remote"] === "f").forEach((row) => (row["name"] = "<img src=x onerror=alert(3)>"));
    all.rows("accounts.users").forEach((row) => (row["email"] = operatorMail));
    // Olga, who lives here, is made to have written an article and to like another.
    all.add("federation.servers", { id: server, host: "luberon.mistral.localhost:3000" });
    all.rows("federation.actors").push({ ...all.rows("federation.actors").find((row) => row["server_id"] !== null), id: actor, uri: olga, server_id: server, handle: "olga", member_id: double, territory_id: null });
    all.add("members", { ...all.rows("members").find((row) => row["remote"] === "t"), id: double, handle: "olga@luberon.mistral.localhost:3000", name: "Olga Petit" });
    const [article] = all.rows("contents");
    all.add("contents", { id: forged, territory_id: "00000000-0000-7000-8000-0000000f3d17", slug: "jamais-ecrit", title: "Jamais écrit", created_by: null });
    all.rows("federation.objects").push({ uri: olga.replace(/members.*/, `articles/${forged}`), actor_id: actor, content_id: forged, comment_id: null, url: "", picture_url: "", read_at: "2026-11-01" });
    for (const content of [article?.["id"] ?? ""]) {
      for (const written of [content, forged]) all.rows("content_authors").push({ content_id: written, member_id: double, position: "3", published_at: "2026-11-01" });
      all.rows("likes").push({ content_id: content, member_id: double, at: "2026-11-01" });
    }
  });

  const arrived = await arrive(path);
  expect([arrived.code, arrived.said]).toEqual([0, expect.stringContaining("member reopen")]);
  expect(arrived.said).toMatch(/\d texts held what nobody can write here/);
  const about = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(b.world.db)).rows[0]?.n;
  expect(await about(sql`select count(*)::int as n from contents where title = 'Jamais écrit'`)).toBe(0);
  expect(await about(sql`select (select count(*) from likes where member_id = ${ours.id})::int + (select count(*) from content_authors x join contents c on c.id = x.content_id where x.member_id = ${ours.id} and c.territory_id = ${leaving.id})::int as n`)).toBe(0);
  expect(await about(sql`select count(*)::int as n from members where name = 'Olga Petit'`)).toBe(1);
  expect((await sql`select id, email from accounts.users where email = ${operatorMail}`.execute(b.world.db)).rows).toEqual([{ id: ours.id, email: operatorMail }]);
  expect((await sql`select member_id, email from accounts.arrivals`.execute(b.world.db)).rows).toEqual([{ member_id: camille.id, email: operatorMail }]);
  await expect(b.logIn(operatorMail, "une phrase assez longue")).rejects.toThrow("No session");
  await b.reload();
  const host = "cevennes.lande.localhost:3000";
  for (const path of ["/", "/a-propos", `/membres/${camille.handle}`, "/articles/les-tourbieres"]) {
    const page = await b.ask(host, path);
    expect([path, page.status, /javascript:alert|<script>alert|<img src=x/.exec(page.text)?.[0]]).toEqual([path, 200, undefined]);
  }
  expect((await b.ask(host, "/articles/les-tourbieres")).text).toContain("Bon");

  const again = await state(b);
  for (const repeated of [path, archive]) expect((await arrive(repeated)).said).toContain("on this server already");
  expect(await state(b)).toBe(again);
});
