import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("an animator starts an operation, a club proposes to it, gets a label, and a family finds it: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const { world } = server;
  const here = await world.territory();
  const [animator, club] = [await world.member(here, { animates: [here] }), await world.member(here, { name: "Club des lunettes" })];
  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 30 });
  await world.event(club, here, { title: "Le ciel de midi", sessions: [{ kind: "slot", start: `${day.toString()}T12:00`, end: null }], input: { audience: ["families"], placeName: "Place Verte" } });
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const page = await newMember(server, animator, host, view);

  await page.goto(`${origin}/contribuer`);
  await page.getByRole("link", { name: "Lancer une opération" }).click();
  await page.waitForURL(`${origin}/contribuer/operation`);
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("Dix jours de curiosité");
  await page.getByLabel("Premier jour de l’opération").fill(day.toString());
  await page.getByLabel("Dernier jour de l’opération").fill(day.add({ days: 9 }).toString());
  await page.getByLabel("Propositions jusqu’au").fill(day.subtract({ days: 2 }).toString());
  await page.getByLabel("Labels").fill("Grand public\nScolaires");
  await page.getByRole("button", { name: "Publier" }).click();
  await page.waitForURL(`${origin}/operations/dix-jours-de-curiosite`);
  await expectAccessible(page);

  const theirs = await newMember(server, club, host, view);
  await theirs.goto(`${origin}/operations/dix-jours-de-curiosite`);
  await theirs.getByRole("link", { name: "Proposer un événement" }).click();
  await expectAccessible(theirs);
  await theirs.getByLabel("Un de vos événements").selectOption({ label: "Le ciel de midi" });
  await theirs.getByRole("button", { name: "Proposer", exact: true }).click();
  await theirs.getByRole("status").filter({ hasText: "C’est proposé." }).waitFor();
  await expectAccessible(theirs);

  await page.getByText("Animer", { exact: true }).click();
  await page.getByRole("link", { name: "Choisir les événements" }).click();
  await expectAccessible(page);
  await page.getByLabel("Label reçu").selectOption("Grand public");
  await page.getByRole("button", { name: "Accepter" }).click();
  await page.getByRole("status").filter({ hasText: "C’est enregistré." }).waitFor();

  const reader = await newReader(view);
  await reader.goto(`${origin}/operations`);
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Dix jours de curiosité" }).click();
  await reader.getByRole("link", { name: "Voir le programme" }).first().click();
  await reader.waitForURL(`${origin}/operations/dix-jours-de-curiosite/programme`);
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Chiffres" }).click();
  await expectAccessible(reader);
  await reader.goBack();
  await reader.getByRole("heading", { level: 3 }).getByRole("link", { name: "Le ciel de midi" }).click();
  expect(await reader.getByRole("link", { name: "Grand public" }).getAttribute("href")).toBe("/operations/dix-jours-de-curiosite");
  await expectAccessible(reader);
});
