import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, linkInMail, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("a structure is recorded, represented by its people and published for, and its animator finds its double: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const { world } = server;
  const here = await world.territory();
  const double = await world.structure(here, { name: "La Maison des lichens et des mousses" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const site = `lichens-${width}.example`;
  const page = await newMember(server, await world.member(here, { name: "Ada Martin" }), host, view);

  await page.goto(`${origin}/structures`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Recenser une structure" }).first().click();
  await page.getByRole("button", { name: "Enregistrer la structure" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Nom de la structure").fill("Maison des lichens et mousses");
  await page.getByLabel("Type de structure").selectOption("association");
  await page.getByLabel("Site", { exact: true }).fill(`https://www.${site}/`);
  await page.getByLabel("Commune").fill("Grenoble");
  await page.getByRole("button", { name: "Enregistrer la structure" }).click();
  await page.getByRole("button", { name: "Aucune de celles-ci : l’enregistrer" }).click();
  await page.getByRole("heading", { level: 1, name: "Maison des lichens et mousses" }).waitFor();
  await expectAccessible(page);
  const address = page.url();

  await page.getByRole("link", { name: "Vous en faites partie ?" }).click();
  await expectAccessible(page);
  await page.getByLabel("Votre adresse professionnelle").fill(`ada@${site}`);
  await page.getByRole("button", { name: "Envoyer le lien" }).click();
  await page.getByText("Le lien est parti").waitFor();
  await page.goto(await linkInMail(server, `ada@${site}`, "/structures/representer/"));
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByText("Vous représentez maintenant").waitFor();

  await page.goto(`${origin}/contribuer/article`);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill(`Une sortie lichens ${width}`);
  if (!(await page.getByLabel("Au nom de").isVisible())) await page.locator("summary", { hasText: "Classer" }).click();
  await page.getByLabel("Au nom de").selectOption({ label: "Maison des lichens et mousses" });
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: `Une sortie lichens ${width}` }).waitFor();
  await page.getByRole("link", { name: "Maison des lichens et mousses" }).click();
  expect(await page.getByRole("link", { name: `Une sortie lichens ${width}` }).count()).toBe(1);

  const animator = await newMember(server, await world.member(here, { animates: [here] }), host, view);
  await animator.goto(`${origin}/animation/doublons?avec=${double}`);
  await expectAccessible(animator);
  expect(await animator.getByText("La Maison des lichens et des mousses").count()).toBeGreaterThan(0);
  await animator.goto(`${origin}/animation/structures`);
  await expectAccessible(animator);
  const reader = await newReader(view);
  await reader.goto(address);
  await expectAccessible(reader);
  expect(await reader.content()).not.toContain(`ada@${site}`);
});
