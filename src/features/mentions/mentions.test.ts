import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { inTransaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { listMentionsInAnywhere } from "./list-mentions.ts";
import { searchMentionable } from "./search-mentionable.ts";
import { writeMentions } from "./write-mentions.ts";

test("whoever types the beginning of a name, of a handle or of a word finds its bearer, accents or not", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const zoe = await world.member(here, { name: "Zoé Quérnec" });
  const hidden = await world.member(here, { name: "Zoé Quérnec-Discrète" });
  await sql`update members set listed = false where id = ${hidden.id}`.execute(world.db);
  const found = async (typed: string) => (await searchMentionable(world.db, here.id, typed)).map((each) => each.handle);

  expect(await found("zoe quer")).toEqual([zoe.handle]);
  expect(await found("quernec")).toEqual([zoe.handle]);
  expect(await found(zoe.handle)).toEqual([zoe.handle]);
  expect(await found("@")).toEqual([]);
  expect(await found("%")).toEqual([]);
});

test("a structure is proposed by its slug at home, with its territory elsewhere or where a member has that handle", async () => {
  const world = await newWorld();
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const lab = await world.structure(here, { name: "Xylolab" });
  await sql`update structures set slug = 'xylolab' where id = ${lab}`.execute(world.db);
  const handles = async (territory: typeof here) => (await searchMentionable(world.db, territory.id, "xylo")).map((each) => each.handle);

  expect(await handles(here)).toEqual(["xylolab"]);
  expect(await handles(elsewhere)).toEqual([`xylolab@${here.slug}`]);

  const namesake = await world.member(here, { name: "Quelqu’un d’autre" });
  await sql`update members set handle = 'xylolab' where id = ${namesake.id}`.execute(world.db);
  expect(await handles(here)).toEqual(expect.arrayContaining(["xylolab", `xylolab@${here.slug}`]));
});

test("a text keeps whom it named when it was written; only those named for the first time are to be told", async () => {
  const world = await newWorld();
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const [author, named] = [await world.member(here), await world.member(elsewhere)];
  const lab = await world.structure(elsewhere, { name: "Labo" });
  await sql`update structures set slug = 'labo-nomme' where id = ${lab}`.execute(world.db);
  const article = await world.article(author, here);
  const write = (text: string) => inTransaction(world.db, (tx) => writeMentions(tx, { content: article }, { body: fromMarkdown(text), territory: here.id, at: Temporal.Now.instant() }));

  expect(await write(`@${named.handle} @labo-nomme @labo-nomme@${elsewhere.slug} @${named.handle}@${elsewhere.slug} @personne-du-tout`)).toEqual([named.id]);
  expect(await write(`encore @${named.handle} et @labo-nomme@${elsewhere.slug}`)).toEqual([]);

  const mentions = await listMentionsInAnywhere(world.db, article);
  expect([...mentions.keys()].sort()).toEqual([`labo-nomme@${elsewhere.slug}`, named.handle].sort());
  expect(mentions.get(`labo-nomme@${elsewhere.slug}`)).toMatchObject({ kind: "structure", name: "Labo", territory: elsewhere.id });
});
