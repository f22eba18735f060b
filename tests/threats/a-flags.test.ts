import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { ContentId } from "../../src/platform/ids.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf } from "../federation/other-server.ts";

let door: Door;
let article: ContentId;

beforeAll(async () => {
  door = await makeDoor("signal");
  article = await door.server.world.article(door.bob, door.here, { title: "Le grand hamster" });
});

const uri = (id: string) => `${door.origin}/ap/articles/${id}`;
const reports = async () => (await sql<{ reason: string; state: string }>`select reason, state from reports order by at`.execute(door.server.world.db)).rows;

test("what is reported stays as it is; said once more it is one report, and its words are words", async () => {
  const state = async () => (await sql<object>`select state, featured_at, likes, comments_closed_at from contents where id = ${article}`.execute(door.server.world.db)).rows;
  const before = await state();
  const flag = activityOf(door.mallory, "Flag", [`${door.origin}/ap/members/${door.bob.id}`, uri(article)], { content: "<script>alert(1)</script><b>Odieux</b>\u202e" });
  expect((await door.say(flag, door.mallory)).became).toBe("applied");
  expect(await reports()).toEqual([{ reason: "Odieux", state: "open" }]);
  expect(await state()).toEqual(before);
  await door.nothingComes(flag, door.mallory, {});
  await door.nothingComes(activityOf(door.mallory, "Flag", uri(article), { content: "Encore" }), door.mallory, { became: /ignored: nothing that everybody sees, or known already/ });
});

test("nobody reports in another's name, what isn't ours, or what not everybody sees: nothing tells whether there is such a thing", async () => {
  const { world } = door.server;
  const draft = await world.article(door.bob, door.here, { intent: "draft", title: "Brouillon" });
  await door.nothingComes({ ...activityOf(door.alice, "Flag", uri(article)), id: `${door.mallory.id}/f/1` }, door.mallory, { status: [400, 401] });
  const absent = uri("01930a2e-7c40-7000-8000-00000000abcd");
  for (const object of [uri(draft), absent]) await door.nothingComes(activityOf(door.alice, "Flag", object), door.alice, { became: /ignored: nothing that everybody sees, or known already/ });
  for (const object of [`${door.victim.origin}/notes/1`, `${uri(article)}/context`, `${door.origin}/ap/tags/climat`, door.mallory.id]) await door.nothingComes(activityOf(door.alice, "Flag", object), door.alice, { became: /ignored: nothing of ours/ });
});

test("a flood of reports from one server stops at what may be said in an hour, and writes to the animators once", async () => {
  const { world } = door.server;
  const animator = await world.member(door.here, { animates: [door.here] });
  const email = await world.account(animator);
  await sql`update reports set state = 'settled', settled_at = now()`.execute(world.db);
  const articles = await Promise.all(Array.from({ length: 40 }, (_, n) => world.article(door.bob, door.here, { title: `Cible ${n}` })));
  const verdicts: string[] = [];
  for (const each of articles) verdicts.push((await door.say(activityOf(door.alice, "Flag", uri(each), { content: "Non" }), door.alice)).became);
  const taken = verdicts.filter((each) => each === "applied").length;
  expect(taken).toBeLessThanOrEqual(30);
  expect(verdicts.slice(taken).every((each) => each === "ignored: too much at once")).toBe(true);
  expect((await sql<{ n: number }>`select count(*)::int as n from accounts.mails where recipient = ${email}`.execute(world.db)).rows).toEqual([{ n: 1 }]);
});
