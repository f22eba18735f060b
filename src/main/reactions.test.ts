import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../tests/support/world.ts";
import { withdraw } from "../features/contents/change-state.ts";
import { makeDirectory } from "../features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../features/territories/list-territories.ts";
import { react } from "./reactions.ts";

test("what happened to a thing is told of after what happened to it before, unless that fails again and again", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const author = await world.member(here);
  const [content, other] = [await world.article(author, here), await world.article(author, here)];
  await withdraw(world.as(author), content);
  const directory = makeDirectory(await listTerritoriesAnywhere(world.db), "http://echo.test");
  const speaking = { db: world.db, directory: () => directory, now: () => Temporal.Now.instant() };
  const waiting = async () => (await sql<{ id: number; reacting: boolean }>`select id, reacting from facts where subject_id = ${content} order by id`.execute(world.db)).rows;
  const again = async (fact: number) => (await sql`select from graphile_worker._private_jobs where (payload ->> 'fact')::bigint = ${fact}`.execute(world.db)).rows.length;
  const [published, withdrawn] = (await waiting()).map((each) => each.id) as [number, number];
  const elsewhere = (await sql<{ id: number }>`select id from facts where subject_id = ${other}`.execute(world.db)).rows[0]?.id ?? 0;

  await react(speaking, elsewhere, 1);
  await react(speaking, withdrawn, 1);
  expect((await waiting()).map((each) => each.reacting)).toEqual([true, true]);
  expect([await again(published), await again(withdrawn)]).toEqual([1, 2]);

  await react(speaking, published, 1);
  await react(speaking, withdrawn, 1);
  expect((await waiting()).map((each) => each.reacting)).toEqual([false, false]);

  await sql`update facts set reacting = true where subject_id = ${content}`.execute(world.db);
  await sql`delete from graphile_worker._private_jobs where (payload ->> 'fact')::bigint = ${published}`.execute(world.db);
  await react(speaking, withdrawn, 1);
  await react(speaking, withdrawn, 1);
  expect((await waiting()).map((each) => each.reacting)).toEqual([false, false]);

  await sql`update facts set reacting = true where subject_id = ${content}`.execute(world.db);
  await react({ ...speaking, directory: () => { throw new Error("broken"); } }, published, 5).catch(() => undefined);
  await react(speaking, withdrawn, 1);
  expect((await waiting()).map((each) => each.reacting)).toEqual([false, false]);
});
