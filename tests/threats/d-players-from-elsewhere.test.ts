import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf } from "../federation/other-server.ts";
import { personOf, type Person } from "../federation/servers.ts";

let door: Door;
let lea: Person;

beforeAll(async () => {
  door = await makeDoor("lecteur");
  lea = await personOf(door.server, door.here, "Léa");
});

const public_ = "https://www.w3.org/ns/activitystreams#Public";

/** The page here of something of another server, looked up by its address. */
async function pageOf(name: string, more: object): Promise<{ status: number; text: string; policy: string }> {
  const id = `${door.victim.origin}/${name}`;
  door.victim.serve(`/${name}`, { "@context": "https://www.w3.org/ns/activitystreams", id, attributedTo: door.alice.id, name: `Titre ${name}`, content: "<p>Des mots.</p>", license: "https://creativecommons.org/licenses/by/4.0/", to: [public_], published: "2026-11-24T10:00:00Z", ...more });
  const path = new URL(await lea.lookUp(id), "http://x").pathname;
  const answer = await door.server.ask(door.server.portal, path);
  return { status: answer.status, text: answer.text, policy: String(answer.headers["content-security-policy"] ?? "") };
}

test("X7: what plays elsewhere is loaded from nowhere before the reader asks, and only of hosts that are known", async () => {
  const frame = '<iframe src="https://mauvais.example/embed/1"></iframe><object data="https://mauvais.example/x.swf"></object><video src="https://mauvais.example/v.mp4" autoplay></video><audio src="https://mauvais.example/a.mp3" autoplay></audio>';
  const unknown = await pageOf("video-1", { type: "Video", url: [{ type: "Link", mediaType: "text/html", href: "https://mauvais.example/w/1" }] });
  const article = await pageOf("article-1", { type: "Article", content: `<p>Avant</p>${frame}<p>Après</p>` });
  const known = await pageOf("video-2", { type: "Video", url: [{ type: "Link", mediaType: "text/html", href: "https://framatube.org/w/4qU1uBMp3NcGVfNnUxKnbm" }] });
  for (const { status, text, policy } of [unknown, article, known]) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/<(?:iframe|object|embed|video|audio)\b/);
    expect(text).not.toMatch(/(?:src|data|poster)="https:\/\/(?:mauvais|framatube)/);
    expect(policy).not.toContain("mauvais.example");
  }
  expect(article.text).toContain("Avant");
});

test("E3: what somebody elsewhere writes to one person alone is shown to nobody, nor told to exist", async () => {
  const article = await door.server.world.article(door.bob, door.here, { title: "Le grand hamster" });
  const bob = `${door.origin}/ap/members/${door.bob.id}`;
  const secret = "Rendez-vous sous le hêtre";
  const note = (n: number, to: readonly string[], more: object = {}) => activityOf(door.alice, "Create", { id: `${door.victim.origin}/notes/${n}`, type: "Note", attributedTo: door.alice.id, content: `<p>${secret}</p>`, to, published: "2026-11-24T10:00:00Z", ...more }, { to });
  const page = `${door.origin}/ap/articles/${article}`;
  for (const [n, more] of [{ inReplyTo: page }, {}, { inReplyTo: page, cc: [`${door.alice.id}/followers`] }, { inReplyTo: page, bto: [public_] }].entries()) await door.nothingComes(note(n, [bob], more), door.alice, more.cc ? { became: /^ignored: for others/ } : { status: 422 });
  // Known as a public word first, it isn't made a private one that stays in sight.
  expect((await door.say(note(9, [public_], { inReplyTo: page }), door.alice)).became).toBe("applied");
  await door.nothingComes(activityOf(door.alice, "Update", { ...(note(9, [bob], { inReplyTo: page })["object"] as object), content: "<p>Autre chose</p>", updated: "2026-11-24T12:00:00Z" }), door.alice, { status: 422 });
  for (const path of [`/articles/le-grand-hamster`, `/contenus/${article}/commentaires.atom`, `/api/v1/contents/${article}/comments`]) expect(((await door.server.ask(door.host, path)).text.match(new RegExp(secret, "g")) ?? []).length, path).toBeLessThanOrEqual(2);
  expect((await sql`select from comments where body::text like '%Autre chose%'`.execute(door.server.world.db)).rows).toEqual([]);
});
