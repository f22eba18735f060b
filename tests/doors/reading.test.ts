import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

const tomorrow = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 1 });

test("an event says when, where and how much before its text, and crosses out the time of a cancelled one", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const slots = [0, 7].map((days) => ({ kind: "slot", start: `${tomorrow.add({ days }).toString()}T14:00`, end: `${tomorrow.add({ days }).toString()}T16:00` }));
  await world.event(author, here, { title: "Le ciel en plein jour", sessions: slots as never, input: { pricing: "free" } });
  await world.event(author, here, { title: "La nuit sans étoiles", input: { status: "cancelled", statusReason: "nuages" } });
  await server.reload();

  const { text } = await server.ask(server.hostOf(here.slug), "/evenements/le-ciel-en-plein-jour");
  const order = ["14\u00a0h\u00a0– 16\u00a0h", "et une autre date", "<dd>Médiathèque", "<dd>gratuit", 'class="prose"'].map((words) => text.indexOf(words));

  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(0);
  const cancelled = (await server.ask(server.hostOf(here.slug), "/evenements/la-nuit-sans-etoiles")).text;
  expect(cancelled).toContain('class="struck"');
  expect(cancelled).toContain("annulé");
});

test("the agenda is filtered by the age of the child who comes", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  await world.event(author, here, { title: "Bulles pour les petits", input: { ageMin: 3, ageMax: 6 } });
  await world.event(author, here, { title: "Électronique pour les grands", input: { ageMin: 12 } });
  await server.reload();

  const { text } = await server.ask(server.hostOf(here.slug), "/agenda?age=5");

  expect(text).toContain("Bulles pour les petits");
  expect(text).not.toContain("Électronique pour les grands");
  expect(text).toMatch(/<input id="age"[^>]*value="5"/);
});

test("a territory that speaks one language offers no other, and its dates are told by its own clock", async () => {
  const server = await testServer();
  const { world } = server;
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  await sql`update territories set languages = '{fr}', zone = 'Indian/Reunion' where id = ${here.id}`.execute(world.db);
  const author = await world.member(here);
  const id = await world.article(author, here, { title: "Publié à une heure du matin" });
  // 21:00 UTC is the next day at one o'clock in La Réunion, and still the same day in Paris.
  await sql`update contents set published_at = '2026-03-10T21:00:00Z' where id = ${id}`.execute(world.db);
  await server.reload();

  const page = await server.ask(server.hostOf(here.slug), "/articles/publie-a-une-heure-du-matin", { headers: { "accept-language": "en" } });

  expect(page.text).toContain('<html lang="fr">');
  expect(page.text).toContain("11 mars 2026");
  expect(page.text).not.toContain('name="langue"');
  expect((await server.ask(server.hostOf(elsewhere.slug), "/")).text).toContain('name="langue"');
});
