import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { publishAgain, withdraw } from "../contents/change-state.ts";
import { follow } from "../follows/follow.ts";
import { listFeedAnywhere } from "../follows/list-feed.ts";
import { listRelaysByAnywhere, listRelaysOfAnywhere, readRelayCursor, writeRelayCursor } from "./list-relays.ts";
import { relayContent, undoRelay } from "./relay-content.ts";

async function setting() {
  const world = await newWorld();
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const [author, relayer, follower, stranger] = [await world.member(here), await world.member(elsewhere), await world.member(elsewhere), await world.member(here)];
  await follow(world.as(follower), { kind: "member", target: relayer.id }, true);
  const article = await world.article(author, here, { title: "À relayer" });
  const feed = async (reader = follower) => (await listFeedAnywhere(world.as(reader), reader.id, null, 10)).entries.map(({ card, relay }) => [card.id, relay?.by.handle, relay?.word]);
  const counted = async () => (await sql<{ relays: number }>`select relays from contents where id = ${article}`.execute(world.db)).rows[0]?.relays;
  return { world, here, author, relayer, follower, stranger, article, feed, counted };
}

test("a content shared with a word comes to those who follow, on the profile, and to nobody else's feed", async () => {
  const { world, relayer, stranger, article, feed, counted } = await setting();

  expect((await relayContent(world.as(relayer), article, "À lire ce soir")).done).toBe(true);
  expect((await relayContent(world.as(relayer), article, "À lire absolument")).done).toBe(true);

  expect(await feed()).toEqual([[article, relayer.handle, "À lire absolument"]]);
  expect(await feed(stranger)).toEqual([]);
  expect((await listRelaysByAnywhere(world.db, relayer.id, null, 10)).relays.map((each) => each.card.id)).toEqual([article]);
  expect((await listRelaysOfAnywhere(world.db, article, null, 10)).relays).toMatchObject([{ word: "À lire absolument", by: { handle: relayer.handle } }]);
  expect(await counted()).toBe(1);
});

test("shared twenty times at the same instant it is shared once, and undone once", async () => {
  const { world, relayer, article, feed, counted } = await setting();

  await Promise.all(Array.from({ length: 20 }, () => relayContent(world.as(relayer), article, "")));
  expect(await counted()).toBe(1);
  const undone = await Promise.all(Array.from({ length: 5 }, () => undoRelay(world.as(relayer), article)));

  expect(undone.filter((each) => each.done)).toHaveLength(1);
  expect(await counted()).toBe(0);
  expect(await feed()).toEqual([]);
});

test("a relay shows nothing that its reader may not see: withdrawn it is gone, and back when the content is", async () => {
  const { world, author, relayer, article, feed } = await setting();
  await relayContent(world.as(relayer), article, "Vite");

  await withdraw(world.as(author), article);
  expect(await feed()).toEqual([]);
  expect((await listRelaysByAnywhere(world.db, relayer.id, null, 10)).relays).toEqual([]);
  expect((await listRelaysOfAnywhere(world.connections.reader, article, null, 10)).relays).toEqual([]);
  expect((await undoRelay(world.as(relayer), article)).done).toBe(true);
  await relayContent(world.as(relayer), article, "Encore");
  await publishAgain(world.as(author), article);
  expect(await feed()).toEqual([]);
});

test("neither a draft nor one's own is shared, and a visitor shares nothing", async () => {
  const { world, here, author, relayer, article } = await setting();
  const draft = await world.article(author, here, { intent: "draft" });

  expect(await relayContent(world.as(relayer), draft, "")).toMatchObject({ refusal: { kind: "unknown" } });
  expect(await relayContent(world.as(author), article, "")).toMatchObject({ refusal: { kind: "forbidden" } });
  expect(await relayContent(world.as({ kind: "visitor" }), article, "")).toMatchObject({ refusal: { kind: "sign-in" } });
});

test("what was shared is read page by page, each once", async () => {
  const { world, here, author, relayer } = await setting();
  const articles = [];
  for (let n = 0; n < 7; n++) articles.push(await world.article(author, here));
  for (const each of articles) await relayContent(world.as(relayer), each, "");

  const read: string[] = [];
  let cursor = null;
  do {
    const page = await listRelaysByAnywhere(world.db, relayer.id, cursor, 3);
    read.push(...page.relays.map((each) => each.card.id));
    cursor = page.next && readRelayCursor(writeRelayCursor(page.next));
  } while (cursor);

  expect(read).toEqual(articles.toReversed());
});
