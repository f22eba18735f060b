import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

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

test("where no tile can be had, France and its neighbours are drawn from outlines kept here", async () => {
  const server = await testServer();

  const answer = await server.ask(server.portal, "/carte/fond.json");

  const outlines = JSON.parse(answer.text) as { type: string; features: { properties: { name: string } }[] };
  expect(outlines.type).toBe("FeatureCollection");
  expect(outlines.features.map((each) => each.properties.name)).toContain("France");
  expect(answer.text.length).toBeLessThan(90_000);
});
