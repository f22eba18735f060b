import { beforeAll, expect, test } from "vitest";
import { attachChild } from "../../src/features/programmes/attach-child.ts";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("an organiser fills a festival, a family finds its afternoon in it, and the next edition is prepared: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const { world } = server;
  const here = await world.territory();
  const [organiser, club] = [await world.member(here), await world.member(here, { name: "Le Club" })];
  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 15 });
  const at = (hour: string) => [{ kind: "slot", start: `${day.toString()}T${hour}`, end: null }];
  const festival = await world.event(organiser, here, { title: "Grande Lessive des idées", sessions: at("10:00"), input: { type: "festival" } });
  const own = await world.event(organiser, here, { title: "Conférence du matin", sessions: at("11:00"), input: { audience: ["adults"], placeName: "Auditorium" } });
  const theirs = await world.event(club, here, { title: "Atelier des petits", sessions: at("14:00"), input: { audience: ["children"], placeName: "Jardin" } });
  await attachChild(world.as(club), { child: theirs, parent: festival });
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const page = await newMember(server, organiser, host, view);

  await page.goto(`${origin}/evenements/grande-lessive-des-idees`);
  await page.getByRole("link", { name: "Organiser le programme" }).click();
  await page.getByRole("heading", { name: "Proposé au programme" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Accepter – Atelier des petits" }).click();
  await page.getByRole("status").filter({ hasText: "C’est au programme." }).waitFor();
  await page.getByLabel("Un de vos événements").selectOption(own);
  await page.getByRole("button", { name: "Mettre au programme" }).click();
  await page.getByRole("heading", { name: "2 événements au programme" }).waitFor();
  await page.getByLabel("Adresse de l’événement qui l’accueille").fill(`${origin}/evenements/conference-du-matin`);
  await page.getByRole("button", { name: "Y figurer" }).click();
  await page.getByRole("alert").filter({ hasText: "tourneraient en rond" }).waitFor();
  await expectAccessible(page);

  const reader = await newReader(view);
  await reader.goto(`${origin}/evenements/grande-lessive-des-idees`);
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Voir les 2 rendez-vous du programme" }).click();
  await reader.waitForURL(`${origin}/evenements/grande-lessive-des-idees/programme`);
  await expectAccessible(reader);
  await reader.getByLabel("Public", { exact: true }).selectOption("children");
  await reader.getByRole("button", { name: "Voir" }).click();
  await reader.waitForURL(/public=children/);
  expect(await reader.getByRole("main").getByRole("heading", { level: 3 }).allInnerTexts()).toEqual(["Atelier des petits"]);
  await reader.getByRole("link", { name: "Par lieu" }).click();
  await reader.getByRole("heading", { level: 2, name: "Jardin, Grenoble" }).waitFor();
  await expectAccessible(reader);

  await page.goto(`${origin}/contribuer/evenement/${festival}/dupliquer`);
  await expectAccessible(page);
  expect(await page.getByRole("row").count()).toBe(4);
  await page.getByRole("button", { name: "Créer les 3 brouillons" }).click();
  await page.getByRole("heading", { name: "2 événements au programme" }).waitFor();
  expect(await page.getByText("Brouillon").count()).toBe(2);
});

test("a repeated row is said back in words while it is filled", async () => {
  const here = await server.world.territory();
  await server.reload();
  const member = await server.world.member(here);
  const host = server.hostOf(here.slug);
  const page = await newMember(server, member, host);

  await page.goto(`http://${host}/contribuer/evenement`);
  const row = page.locator("details.session").first();
  await row.getByLabel("Jour", { exact: true }).fill("2030-10-02");
  await row.getByText("Répéter, ou finir un autre jour").click();
  await row.getByLabel("Répéter", { exact: true }).selectOption("weekly");
  await row.getByLabel("Jusqu’au").fill("2030-12-18");
  await row.getByLabel("Sauf ces jours").fill("30/10/2030");

  await row.getByRole("status").filter({ hasText: "Tous les mercredis" }).filter({ hasText: "sauf le 30 octobre 2030. 11 dates." }).waitFor();
  await expectAccessible(page);
});
