import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

const views = [{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const;

/** A member of a territory, at their own browser. */
async function somebody({ javaScriptEnabled, width, colorScheme }: (typeof views)[number]) {
  const here = await server.world.territory();
  const ada = await server.world.member(here, { name: "Ada Martin" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  return { here, ada, host, origin: `http://${host}`, view, page: await newMember(server, ada, host, view) };
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test.each(views)("a place is described with its hours, found by them, and followed: %o", async (given) => {
  const { origin, view, page } = await somebody(given);

  await page.goto(`${origin}/lieux`);
  await page.getByText("Aucun lieu ne correspond").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Décrire un lieu à visiter" }).first().click();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("L’observatoire de la Croix");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByRole("alert").getByRole("link").first().press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("commune");

  await page.getByLabel("Type de lieu").selectOption({ label: "Observatoire" });
  await page.getByLabel("Commune").fill("Grenoble");
  await page.getByLabel("Venir sans voiture").fill("Bus 12, arrêt Croix, puis dix minutes à pied.");
  await page.locator("summary", { hasText: "Horaires d’ouverture" }).press("Enter");
  await page.getByLabel("Du", { exact: true }).first().selectOption({ label: "lundi" });
  await page.getByLabel("Au", { exact: true }).first().selectOption({ label: "dimanche" });
  await page.getByLabel("Ouvre à").first().fill("00:00");
  await page.getByLabel("Ferme à").first().fill("00:00");
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "L’observatoire de la Croix" }).waitFor();
  await page.getByText("Bus 12, arrêt Croix").waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByRole("button", { name: "Suivre" }).click();
  await page.getByRole("button", { name: "Ne plus suivre" }).waitFor();

  const reader = await newReader(view);
  await reader.goto(`${origin}/lieux`);
  if (given.width < 600) await reader.locator("summary", { hasText: "Filtrer" }).press("Enter");
  await reader.getByLabel("Type de lieu").selectOption({ label: "Observatoire" });
  await reader.getByLabel("Ouvert", { exact: true }).selectOption({ label: "Maintenant" });
  await reader.getByRole("button", { name: "Voir", exact: true }).click();
  await reader.getByRole("link", { name: "L’observatoire de la Croix" }).first().waitFor();
  await expectAccessible(reader);
  expect(await fits(reader)).toBe(true);
  await reader.getByLabel("Type de lieu").selectOption({ label: "Planétarium" });
  await reader.getByRole("button", { name: "Voir", exact: true }).click();
  await reader.getByText("Aucun lieu ne correspond").waitFor();
});

test("the form of an event proposes the places of the census, and choosing one fills where it is", async () => {
  const { here, ada, origin, page } = await somebody(views[0]);
  await server.world.place(ada, here, { title: "Le muséum des glaces", input: { address: "1 rue du Névé" } });

  await page.goto(`${origin}/contribuer/evenement`);
  const field = page.locator("input[name=place_name]");
  await field.pressSequentially("Le muséum");
  await expect.poll(() => page.locator("es-places option").count()).toBe(1);
  await field.fill("Le muséum des glaces");

  expect(await page.locator("input[name=address]").inputValue()).toBe("1 rue du Névé");
  expect(await page.locator("input[name=commune]").inputValue()).toContain("Grenoble");
});

test.each(views)("a project is presented, its team joined, its logbook written, and it says what it looks for: %o", async (given) => {
  const { here, ada, host, origin, view, page } = await somebody(given);
  const max = await server.world.member(here, { name: "Max Mercier" });
  await server.world.announcement(ada, here, { title: "Cherchons une graphiste" });
  const mate = await newMember(server, max, host, view);

  await page.goto(`${origin}/projets`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Présenter un projet" }).first().click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("Le sentier des glaciers");
  await page.getByLabel("Avancement").selectOption({ label: "En construction" });
  await page.getByLabel("Début").fill("2026-03-01");
  await page.getByLabel("Financement").fill("La Région, et un appel aux dons.");
  await page.getByRole("button", { name: "Publier", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Le sentier des glaciers" }).waitFor();
  await expectAccessible(page);
  const address = page.url();

  await page.getByRole("link", { name: "Équipe et contenus du projet" }).click();
  await page.getByLabel("Identifiant du membre").fill("personne-de-ce-nom");
  await page.getByRole("button", { name: "Inviter" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Identifiant du membre").fill(`@${max.handle}`);
  await page.getByLabel("Son rôle").fill("Graphisme");
  await page.getByRole("button", { name: "Inviter" }).click();
  await page.getByText("invitation envoyée").waitFor();
  await page.getByLabel("Adresse d’un contenu du réseau").fill(`${origin}/annonces/cherchons-une-graphiste`);
  await page.getByRole("button", { name: "Attacher", exact: true }).click();
  await page.getByRole("button", { name: "Détacher « Cherchons une graphiste »" }).waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);

  await mate.goto(address);
  await mate.getByText("On vous invite dans l’équipe").waitFor();
  await expectAccessible(mate);
  await mate.getByRole("button", { name: "Accepter" }).click();
  await mate.locator("summary", { hasText: "Écrire dans le journal" }).press("Enter");
  await mate.getByLabel("Ce qui s’est passé").fill("   ");
  await mate.getByRole("button", { name: "Ajouter au journal" }).click();
  await mate.getByRole("alert").waitFor();
  await expectAccessible(mate);
  await mate.getByLabel("Ce qui s’est passé").fill("Le premier **jalon** est posé.");
  await mate.getByRole("button", { name: "Ajouter au journal" }).click();
  await mate.getByText("est posé.").waitFor();
  await expectAccessible(mate);
  expect(await fits(mate)).toBe(true);

  const reader = await newReader(view);
  await reader.goto(`${origin}/projets`);
  if (given.width < 600) await reader.locator("summary", { hasText: "Filtrer" }).press("Enter");
  await reader.getByLabel("Ce qu’il cherche").selectOption({ label: "Projets qui cherchent quelque chose" });
  await reader.getByRole("button", { name: "Voir", exact: true }).click();
  await reader.getByRole("link", { name: "Le sentier des glaciers" }).first().click();
  for (const words of ["Max Mercier", "est posé.", "Cherchons une graphiste"]) await reader.getByText(words).first().waitFor();
  await expectAccessible(reader);
});
