import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { listPublicRows, type PublicRow } from "./list-public-rows.ts";

test("a territory's export holds what is public of it, whole, and nothing else", async () => {
  const world = await newWorld();
  const [loire, elsewhere] = [await world.territory(), await world.territory()];
  const [author, silent] = [await world.member(loire), await world.member(loire)];
  const event = await world.event(author, loire);
  const dossier = await world.dossier(author, loire);
  const draft = await world.article(author, loire, { intent: "draft", title: "Un secret" });
  const foreign = await world.article(await world.member(elsewhere), elsewhere);
  await world.account(author);

  const rows: PublicRow[] = [];
  for await (const batch of listPublicRows(world.connections.reader, loire.id)) rows.push(...batch);

  const of = (table: string, column = "id") => rows.filter((each) => each.table === table).map((each) => each.row[column]).sort();
  expect(of("contents")).toEqual([event, dossier].sort());
  expect(of("events", "content_id")).toEqual([event]);
  expect(of("members")).toEqual([author.id, silent.id].sort());
  expect(of("territories")).toEqual([loire.id]);
  const whole = JSON.stringify(rows);
  for (const hidden of [draft, "Un secret", foreign, "argon2", "@example.org"]) expect(whole).not.toContain(hidden);
});
