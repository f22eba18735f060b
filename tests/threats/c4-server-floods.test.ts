import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, otherServer, post, type OtherServer, type Stranger } from "../federation/other-server.ts";
import { until } from "../support/server.ts";

let door: Door;

beforeAll(async () => {
  door = await makeDoor("barrage");
});

const count = async (what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(door.server.world.db)).rows[0]?.n;
const people = async (of: OtherServer, many: number) => Promise.all(Array.from({ length: many }, (_, n) => of.person(`compte${n}`)));
const letGo = async (of: OtherServer) => (await sql<{ n: number }>`select count(*)::int as n from federation.received r join federation.servers s on s.id = r.server_id where s.host = ${new URL(of.origin).host} and r.reason = 'too much at once'`.execute(door.server.world.db)).rows[0]?.n;

/** All of these, twenty at a time, each signed by its own; every one is taken at the door. */
async function flood(given: readonly (readonly [Record<string, unknown>, Stranger])[]): Promise<void> {
  // The first of each before the others: who they are is asked once, and so many are asked in a minute.
  const first = new Map(given.toReversed().map(([act, by]) => [by, act]));
  const acts = [...[...first].map(([by, act]) => [act, by] as const), ...given.filter(([act, by]) => first.get(by) !== act)];
  for (let n = 0; n < acts.length; n += 20) {
    const answers = await Promise.all(acts.slice(n, n + 20).map(([act, by]) => post(door.server, door.host, act, by)));
    expect(answers.map((each) => each.status)).toEqual(answers.map(() => 202));
  }
  await until(async () => (await count("federation.received where state = 'waiting'")) === 0, 90_000);
}

let notes = 0;
const answer = (by: Stranger, to: string) => activityOf(by, "Create", { id: `${by.id}/notes/${++notes}`, type: "Note", attributedTo: by.id, content: `<p>Mot ${notes}</p>`, inReplyTo: to, to: ["https://www.w3.org/ns/activitystreams#Public"], published: new Date().toISOString() });

test("C4 3.6: however many accounts a server makes, it says so much under what is ours in an hour and no more; others are heard meanwhile, and the animator reads why", async () => {
  const { world } = door.server;
  const article = await world.article(door.bob, door.here);
  const uri = `${door.origin}/ap/articles/${article}`;
  const noisy = await otherServer("bavarde");
  const accounts = await people(noisy, 7);

  // None of them comes to what one person may say.
  await flood(accounts.flatMap((by) => Array.from({ length: 45 }, () => [answer(by, uri), by] as const)));

  expect([await count(`comments where content_id = '${article}'`), await letGo(noisy)]).toEqual([300, 15]);
  expect((await door.say(answer(door.alice, uri), door.alice)).became).toBe("applied");
  const cookie = await door.server.logIn(await world.account(await world.member(door.here, { animates: [door.here] })), "une phrase assez longue", door.host);
  const card = (await door.server.ask(door.host, `/animation/serveurs/${new URL(noisy.origin).host}`, { cookie })).text;
  expect(card).toMatch(/Trop d’envois en peu de temps<\/td><td>15 fois/);
}, 120_000);

test("C4 3.6: from a thousand accounts of one server, likes count up to what one server may give in an hour; those of others count", async () => {
  const { world } = door.server;
  const articles = await Promise.all(Array.from({ length: 21 }, () => world.article(door.bob, door.here)));
  const fan = await otherServer("groupie");
  const accounts = await people(fan, 48);
  const likes = accounts.flatMap((by) => articles.map((article) => [activityOf(by, "Like", `${door.origin}/ap/articles/${article}`), by] as const));
  expect(likes).toHaveLength(1008);

  await flood(likes);

  expect([await count("likes"), await letGo(fan)]).toEqual([1000, 8]);
  expect((await sql<{ n: number }>`select sum(likes)::int as n from contents`.execute(world.db)).rows[0]?.n).toBe(1000);
  expect((await door.say(activityOf(door.alice, "Like", `${door.origin}/ap/articles/${articles[0] ?? ""}`), door.alice)).became).toBe("applied");
}, 120_000);
