import { expect, test } from "vitest";
import { sql } from "kysely";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { newWorld } from "../../../tests/support/world.ts";
import { articleInput, writeArticle } from "../articles/write-article.ts";
import { listContents } from "./list-contents.ts";
import { showContentAnywhere } from "./show-content.ts";

const publish = { intent: "publish", publishAt: null, submission: null, revision: null } as const;
const text = (more: object) => articleInput.parse({ title: "Une nuit au jardin", body: fromMarkdown("Texte."), ...more });

test("those who act for a structure publish in its name and mend each other's texts; nobody else does", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const structure = await world.structure(here);
  const [writer, colleague, stranger] = [await world.member(here, { actsFor: [structure] }), await world.member(here, { actsFor: [structure] }), await world.member(here)];

  const refused = await writeArticle(world.as(stranger), { territory: here }, text({ structure }), publish);
  const written = await writeArticle(world.as(writer), { territory: here }, text({ structure }), publish);

  expect(refused).toEqual({ done: false, refusal: { kind: "not-your-structure" } });
  if (!written.done) throw new Error(written.refusal.kind);
  const content = await showContentAnywhere(world.as(stranger), written.value.id);
  expect(content?.structures).toMatchObject([{ id: structure, role: "author" }]);
  expect(content?.writers.map((each) => each.id)).toEqual([writer.id]);
  const mended = await writeArticle(world.as(colleague), { content: written.value.id, moderation: "after" }, text({ title: "Deux nuits au jardin", structure }), publish);
  expect(mended.done).toBe(true);
  expect((await writeArticle(world.as(stranger), { content: written.value.id, moderation: "after" }, text({ structure }), publish)).done).toBe(false);
});

test("what is published in a private community is for its members, and leaves the public when it moves there", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const community = await world.community(here, { access: "private" });
  const [writer, reader, stranger] = [await world.member(here, { communities: [community] }), await world.member(here, { communities: [community] }), await world.member(here)];
  const written = await writeArticle(world.as(writer), { territory: here }, text({}), publish);
  if (!written.done) throw new Error(written.refusal.kind);
  expect((await listContents(world.db, here.id, {}, null, 10)).cards).toHaveLength(1);

  const outside = await writeArticle(world.as(stranger), { territory: here }, text({ community }), publish);
  const moved = await writeArticle(world.as(writer), { content: written.value.id, moderation: "after" }, text({ community }), publish);

  expect(outside).toEqual({ done: false, refusal: { kind: "not-your-community" } });
  expect(moved).toMatchObject({ done: true, value: { state: "reserved" } });
  expect(await showContentAnywhere(world.as(reader), written.value.id)).not.toBeNull();
  expect(await showContentAnywhere(world.as(stranger), written.value.id)).toBeNull();
  expect((await listContents(world.db, here.id, {}, null, 10)).cards).toHaveLength(0);
  const { rows } = await sql`select from tombstones where content_id = ${written.value.id}`.execute(world.db);
  expect(rows).toHaveLength(1);
});
