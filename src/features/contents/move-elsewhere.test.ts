import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { wideWorld } from "../territories/territory.ts";
import { moveElsewhere } from "./move-elsewhere.ts";

const slugs = async (db: Parameters<typeof moveElsewhere>[0], territory: string) =>
  (await sql<{ title: string; slug: string }>`select title, slug from contents where territory_id = ${territory} order by title`.execute(db)).rows.map((row) => [row.title, row.slug]);

test("what goes to the wide world, or comes back from it, keeps its address where it is free, and gets one beside it where it is another's", async () => {
  const world = await newWorld();
  const { db } = world;
  const [far, near] = [await world.territory(), await world.territory()];
  const author = await world.member(near);
  await sql`insert into territories (id, slug, name, perimeter, hue, structure_name, about, editorial_line, legal_notice, latitude, longitude, created_at, elsewhere)
    select ${wideWorld}, 'ailleurs', name, perimeter, hue, structure_name, about, editorial_line, legal_notice, latitude, longitude, created_at, true from territories where id = ${far.id} on conflict do nothing`.execute(db);
  const [there, first, second] = [await world.article(author, near, { title: "Déjà là" }), await world.article(author, far, { title: "Première" }), await world.article(author, far, { title: "Seconde" })];
  await sql`update contents set territory_id = ${wideWorld}, slug = 'la-nuit' where id = ${there}`.execute(db);
  await sql`insert into content_slugs (territory_id, kind, slug, content_id) values (${wideWorld}, 'article', 'le-soir', ${there})`.execute(db);
  await sql`update contents set slug = 'la-nuit' where id = ${first}`.execute(db);
  await sql`insert into content_slugs (territory_id, kind, slug, content_id) values (${far.id}, 'article', 'le-soir', ${first}), (${far.id}, 'article', 'le-matin', ${second})`.execute(db);
  await sql`update territories set elsewhere = true where id = ${far.id}`.execute(db);

  expect(await moveElsewhere(db, far.id, "", "world", Temporal.Now.instant(), async () => undefined)).toBe(2);
  expect(await slugs(db, wideWorld)).toEqual([["Déjà là", "la-nuit"], ["Première", "la-nuit-2"], ["Seconde", "seconde"]]);
  // What led to it before leads to it still, save what leads to another.
  expect((await sql`select slug, content_id as content from content_slugs where territory_id = ${wideWorld} order by slug`.execute(db)).rows).toEqual([{ slug: "le-matin", content: second }, { slug: "le-soir", content: there }]);
});
