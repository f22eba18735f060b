import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf } from "../federation/other-server.ts";
import { eventually, personOf, type Person } from "../federation/servers.ts";
import { dangersIn, script } from "../support/hostile.ts";
import type { ContentId } from "../../src/platform/ids.ts";

let door: Door;
let article: ContentId;
let page: string;
let author: Person;
let hostile: ReadonlyMap<string, string>;

/** Somebody elsewhere, whose very name is hostile, answers with each of these and publishes all of them at once. */
beforeAll(async () => {
  door = await makeDoor("injure");
  author = await personOf(door.server, door.here, "Autrice");
  article = await door.server.world.article(author.viewer, door.here, { title: "Sous le microscope" });
  page = `/articles/${(await sql<{ slug: string }>`select slug from contents where id = ${article}`.execute(door.server.world.db)).rows[0]?.slug ?? ""}`;
  const away = "https://mechant.example/";
  hostile = new Map([
    ["script", `<p>Mot-a ${script}</p>`],
    ["attributes", `<p onclick="alert(1)" style="position:fixed" class="admin-bar" id="csrf">Mot-b <b onmouseover=alert(1)>x</b></p>`],
    ["schemes", `<p>Mot-c <a href="javascript:alert(1)">a</a> <a href="JaVaScRiPt&#58;alert(1)">b</a> <a href="data:text/html,<script>alert(1)</script>">c</a> <a href="vbscript:x">d</a> <a href="//evil">e</a></p>`],
    ["elements", `<p>Mot-d</p><base href="${away}"><form action="${away}"><input name=password></form><style>*{display:none}</style><iframe srcdoc="<script>alert(1)</script>"></iframe><meta http-equiv="refresh" content="0;url=${away}"><object data="${away}"></object>`],
    ["mutation", `<p>Mot-e</p><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;"></table></mtext></math><svg></p><style><a id="</style><img src=x onerror=alert(1)>">`],
    ["pixel", `<p>Mot-f <img src="${away}pixel.gif" width=1 height=1 onerror=alert(1)></p><video src="${away}v.mp4" autoplay></video>`],
    ["disguise", `<p>Mot-g <a href="${away}vol">www.echosciences.example</a> <a href="${away}u/faux" class="mention">@camille@echosciences.example</a> <span class="invisible">caché</span></p>`],
    ["controls", "<p>Mot-h \u202egnp.exe\u202c \u0000 \ud800 \u2066x\u2069 e" + "\u0301".repeat(1000) + "</p>"],
    ["regex", `<p>Mot-i ${"<a".repeat(5000)}</p>`],
    ["nested", `${"<b>".repeat(20_000)}Mot-j${"</b>".repeat(20_000)}`],
  ]);
  const { person } = door.victim;
  const alice = { ...(await person("alice", { name: script.slice(0, 100), summary: script, icon: { type: "Image", url: "data:image/svg+xml,<svg onload=alert(1)>" }, url: "javascript:alert(1)" })) };
  for (const [name, content] of hostile) {
    const said = await door.say(activityOf(alice, "Create", { id: `${door.victim.origin}/notes/${name}`, type: "Note", attributedTo: alice.id, content, inReplyTo: `${door.origin}/ap/articles/${article}`, url: "javascript:alert(1)", to: ["https://www.w3.org/ns/activitystreams#Public"] }), alice);
    expect(said, name).toMatchObject({ status: 202, became: "applied" });
  }
  await author.lookUp(alice.id);
  await sql`insert into federation.following (actor_id, follower_id, activity_uri, state, at) select a.id, o.id, 'urn:x', 'accepted', now() from federation.actors a, federation.actors o where a.uri = ${alice.id} and o.server_id is null limit 1`.execute(door.server.world.db);
  if ((await sql`select from federation.following`.execute(door.server.world.db)).rows.length === 0) {
    await door.say(activityOf(door.mallory, "Follow", `${door.origin}/ap/members/${author.viewer.id}`), door.mallory);
    await sql`insert into federation.following (actor_id, follower_id, activity_uri, state, at) select a.id, o.id, 'urn:x', 'accepted', now() from federation.actors a, federation.actors o where a.uri = ${alice.id} and o.server_id is null limit 1`.execute(door.server.world.db);
  }
  const all = [...hostile.values()].join("");
  const common = { attributedTo: alice.id, name: script.slice(0, 200), summary: script, content: all, url: "javascript:alert(1)", image: { type: "Image", url: "javascript:alert(1)", name: script }, attachment: [{ type: "Link", href: "javascript:alert(1)", name: "Website" }], tag: [{ type: "Hashtag", name: `#${script.slice(0, 30)}`, href: "javascript:alert(1)" }], license: "https://creativecommons.org/licenses/by/4.0/", to: ["https://www.w3.org/ns/activitystreams#Public"] };
  for (const object of [
    { ...common, id: `${door.victim.origin}/articles/1`, type: "Article" },
    { ...common, id: `${door.victim.origin}/events/1`, type: "Event", startTime: Temporal.Now.instant().add({ hours: 48 }).toString(), externalParticipationUrl: "javascript:alert(1)", joinMode: "external", location: { type: "Place", name: script.slice(0, 100), address: { type: "PostalAddress", streetAddress: script.slice(0, 100), addressLocality: "Rouen" } } },
  ]) expect((await door.say(activityOf(alice, "Create", object), alice)).became).toBe("applied");
});

const theirs = async () => (await sql<{ id: ContentId; kind: string; slug: string }>`select c.id, c.kind, c.slug from contents c join federation.objects o on o.content_id = c.id order by c.kind`.execute(door.server.world.db)).rows;

test("X1 X2 X5 X6: what others write runs, loads and dresses itself up on no page", async () => {
  const handle = (await sql<{ handle: string }>`select handle from members where remote and handle like 'alice@%'`.execute(door.server.world.db)).rows[0]?.handle ?? "";
  const contents = await theirs();
  expect(contents.map((each) => each.kind)).toEqual(["article", "event"]);
  const pages = [[door.host, page], [door.host, `/membres/${encodeURIComponent(handle)}`], [door.host, "/mon-espace"], [door.server.portal, "/"], ...contents.map((each) => [door.server.portal, `/${each.kind === "event" ? "evenements" : "articles"}/${each.slug}`])] as const;
  for (const [host = "", path = ""] of pages) {
    for (const cookie of [undefined, author.cookie]) {
      const answer = await door.server.ask(host, path, cookie && host === door.host ? { cookie } : {});
      expect(answer.status, path).toBeLessThan(500);
      expect(dangersIn(answer.text), path).toEqual([]);
      expect(answer.text, path).not.toMatch(/pixel\.gif|autoplay|admin-bar|id="csrf"|<form[^>]+mechant|href="(?:javascript|data|vbscript)/i);
      expect(String(answer.headers["content-security-policy"] ?? ""), path).toMatch(/script-src/);
    }
  }
  const discussion = (await door.server.ask(door.host, page)).text;
  for (const letter of "abcdefghij") expect(discussion).toContain(`Mot-${letter}`);
});

test("A14 X4 D8: words that look like another address say where they lead, and nothing turns the line around", async () => {
  const { text } = await door.server.ask(door.host, page);
  const around = text.slice(text.indexOf("Mot-g"), text.indexOf("Mot-g") + 900);
  expect(around).toContain("www.echosciences.example (mechant.example)");
  expect(around).not.toMatch(/class="(?:mention|invisible)"/);
  for (const sign of ["\u202e", "\u202c", "\u2066", "\u2069", "\u0000"]) expect(text).not.toContain(sign);
});

test("D5 X1: nor in the API, in feeds, in calendars, in what we say on, in what is written to people", async () => {
  const paths = [`/api/v1/contents/${article}/comments`, `/api/v1/contents/${article}`, "/articles.rss", "/articles.atom", "/agenda.ics", `/ap/articles/${article}/replies`];
  for (const path of paths) {
    const answer = await door.server.ask(door.host, path);
    expect(answer.status, path).toBeLessThan(500);
    const json = String(answer.headers["content-type"]).includes("json");
    if (json) for (const html of JSON.stringify(JSON.parse(answer.text)).match(/"html":"(?:[^"\\]|\\.)*"/g) ?? []) expect(dangersIn(JSON.parse(`{${html}}`).html), path).toEqual([]);
    // Names are plain words there: whoever shows them writes them as such.
    else expect(answer.text, path).not.toMatch(/<script>alert|<img[^>]+onerror|<iframe/);
  }
  const mails = await eventually(async () => (await sql<{ text: string }>`select m::text as text from accounts.mails m`.execute(door.server.world.db)).rows, () => true, [door.server]);
  for (const mail of mails) expect(mail.text).not.toMatch(/<script>alert|<img[^>]{0,40}onerror|href=\\?"javascript/);
});

test("X8 D3 D9: keys that mean something to the language, floods of words and impossible dates are refused or mended", async () => {
  const say = (more: Record<string, unknown>) => door.say({ ...activityOf(door.mallory, "Create", { id: `${door.evil.origin}/notes/${crypto.randomUUID()}`, type: "Note", attributedTo: door.mallory.id, content: "Mot", inReplyTo: `${door.origin}/ap/articles/${article}`, to: ["as:Public"], ...more }) }, door.mallory);
  for (const key of ["__proto__", "constructor", "prototype"]) expect((await say({ [`x${key}`]: 1, tag: [JSON.parse(`{"${key}":{"isAdmin":true}}`)] })).status, key).toBe(400);
  expect(Object.getPrototypeOf({})).not.toHaveProperty("isAdmin");
  for (const more of [{ tag: Array.from({ length: 61 }, () => ({ type: "Hashtag", name: "#a" })) }, { attachment: Array.from({ length: 33 }, () => ({ type: "Image", url: "https://a.example/x" })) }, { to: Array.from({ length: 201 }, (_, n) => `https://a.example/${n}`) }]) expect((await say(more)).status).toBe(400);
  for (const published of ["0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2090-01-01T00:00:00Z", "hier"]) expect((await say({ published, updated: published })).status, published).toBe(202);
  expect((await sql`select from comments where created_at > now() + interval '1 minute' or created_at < '2026-01-01'`.execute(door.server.world.db)).rows).toEqual([]);
  expect((await sql`select from federation.objects where updated_at > now() + interval '1 minute'`.execute(door.server.world.db)).rows).toEqual([]);
});
