import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { follow } from "../../src/features/follows/follow.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, post, type OtherServer, type Stranger } from "../federation/other-server.ts";
import { eventually, standInOf, personOf } from "../federation/servers.ts";

let door: Door;

beforeAll(async () => {
  door = await makeDoor("deluge");
});

const public_ = "https://www.w3.org/ns/activitystreams#Public";
const note = (by: Stranger, n: number, inReplyTo: string, content = `<p>Mot ${n}</p>`) => activityOf(by, "Create", { id: `${by.id}/notes/${n}`, type: "Note", attributedTo: by.id, content, inReplyTo, to: [public_], published: "2026-11-24T10:00:00Z" });
const verdicts = async (by: Stranger) => (await sql<{ reason: string; n: number }>`select r.reason, count(*)::int as n from federation.received r join federation.actors a on a.id = r.actor_id where a.uri = ${by.id} group by r.reason`.execute(door.server.world.db)).rows;

test("3.6: a flood of answers from one account stops at what may be said in an hour", async () => {
  const article = await door.server.world.article(door.bob, door.here);
  for (let n = 0; n < 70; n++) expect((await post(door.server, door.host, note(door.mallory, n, `${door.origin}/ap/articles/${article}`), door.mallory)).status).toBe(202);
  await door.settled();
  expect((await sql<{ n: number }>`select count(*)::int as n from comments where content_id = ${article}`.execute(door.server.world.db)).rows).toEqual([{ n: 60 }]);
  expect(await verdicts(door.mallory)).toContainEqual({ reason: "too much at once", n: 10 });
  // Others of other servers are heard as before.
  expect((await door.say(note(door.alice, 1, `${door.origin}/ap/articles/${article}`), door.alice)).became).toBe("applied");
});

test("3.6: who follows and stops again and again is answered so often and no more, and that they stopped is heard", async () => {
  const bob = `${door.origin}/ap/members/${door.bob.id}`;
  const wheel = await door.evil.person("roue");
  for (let n = 0; n < 70; n++) {
    const asked = activityOf(wheel, "Follow", bob);
    for (const each of [asked, activityOf(wheel, "Undo", { id: asked["id"], type: "Follow", actor: wheel.id, object: bob })]) expect((await post(door.server, door.host, each, wheel)).status).toBe(202);
  }
  await door.settled();
  expect((await sql<{ n: number }>`select count(*)::int as n from federation.activities where type = 'Accept'`.execute(door.server.world.db)).rows[0]?.n).toBe(60);
  expect((await sql`select from federation.followers`.execute(door.server.world.db)).rows).toEqual([]);
});

test("3.6: an answer that names forty people doesn't write to forty", async () => {
  const { world } = door.server;
  const article = await world.article(door.bob, door.here);
  const people = await Promise.all(Array.from({ length: 40 }, async () => { const member = await world.member(door.here); await world.account(member); return member; }));
  const names = people.map((each) => `@${each.handle}`).join(" ");
  await door.say(note(door.alice, 900, `${door.origin}/ap/articles/${article}`, `<p>${names}</p>`), door.alice);
  await eventually(async () => (await sql`select from graphile_worker.jobs where task_identifier in ('comment-mails', 'mail', 'react')`.execute(world.db)).rows.length, (n) => n === 0, [door.server]);
  expect((await sql<{ n: number }>`select count(*)::int as n from comments where content_id = ${article}`.execute(world.db)).rows).toEqual([{ n: 1 }]);
  expect((await sql<{ n: number }>`select count(*)::int as n from accounts.mails where recipient = any(${people.map((each) => `${each.handle}@example.org`)}::text[])`.execute(world.db)).rows[0]?.n).toBeLessThanOrEqual(30);
});

/** A list of another server that never ends, or lies; and how often it was asked for before it was let go. */
async function gathered(server: OtherServer, name: string, pages: (id: string) => void): Promise<number> {
  const actor = await server.person(name);
  pages(actor.id);
  const reader = await personOf(door.server, door.here, `Qui lit ${name}`);
  await reader.lookUp(actor.id);
  await follow(door.server.world.as(reader.viewer), { kind: "member", target: await standInOf(door.server, `${name} d’ailleurs`) }, true);
  const asked = await eventually(async () => server.heard.find((each) => each.activity["type"] === "Follow" && each.activity["object"] === actor.id)?.activity, (found) => found !== undefined, [door.server]);
  await door.say(activityOf(actor, "Accept", { id: asked?.["id"], type: "Follow", actor: asked?.["actor"], object: actor.id }), actor);
  await eventually(async () => (await sql<{ at: unknown }>`select gathered_at as at from federation.actors where uri = ${actor.id}`.execute(door.server.world.db)).rows[0]?.at ?? null, (at) => at !== null, [door.server]);
  return [...server.asked].filter(([path]) => path.startsWith(`${new URL(actor.id).pathname}/outbox`)).reduce((sum, [, times]) => sum + times, 0);
}

test("D5: a list that goes in a circle, has a million pages, or lies about its length is left after a few", async () => {
  const page = (id: string, more: object) => ({ "@context": "https://www.w3.org/ns/activitystreams", id, type: "OrderedCollectionPage", orderedItems: [], ...more });
  const circle = await gathered(door.victim, "cercle", (id) => {
    door.victim.serve(`${new URL(id).pathname}/outbox`, { "@context": "https://www.w3.org/ns/activitystreams", id: `${id}/outbox`, type: "OrderedCollection", totalItems: 1e15, first: `${id}/outbox?page=1` });
    door.victim.serve(`${new URL(id).pathname}/outbox?page=1`, page(`${id}/outbox?page=1`, { next: `${id}/outbox?page=1`, totalItems: -4 }));
  });
  const million = await gathered(door.victim, "million", (id) => {
    door.victim.serve(`${new URL(id).pathname}/outbox`, { "@context": "https://www.w3.org/ns/activitystreams", id: `${id}/outbox`, type: "OrderedCollection", totalItems: "beaucoup", first: `${id}/outbox?page=0` });
    for (let n = 0; n < 30; n++) door.victim.serve(`${new URL(id).pathname}/outbox?page=${n}`, page(`${id}/outbox?page=${n}`, { next: `${id}/outbox?page=${n + 1}`, totalItems: null }));
  });
  const elsewhere = await gathered(door.victim, "renvoi", (id) => {
    door.victim.serve(`${new URL(id).pathname}/outbox`, { "@context": "https://www.w3.org/ns/activitystreams", id: `${id}/outbox`, type: "OrderedCollection", totalItems: {}, first: `${door.evil.origin}/outbox` });
    door.evil.serve("/outbox", page(`${door.evil.origin}/outbox`, {}));
  });
  expect([circle <= 4, million <= 4, elsewhere <= 2]).toEqual([true, true, true]);
  expect(door.evil.asked.get("/outbox") ?? 0).toBe(0);
});
