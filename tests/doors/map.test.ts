import { sql } from "kysely";
import { expect, test } from "vitest";
import type { StructureId } from "../../src/platform/ids.ts";
import { testServer, type TestServer } from "../support/server.ts";
import type { World } from "../support/world.ts";

test("the map gets few spots for many events, only this territory's, by the agenda's filters", async () => {
  const server = await testServer();
  const { world } = server;
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const author = await world.member(here);
  for (const title of ["Un", "Deux"]) await world.event(author, here, { title, input: { type: "workshop" } });
  await world.event(author, here, { title: "Trois", input: { type: "visit", latitude: 45.36, longitude: 5.59 } });
  await world.event(author, elsewhere);
  await server.reload();
  const host = server.hostOf(here.slug);
  const spots = async (query: string) => JSON.parse((await server.ask(host, `/carte/points?vue=-5,41,10,51&${query}`)).text) as { count?: number; title?: string; href?: string }[];

  expect(await spots("z=5")).toMatchObject([{ count: 3 }]);
  expect((await spots("z=16")).map((spot) => spot.count ?? spot.title).sort()).toEqual([2, "Trois"]);
  expect(await spots("z=5&type=visit")).toMatchObject([{ title: "Trois", href: "/evenements/trois" }]);
  for (const nonsense of ["z=5.5", "z=99", "vue=a,b,c,d&z=5"]) expect((await server.ask(host, `/carte/points?${nonsense}`)).status).toBe(404);
});

test("places, structures and projects stand on the map beside events, in the list too, and an address chooses among them", async () => {
  const server = await testServer();
  const { world } = server;
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const author = await world.member(here);
  await world.event(author, here, { title: "Un atelier" });
  await world.place(author, here, { title: "Le muséum" });
  await world.project(author, here, { title: "Le capteur", input: { communeCode: "38185" } });
  await placeStructure(world, await world.structure(here, { name: "L’association" }));
  await world.place(author, elsewhere, { title: "Un autre muséum" });
  await placeStructure(world, await world.structure(elsewhere, { name: "Une autre association" }));
  await server.reload();
  const host = server.hostOf(here.slug);
  const { titles, count } = asking(server, host);
  const listed = async (query: string) => [...(await server.ask(host, `/carte${query}`)).text.matchAll(/<li data-lat="[^"]+"[^>]*>.*?<a href="([^"]+)"/gs)].map(([, href = ""]) => href.split("/")[1]).sort();

  expect(await count("")).toBe(4);
  expect(await listed("")).toEqual(["evenements", "lieux", "projets", "structures"]);
  expect(await titles("&quoi=lieux,structures")).toEqual(["Le muséum", "L’association"]);
  expect(await titles("&quoi=projets&quoi=evenements")).toEqual(["Le capteur", "Un atelier"]);
  expect(await listed("?quoi=lieux,structures")).toEqual(["lieux", "structures"]);
  expect((await server.ask(host, "/carte?quoi=lieux")).text).toMatch(/name="quoi" value="lieux" checked/);
  expect(await titles("&quoi=n-importe-quoi")).toHaveLength(4);
  expect(await titles("&quoi=lieux,projets&ou=Lille&rayon=20")).toEqual([]);
});

test("what isn't public never shows on the map: drafts, what a community keeps, structures that aren't listed or are merged", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  for (const intent of ["draft", "publish"] as const) {
    await world.place(author, here, { title: `Lieu ${intent}`, intent });
    await world.project(author, here, { title: `Projet ${intent}`, intent, input: { communeCode: "38185" } });
  }
  const kept = await world.place(author, here, { title: "Lieu d’une communauté" });
  await sql`update contents set state = 'reserved', community_id = ${await world.community(here, { access: "private" })} where id = ${kept}`.execute(world.db);
  const listed = await world.structure(here, { name: "Recensée" });
  await placeStructure(world, listed);
  for (const state of ["proposed", "hidden", "merged"]) {
    const id = await world.structure(here, { name: `Structure ${state}` });
    await placeStructure(world, id);
    await sql`update structures set state = ${state}, merged_into = ${state === "merged" ? listed : null}::uuid where id = ${id}`.execute(world.db);
  }
  await server.reload();
  const host = server.hostOf(here.slug);
  const { titles, count } = asking(server, host);
  const page = (await server.ask(host, "/carte")).text;

  expect(await titles("")).toEqual(["Lieu publish", "Projet publish", "Recensée"]);
  expect(await count("")).toBe(3);
  for (const hidden of ["Lieu draft", "Projet draft", "Lieu d’une communauté", "Structure proposed", "Structure hidden", "Structure merged"]) expect(page).not.toContain(hidden);
  expect(page).toContain("Recensée");
});

function placeStructure(world: World, id: StructureId) {
  return sql`update structures set latitude = 45.19, longitude = 5.72 where id = ${id}`.execute(world.db);
}

/** What the map answers from afar, where all is one spot, and from so near that each stands alone. */
function asking(server: TestServer, host: string) {
  const spots = async (query: string) => JSON.parse((await server.ask(host, `/carte/points?vue=-5,41,10,51${query}`)).text) as { count?: number; title?: string }[];
  return {
    count: async (query: string) => (await spots(`&z=3${query}`)).reduce((sum, spot) => sum + (spot.count ?? 1), 0),
    titles: async (query: string) => (await spots(`&z=18${query}`)).map((spot) => spot.title).sort(),
  };
}

test("where no tile can be had, France and its neighbours are drawn from outlines kept here", async () => {
  const server = await testServer();

  const answer = await server.ask(server.portal, "/carte/fond.json");

  const outlines = JSON.parse(answer.text) as { type: string; features: { properties: { name: string } }[] };
  expect(outlines.type).toBe("FeatureCollection");
  expect(outlines.features.map((each) => each.properties.name)).toContain("France");
  expect(answer.text.length).toBeLessThan(90_000);
});
