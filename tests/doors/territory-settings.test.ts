import { expect, test } from "vitest";
import { testServer, until } from "../support/server.ts";

const password = "une phrase assez longue";
const settings = { name: "Vallée des sciences", structureName: "La Fabrique", about: "## Qui ?\n\nNous.", editorialLine: "Des faits.", legalNotice: "Hébergé ici.", moderation: "before", hue: "145", zone: "Indian/Reunion", languages: ["fr"] };

test("the team of a territory changes its name, colour, clock and texts, and readers see it within a second", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const animator = await world.member(here, { animates: [here] });
  const email = await world.account(animator);
  await server.reload();
  const host = server.hostOf(here.slug);
  await server.ask(host, "/a-propos");
  const cookie = await server.logIn(email, password, host);

  const saved = await server.ask(host, "/animation/territoire", { method: "POST", cookie, form: settings });
  const again = await server.ask(host, String(saved.headers["location"]), { cookie });

  expect(saved.status).toBe(303);
  expect(again.text).toContain('value="Vallée des sciences"');
  expect(again.text).toContain("C’est enregistré.");
  await until(async () => (await server.ask(host, "/a-propos")).text.includes("Vallée des sciences"));
  const about = await server.ask(host, "/a-propos", { headers: { "accept-language": "en" } });
  expect(about.text).toMatch(/<html lang="fr">[\s\S]*hue-145\.css[\s\S]*La Fabrique[\s\S]*<h2[^>]*>Qui\u00a0?\?|Qui \?/);
  expect((await server.ask(host, "/mentions-legales")).text).toContain("Hébergé ici.");
});

test("what a territory can't be is said at its field, and what was typed is kept", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const email = await world.account(await world.member(here, { animates: [here] }));
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(email, password, host);

  const answer = await server.ask(host, "/animation/territoire", { method: "POST", cookie, form: { ...settings, name: "", hue: "900", zone: "Mars/Olympus", languages: [] } });

  expect(answer.status).toBe(422);
  expect(answer.text).toContain("Ce champ est nécessaire.");
  expect(answer.text).toContain("Ce nombre n’est pas possible.");
  expect(answer.text).toContain("Nous ne connaissons pas cette valeur");
  expect(answer.text).toContain("Hébergé ici.");
});

test("the team of another territory, and the coordination, have no say in it", async () => {
  const server = await testServer();
  const { world } = server;
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const neighbour = await world.account(await world.member(elsewhere, { animates: [elsewhere] }));
  const coordinator = await world.account(await world.member(elsewhere, { coordinator: true }));
  await server.reload();
  const host = server.hostOf(here.slug);

  for (const email of [neighbour, coordinator]) {
    const cookie = await server.logIn(email, password, host);
    expect((await server.ask(host, "/animation/territoire", { cookie })).status).toBe(403);
    expect((await server.ask(host, "/animation/territoire", { method: "POST", cookie, form: settings })).status).toBe(403);
  }
});

test("the coordination gives a territory another address, and every old one leads there, path and all", async () => {
  const server = await testServer();
  const { world } = server;
  const [here, taken] = [await world.territory(), await world.territory()];
  const coordinator = await world.account(await world.member(here, { coordinator: true }));
  const other = await world.account(await world.member(here, { animates: [here] }));
  await server.reload();
  const cookie = await server.logIn(coordinator, password);
  const change = (slug: string, domain: string) => server.ask(server.portal, `/coordination/${here.slug}`, { method: "POST", cookie, form: { [`slug-${here.slug}`]: slug, [`domain-${here.slug}`]: domain } });

  expect((await change(taken.slug, "")).text).toContain("Un autre territoire porte");
  expect((await change("Pas Bon", "pas un domaine")).text).toContain("Ce n’est pas un nom de domaine");
  const moved = await change(`n${here.slug}`, `${here.slug}.example.org`);
  expect(moved.status).toBe(303);
  expect((await server.ask(server.portal, String(moved.headers["location"]), { cookie })).text).toContain(`${here.slug}.example.org`);

  await server.reload();
  for (const old of [here.slug, `n${here.slug}`]) {
    const answer = await server.ask(server.hostOf(old), "/agenda?quand=demain");
    expect([answer.status, answer.headers["location"]]).toEqual([308, `http://${here.slug}.example.org/agenda?quand=demain`]);
  }
  expect((await server.ask(`${here.slug}.example.org`, "/agenda")).status).toBe(200);
  const animator = await server.logIn(other, password);
  expect((await server.ask(server.portal, "/coordination", { cookie: animator })).status).toBe(403);
});
