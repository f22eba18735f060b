import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { ContentId } from "../../src/platform/ids.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, type Stranger } from "../federation/other-server.ts";

let door: Door;
let article: ContentId;
let [cookie, coordinator] = ["", ""];

beforeAll(async () => {
  door = await makeDoor("accueil");
  const { world, logIn, hostOf, portal } = door.server;
  await sql`update territories set strangers = 'held' where id = ${door.here.id}`.execute(world.db);
  article = await world.article(door.bob, door.here, { title: "Le grand hamster" });
  await world.account(door.bob);
  cookie = await logIn(await world.account(await world.member(door.here, { animates: [door.here] })), "une phrase assez longue", hostOf(door.here.slug));
  coordinator = await logIn(await world.account(await world.member(door.here, { coordinator: true })), "une phrase assez longue", portal);
});

let notes = 0;
const note = (by: Stranger, words: string, more: Record<string, unknown> = {}) => ({ id: `${by.id}/notes/${++notes}`, type: "Note", attributedTo: by.id, inReplyTo: `${door.origin}/ap/articles/${article}`, content: `<p>${words}</p>`, to: ["https://www.w3.org/ns/activitystreams#Public"], published: new Date().toISOString(), ...more });
const count = async (what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(door.server.world.db)).rows[0]?.n;
const page = async () => (await door.server.ask(door.host, "/articles/le-grand-hamster")).text;
const queue = async () => (await door.server.ask(door.host, "/animation/signalements", { cookie })).text;
const idOf = (text: string, name: string) => new RegExp(`<strong>${name}</strong>[\\s\\S]*?/animation/commentaires/([0-9a-f-]+)"`).exec(text)?.[1] ?? "";
const decide = async (id: string, reponse: string, as = cookie) => (await door.server.ask(door.host, `/animation/commentaires/${id}`, { method: "POST", cookie: as, form: { reponse } })).status;

test("C: however many accounts a host makes, what they say first is read by nobody before an animator, told to nobody, counted nowhere, and bounded", async () => {
  const farmed = await Promise.all(Array.from({ length: 8 }, (_, n) => door.evil.person(`compte${n}`)));
  for (const each of farmed) await door.nothingComes(activityOf(each, "Create", note(each, "Achetez mon sel <script>alert(1)</script>")), each, { became: /ignored: it waits for an animator/ });
  for (let n = 0; n < 6; n++) await door.say(activityOf(door.mallory, "Create", note(door.mallory, `Encore ${n}`)), door.mallory);

  expect(await count("federation.held_notes where state = 'waiting'")).toBe(8 + 5);
  expect([await count("comments"), await count("accounts.mails"), (await page()).includes("Achetez")]).toEqual([0, 0, false]);
  const shown = await queue();
  expect([shown.includes("Achetez mon sel"), shown.includes("<script>alert(1)")]).toEqual([true, false]);
});

test("C: what an animator publishes is a comment like any other; the next waits again, unless its author is welcome; what was refused doesn't come back", async () => {
  const first = note(door.alice, "Merci pour cet article");
  await door.say(activityOf(door.alice, "Create", first), door.alice);
  // Corrected while it waits, it shows as it was corrected.
  await door.say(activityOf(door.alice, "Update", { ...first, content: "<p>Merci beaucoup</p>", updated: new Date().toISOString() }), door.alice);
  expect(await decide(idOf(await queue(), "alice d’ailleurs"), "show")).toBe(303);
  expect([(await page()).includes("Merci beaucoup"), await count(`comments where content_id = '${article}' and state = 'visible'`)]).toEqual([true, 1]);

  const [second, third] = [note(door.alice, "Une question"), note(door.alice, "Une autre")];
  for (const each of [second, third]) await door.nothingComes(activityOf(door.alice, "Create", each), door.alice, { became: /waits for an animator/ });
  expect(await decide(idOf(await queue(), "alice d’ailleurs"), "welcome")).toBe(303);
  expect([(await page()).includes("Une question"), (await page()).includes("Une autre")]).toEqual([true, true]);
  expect((await door.say(activityOf(door.alice, "Create", note(door.alice, "Et encore")), door.alice)).became).toBe("applied");
  // Tied to what it was: its author corrects it, and takes it back.
  expect((await door.say(activityOf(door.alice, "Delete", String(second.id)), door.alice)).became).toBe("applied");
  expect((await page()).includes("Une question")).toBe(false);

  const bad = note(door.mallory, "Insulte");
  await sql`delete from federation.held_notes`.execute(door.server.world.db);
  await door.say(activityOf(door.mallory, "Create", bad), door.mallory);
  expect(await decide(idOf(await queue(), "mallory d’ailleurs"), "refuse")).toBe(303);
  await door.say(activityOf(door.mallory, "Update", { ...bad, content: "<p>Insulte encore</p>", updated: new Date().toISOString() }), door.mallory);
  expect([(await queue()).includes("Insulte"), (await page()).includes("Insulte")]).toEqual([false, false]);
});

test("C: what is taken back before it is read leaves the list, nobody takes back another's, and who is known doesn't wait", async () => {
  const mine = note(door.mallory, "Je me suis trompée");
  await door.say(activityOf(door.mallory, "Create", mine), door.mallory);
  await door.say(activityOf(door.alice, "Delete", mine.id), door.alice);
  expect((await queue()).includes("Je me suis trompée")).toBe(true);
  await door.say(activityOf(door.mallory, "Delete", mine.id), door.mallory);
  expect((await queue()).includes("Je me suis trompée")).toBe(false);

  const host = new URL(door.evil.origin).host;
  const told = await door.server.ask(door.server.portal, "/coordination/serveurs/decisions", { method: "POST", cookie: coordinator, form: { host, trust: "known", reason: "Des amis" } });
  expect(told.status).toBe(303);
  expect((await door.say(activityOf(door.mallory, "Create", note(door.mallory, "Bonjour à toutes")), door.mallory)).became).toBe("applied");
  expect((await page()).includes("Bonjour à toutes")).toBe(true);
});

test("E5: an animator of another territory, and a member, decide nothing of what waits here", async () => {
  const { world, logIn, hostOf } = door.server;
  const there = await world.territory();
  await door.server.reload();
  const neighbour = await logIn(await world.account(await world.member(there, { animates: [there] })), "une phrase assez longue", hostOf(there.slug));
  await sql`update federation.servers set trust = 'open'`.execute(world.db);
  await door.say(activityOf(door.mallory, "Create", note(door.mallory, "Un mot de plus")), door.mallory);
  const id = idOf(await queue(), "mallory d’ailleurs");

  const status = (await door.server.ask(hostOf(there.slug), `/animation/commentaires/${id}`, { method: "POST", cookie: neighbour, form: { reponse: "show" } })).status;

  expect([status, await count(`federation.held_notes where id = '${id}' and state = 'waiting'`)]).toEqual([404, 1]);
  expect(await decide(id, "autre")).toBe(404);
});
