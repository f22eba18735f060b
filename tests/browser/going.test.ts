import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("a member asks to come, who organises accepts, and what is wrong is reported and settled: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const here = await server.world.territory();
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const [author, member, animator] = [await server.world.member(here, { name: "Ada Martin" }), await server.world.member(here, { name: "Zoé Petit" }), await server.world.member(here, { name: "Ana Blanc", animates: [here] })];
  await server.world.event(author, here, { title: "Atelier mousses", input: { joining: "restricted" } });

  const page = await newMember(server, member, host, view);
  await page.goto(`${origin}/evenements/atelier-mousses`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "J’y vais" }).press("Enter");
  await page.getByRole("button", { name: "Réponse attendue" }).waitFor();
  expect(await page.getByRole("main").innerText()).toContain("Votre demande est partie");
  await expectAccessible(page);

  const organiser = await newMember(server, author, host, view);
  await organiser.goto(`${origin}/evenements/atelier-mousses`);
  await organiser.getByRole("link", { name: "Qui participe" }).click();
  await expectAccessible(organiser);
  await organiser.getByRole("button", { name: "Accepter – Zoé Petit" }).click();
  await organiser.getByRole("heading", { name: "Y vont" }).waitFor();
  expect(await organiser.getByRole("main").innerText()).toContain("1 personne y va.");

  await page.reload();
  await page.getByRole("button", { name: "J’y vais (1)", pressed: true }).waitFor();
  await page.goto(`${origin}/mon-espace/reservations`);
  expect(await page.getByRole("main").innerText()).toContain("Atelier mousses");
  await expectAccessible(page);

  await page.goto(`${origin}/evenements/atelier-mousses`);
  await page.getByRole("link", { name: "Signaler" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Envoyer le signalement" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Qu’est-ce qui ne va pas").fill("L’adresse est celle d’un particulier.");
  await page.getByRole("button", { name: "Envoyer le signalement" }).click();
  await page.getByRole("heading", { name: "Signalement envoyé" }).waitFor();
  await expectAccessible(page);

  const decider = await newMember(server, animator, host, view);
  await decider.goto(`${origin}/animation`);
  await decider.getByRole("link", { name: "Signalements" }).click();
  await expectAccessible(decider);
  await decider.getByText("Marquer comme traité").first().click();
  await decider.getByLabel("Votre décision").fill("Adresse retirée.");
  await decider.getByRole("button", { name: "Marquer comme traité" }).click();
  await decider.getByText("Aucun signalement.").waitFor();
  await decider.getByRole("link", { name: "Signalements traités" }).click();
  await decider.getByText("Adresse retirée.").waitFor();
  await expectAccessible(decider);

  const reader = await newReader(view);
  await reader.goto(`${origin}/ns`);
  await expectAccessible(reader);
});
