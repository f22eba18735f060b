import { sql } from "kysely";
import { expect, test } from "vitest";
import { listByKindAnywhere } from "../../src/features/structures/list-published.ts";
import { testServer } from "../support/server.ts";

const server = await testServer();
const { world } = server;

const inDays = (days: number) => `${Temporal.Now.plainDateISO("Europe/Paris").add({ days }).toString()}T14:00`;

test("a structure's page shows a few of each kind, what comes first first, and leads to all of it, kind by kind, but to nothing that isn't published", async () => {
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const structure = await world.structure(here, { name: "La Serre" });
  const author = await world.member(here, { actsFor: [structure] });
  const event = (title: string, days: number, role: "organisers" | "partners" = "organisers") => world.event(author, here, { title, sessions: [{ kind: "slot", start: inDays(days), end: null }], input: { [role]: [structure] } });
  for (const [title, days] of [["Dans longtemps", 30], ["Passé", -9], ["Demain", 1], ["Bientôt", 5]] as const) await event(title, days, title === "Bientôt" ? "partners" : "organisers");
  for (const title of ["Un", "Deux", "Trois", "Quatre"]) {
    const id = await world.article(author, title === "Quatre" ? elsewhere : here, { title: `Article ${title}` });
    await sql`insert into content_structures (content_id, structure_id, role, published_at) select id, ${structure}, 'author', published_at from contents where id = ${id}`.execute(world.db);
  }
  const place = await world.place(author, here, { title: "Le jardin d’hiver", input: { organisers: [structure] } });
  await world.project(author, here, { title: "Un projet caché", intent: "draft", input: { organisers: [structure] } });
  await world.article(author, here, { title: "Sans rapport" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const slug = (await sql<{ slug: string }>`select slug from structures where id = ${structure}`.execute(world.db)).rows[0]?.slug ?? "";
  const read = async (path: string) => (await server.ask(host, path)).text;
  const inOrder = (text: string, words: readonly string[]) => words.map((word) => text.indexOf(word)).filter((at, index, all) => at > (all[index - 1] ?? 0)).length === words.length;

  const page = await read(`/structures/${slug}`);
  expect(inOrder(page, ["Événements</h2>", "Demain", "Bientôt", "Dans longtemps", "Articles</h2>", "Article Quatre", "Article Trois", "Article Deux", "Lieux à visiter</h2>", "Le jardin d’hiver"])).toBe(true);
  for (const absent of ["Passé", "Article Un", "Un projet caché", "Sans rapport", "Projets</h2>"]) expect([absent, page.includes(absent)]).toEqual([absent, false]);
  expect([page.includes(`/structures/${slug}/contenus?genre=event`), page.includes(`/structures/${slug}/contenus?genre=article`), page.includes(`/structures/${slug}/contenus?genre=place`)]).toEqual([true, true, false]);

  const events = await read(`/structures/${slug}/contenus?genre=event`);
  expect(inOrder(events, ["Demain", "Bientôt", "Dans longtemps", "Passé"])).toBe(true);
  expect(events.match(/>Demain</g)).toHaveLength(1);
  const articles = await read(`/structures/${slug}/contenus?genre=article`);
  expect([articles.includes("Article Un"), articles.includes("Demain"), articles.includes("Sans rapport")]).toEqual([true, false, false]);
  const all = await read(`/structures/${slug}/contenus?genre=constructor`);
  expect([all.includes("Article Un"), all.includes("Le jardin d’hiver"), all.includes("Un projet caché")]).toEqual([true, true, false]);

  await sql`update contents set state = 'withdrawn' where id = ${place}`.execute(world.db);
  await sql`update content_structures set published_at = null where content_id = ${place}`.execute(world.db);
  expect((await listByKindAnywhere(world.db, structure, Temporal.Now.instant(), 3)).map((each) => [each.kind, each.cards.length, each.more])).toEqual([["event", 3, true], ["article", 3, true]]);
  await sql`update structures set state = 'hidden' where id = ${structure}`.execute(world.db);
  await server.reload();
  expect((await server.ask(host, `/structures/${slug}/contenus?genre=place`)).status).toBe(404);
});
