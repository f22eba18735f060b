import { expect, test } from "vitest";
import { newWorld } from "../../tests/support/world.ts";
import { inTransaction } from "./database.ts";
import { hearOwnTouches, touch, type Touch } from "./facts.ts";

test("what a process touches it hears at once when it is committed, and never when it isn't", async () => {
  const { db } = await newWorld();
  const heard: Touch[] = [];
  hearOwnTouches(db, (each) => heard.push(each));
  await inTransaction(db, async (tx) => {
    // Joins the transaction around it: heard once, after all of it.
    await inTransaction(tx, (inner) => touch(inner, ["network"]));
    expect(heard).toEqual([]);
  });
  expect(heard).toEqual(["network"]);
  await inTransaction(db, async (tx) => {
    await touch(tx, ["content:1"]);
    throw new Error("taken back");
  }).catch(() => undefined);
  expect(heard).toEqual(["network"]);
});
