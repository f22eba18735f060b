import { existsSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { decideFor } from "../../src/features/federation/decide-trust.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { dangersIn, script } from "../support/hostile.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, type Stranger } from "../federation/other-server.ts";

let door: Door;
let article: ContentId;
let bob: string;
const everybody = "https://www.w3.org/ns/activitystreams#Public";

beforeAll(async () => {
  door = await makeDoor("secrets");
  article = await door.server.world.article(door.bob, door.here, { title: "Un article public" });
  bob = `${door.origin}/ap/members/${door.bob.id}`;
  const hosts = [door.evil, door.victim].map((each) => new URL(each.origin).host);
  await decideFor(door.server.world.db, null, hosts.map((host) => ({ host, trust: "known" as const, reason: "" })), null, Temporal.Now.instant());
});

let counter = 0;
function noteBy(by: Stranger, content: string, more: Record<string, unknown> = {}): Record<string, unknown> & { id: string } {
  return { id: `${by.id}/notes/${++counter}`, type: "Note", attributedTo: by.id, content: `<p>${content}</p>`, to: [bob], cc: [], published: Temporal.Now.instant().toString({ smallestUnit: "second" }), ...more };
}
const creating = (by: Stranger, note: Record<string, unknown>) => activityOf(by, "Create", note, { to: note["to"], cc: note["cc"] });
const rowsOf = async () => (await sql<{ body: string; state: string; author: string }>`select m.body::text as body, m.state, a.name as author from messages m join members a on a.id = m.author_id order by m.at`.execute(door.server.world.db)).rows;

test("E3 a private note that answers a public content, or a public one under it, is a message and never a comment; its answers stay private", async () => {
  for (const inReplyTo of [`${door.origin}/ap/articles/${article}`, null]) {
    const said = await door.say(creating(door.alice, noteBy(door.alice, "Entre nous seulement", { inReplyTo })), door.alice);
    expect([said.status, said.became]).toEqual([202, "applied"]);
  }
  expect((await rowsOf()).map((row) => row.author)).toEqual(["alice d’ailleurs", "alice d’ailleurs"]);
  expect((await sql`select from comments`.execute(door.server.world.db)).rows).toEqual([]);
  const [first] = (await sql<{ id: string; uri: string }>`select id, uri from messages order by at`.execute(door.server.world.db)).rows;
  await door.nothingComes(creating(door.mallory, noteBy(door.mallory, "Je réponds à tous", { inReplyTo: first?.uri, to: [everybody] })), door.mallory, { became: /^ignored: an answer to nothing here/ });
  await door.nothingComes(activityOf(door.mallory, "Announce", first?.uri), door.mallory, {});
  await door.nothingComes(activityOf(door.mallory, "Like", first?.uri), door.mallory, {});
  for (const path of ["/articles/un-article-public", `/ap/articles/${article}/replies`, `/contenus/${article}/commentaires.atom`, `/api/v1/contents/${article}/comments`, "/", `/ap/messages/${first?.id ?? ""}`]) expect((await door.server.ask(door.host, path)).text, path).not.toContain("Entre nous seulement");
});

test("A4 A5 nobody but its author changes a message, takes it back or makes it public, and its author doesn't make it public either", async () => {
  const note = noteBy(door.alice, "À toi seul");
  expect((await door.say(creating(door.alice, note), door.alice)).became).toBe("applied");
  const updated = Temporal.Now.instant().add({ seconds: 1 }).toString({ smallestUnit: "second" });
  await door.nothingComes(activityOf(door.mallory, "Update", { ...note, attributedTo: door.mallory.id, content: "<p>Volé</p>", updated }), door.mallory, { status: [202, 400] });
  await door.nothingComes(activityOf(door.mallory, "Delete", note.id), door.mallory, { status: [202, 400] });
  const sister = await door.victim.person("sister");
  await door.nothingComes(activityOf(sister, "Delete", note.id), sister, { became: /^refused: somebody else's/ });
  await door.nothingComes(activityOf(sister, "Update", { ...note, attributedTo: sister.id, content: "<p>Volé</p>", updated }, { to: [bob] }), sister, { became: /^refused: somebody else's/ });
  await door.nothingComes(activityOf(door.alice, "Update", { ...note, to: [everybody], cc: [bob], inReplyTo: `${door.origin}/ap/articles/${article}`, updated }), door.alice, { became: /^ignored: it was said to one person/ });

  expect((await door.say(activityOf(door.alice, "Update", { ...note, content: "<p>Corrigé</p>", updated }, { to: [bob] }), door.alice)).became).toBe("applied");
  expect((await rowsOf()).at(-1)?.body).toContain("Corrigé");
  expect((await door.say(activityOf(door.alice, "Delete", { id: note.id, type: "Tombstone" }, { to: [bob] }), door.alice)).became).toBe("applied");
  expect((await rowsOf()).at(-1)).toMatchObject({ state: "withdrawn", body: '{"type": "doc", "content": []}' });
  await door.nothingComes(creating(door.alice, note), door.alice, { became: /^ignored: it was taken back/ });
});

test("what is for readers who aren't named, for followers, for somebody who isn't here, read at an address, or of another form, is nobody's message", async () => {
  const other = await door.server.world.member(door.here);
  const others: readonly [string, Record<string, unknown>, RegExp][] = [
    ["one here and somebody who isn't named", { to: [bob], cc: [door.mallory.id] }, /^ignored: for others/],
    ["one here and a list", { to: [bob, `${door.origin}/ap/members/${other.id}/followers`] }, /^ignored: for others/],
    ["more than can be told", { to: [bob, ...Array.from({ length: 14 }, (_, n) => `${door.alice.id}/${n}`)], tag: Array.from({ length: 14 }, (_, n) => ({ type: "Mention", href: `${door.alice.id}/${n}`, name: "@x" })) }, /^ignored: for others/],
    ["followers", { to: [`${door.alice.id}/followers`] }, /^ignored: not for everybody/],
    ["followers and one here", { to: [`${door.alice.id}/followers`], cc: [bob] }, /^ignored: for others/],
    ["a territory", { to: [`${door.origin}/ap/actor`] }, /^ignored: not for everybody/],
    ["nobody", { to: [`${door.origin}/ap/members/${crypto.randomUUID()}`] }, /^ignored: not for everybody/],
    ["nobody at all", { to: [] }, /^ignored: not for everybody/],
    ["blind", { to: [], bto: [bob] }, /^ignored: not for everybody/],
    ["a chat", { type: "ChatMessage" }, /^ignored/],
    ["a vote", { content: "", name: "Oui", inReplyTo: `${door.origin}/ap/articles/${article}` }, /^ignored/],
  ];
  for (const [, more, became] of others) await door.nothingComes(creating(door.alice, noteBy(door.alice, "Perdu", more)), door.alice, { became });
  // Only what comes with its author's signature is to somebody: an address leads to what is for everybody.
  const note = noteBy(door.alice, "À une adresse");
  door.victim.serve(new URL(note.id).pathname, note);
  await door.nothingComes(activityOf(door.alice, "Create", note.id, { to: [bob] }), door.alice, { became: /^ignored/ });
});

test("E3 a note for several people comes to each of ours apart: each knows who else got it, by the host where they really are, and nobody reads another's answer", async () => {
  const { server, here } = door;
  const other = await server.world.member(here, { name: "Une autre" });
  const people = [door.bob, other];
  const cookies = await Promise.all(people.map(async (each) => server.logIn(await server.world.account(each), "une phrase assez longue", door.host)));
  const uriOf = (id: string) => `${door.origin}/ap/members/${id}`;
  const mention = (href: string, name: string) => ({ type: "Mention", href, name });
  const writer = await door.victim.person("plusieurs");
  const tag = [mention(uriOf(door.bob.id), `@${door.bob.handle}`), mention(uriOf(other.id), `@${other.handle}`), mention(door.mallory.id, "@mallory@banque.example")];
  const note = noteBy(writer, `<a href="${uriOf(door.bob.id)}">@${door.bob.handle}</a> <a href="${uriOf(other.id)}">@${other.handle}</a> Rendez-vous jeudi`, { to: people.map((each) => uriOf(each.id)), cc: [door.mallory.id], tag });
  expect((await door.say(creating(writer, note), writer)).became).toBe("applied");
  await door.nothingComes(creating(writer, note), writer, {});

  const conversations = await Promise.all(cookies.map(async (cookie) => /href="(\/messages\/[0-9a-f-]{36})"><strong>plusieurs/.exec((await server.ask(door.host, "/messages", { cookie })).text)?.[1] ?? ""));
  const read = async (n: number, of: number) => server.ask(door.host, conversations[of] ?? "", { cookie: cookies[n] ?? "" });
  const evil = new URL(door.evil.origin).host;
  expect((await read(0, 0)).text).toMatch(new RegExp(`<p>Rendez-vous jeudi</p>[\\s\\S]*Envoyé aussi à @${other.handle}@${door.host} et @mallory@${evil}\\.`));
  expect((await read(1, 1)).text).toContain(`Envoyé aussi à @${door.bob.handle}@${door.host} et @mallory@${evil}.`);
  expect([(await read(0, 0)).text.includes("banque.example"), (await read(0, 1)).status, (await read(1, 0)).status]).toEqual([false, 404, 404]);
  await server.ask(door.host, conversations[0] ?? "", { method: "POST", cookie: cookies[0] ?? "", form: { body: "Je viens", submission: crypto.randomUUID() } });
  expect([(await read(0, 0)).text.includes("Je viens"), (await read(1, 1)).text.includes("Je viens")]).toEqual([true, false]);

  const updated = Temporal.Now.instant().add({ seconds: 1 }).toString({ smallestUnit: "second" });
  await door.say(activityOf(writer, "Update", { ...note, content: "<p>Vendredi</p>", updated }, { to: note["to"] }), writer);
  expect([(await read(0, 0)).text.includes("Vendredi"), (await read(1, 1)).text.includes("Vendredi")]).toEqual([true, true]);
  await door.say(activityOf(writer, "Delete", { id: note.id, type: "Tombstone" }, { to: note["to"] }), writer);
  expect([(await read(0, 0)).text.includes("Vendredi"), (await read(1, 1)).text.includes("Vendredi")]).toEqual([false, false]);
  expect((await sql`select from comments`.execute(server.world.db)).rows).toEqual([]);
});

test("a server that nobody vouched for, one that was limited or that the territory shut, and a flood, bring no messages", async () => {
  const { db } = door.server.world;
  const host = new URL(door.evil.origin).host;
  const decide = (trust: "open" | "limited" | "known", territory = false) => decideFor(db, territory ? door.here.id : null, [{ host, trust, reason: "Pour voir." }], null, Temporal.Now.instant());
  for (const trust of ["open", "limited"] as const) {
    await decide(trust);
    await door.nothingComes(creating(door.mallory, noteBy(door.mallory, "Refusé")), door.mallory, { status: 422 });
  }
  await decide("known");
  await decide("limited", true);
  await door.nothingComes(creating(door.mallory, noteBy(door.mallory, "Refusé")), door.mallory, { status: 422 });
  await decideFor(db, door.here.id, [{ host, trust: null, reason: "" }], null, Temporal.Now.instant());

  const many: string[] = [];
  for (let n = 0; n < 62; n++) many.push((await door.say(creating(door.mallory, noteBy(door.mallory, `Flot ${n}`)), door.mallory)).became);
  expect(many.filter((became) => became === "applied").length).toBeLessThanOrEqual(60);
  expect(many.at(-1)).toBe("ignored: too much at once");
});

test("D1 D3 what a message holds is words: no markup of its own on the page, in the list, in the mail or before the animator", async () => {
  const { server } = door;
  const email = await server.world.account(door.bob);
  const cookie = await server.logIn(email, "une phrase assez longue", door.host);
  const hostile = await door.victim.person("hostile", { name: script.slice(0, 90) });
  expect((await door.say(creating(hostile, noteBy(hostile, `<a class="u-url mention" href="${bob}">@${door.bob.handle}</a> ${script}`)), hostile)).became).toBe("applied");
  const list = await server.ask(door.host, "/messages", { cookie });
  const pages = [...new Set([...list.text.matchAll(/href="(\/messages\/[0-9a-f-]{36})"/g)].map((found) => found[1] ?? ""))];
  expect(pages.length).toBeGreaterThan(1);
  for (const path of ["/messages", ...pages]) expect(dangersIn((await server.ask(door.host, path, { cookie })).text), path).toEqual([]);
  const { rows } = await sql<{ html: string }>`select body_html as html from accounts.mails where recipient = ${email}`.execute(server.world.db);
  for (const { html } of rows) expect(dangersIn(html)).toEqual([]);
});

test("private messages of Mastodon, Lemmy and Pleroma as they were recorded are kept for the addressee alone, or ignored", async () => {
  const recording = (path: string): Record<string, unknown> | null => {
    const file = `../shared/data/federation/${path}`;
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    console.info(`${path} isn't here.`);
    return null;
  };
  const before = (await sql`select from comments`.execute(door.server.world.db)).rows.length;
  const expected: readonly (readonly [string, RegExp])[] = [
    ["mastodon/mobilizon-testsuite/mastodon-post-activity-private.json", /^(?:applied|ignored: (?:not for everybody|for others))/],
    ["lemmy/lemmy-testsuite/activities.create_or_update.create_private_message.json", /^(?:applied|ignored)/],
    ["lemmy/lemmy-testsuite/activities.create_or_update.create_private_message_0.19.json", /^ignored/],
    ["pleroma/rebased-testsuite/create-chat-message.json", /^ignored/],
  ];
  const writer = await door.victim.person("recorded");
  for (const [path, became] of expected) {
    const recorded = recording(path);
    const object = recorded?.["object"];
    if (typeof object !== "object" || object === null) continue;
    // The same, by somebody of this machine to somebody of ours, also in answer to what is public here.
    const id = `${writer.id}/recorded/${++counter}`;
    const said = await door.say({ ...recorded, id: `${id}/activity`, actor: writer.id, to: [bob], cc: [], object: { ...object, id, attributedTo: writer.id, actor: writer.id, to: [bob], cc: [], inReplyTo: `${door.origin}/ap/articles/${article}` } }, writer);
    expect(said.status, path).toBe(202);
    expect(said.became, path).toMatch(became);
  }
  expect((await sql`select from comments`.execute(door.server.world.db)).rows).toHaveLength(before);
});
