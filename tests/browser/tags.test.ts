import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

const views = [{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const;

/** A territory whose articles say the same thing in two words, and its animator at their own browser. */
async function animated({ javaScriptEnabled, width, colorScheme }: (typeof views)[number]) {
  const { world } = server;
  const here = await world.territory();
  const [author, animator] = [await world.member(here, { name: "Ada Martin" }), await world.member(here, { animates: [here] })];
  const word = `lichenologie-${here.slug}`;
  await world.article(author, here, { title: "Sur les pierres", tags: [word, "nuit"] });
  await world.article(author, here, { title: "Sur les écorces", tags: [`${word}s`] });
  await server.reload();
  const host = server.hostOf(here.slug);
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  return { here, author, word, host, origin: `http://${host}`, view, page: await newMember(server, animator, host, view) };
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test.each(views)("an animator merges two tags and undoes it; the coordination sees the network's: %o", async (given) => {
  const { here, word, host, origin, view, page } = await animated(given);

  await page.goto(`${origin}/animation/mots-cles`);
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByLabel("Ce mot-clé…").fill(word);
  await page.getByRole("button", { name: "Fusionner", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  expect(await page.getByLabel("Ce mot-clé…").inputValue()).toBe(word);
  await page.getByLabel("… devient").fill(`${word}s`);
  await page.getByRole("button", { name: "Fusionner", exact: true }).click();
  await page.getByText(`« ${word} » est maintenant`).waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);

  const reader = await newReader(view);
  await reader.goto(`${origin}/mots-cles/${word}`);
  expect(reader.url()).toBe(`${origin}/mots-cles/${word}s`);
  for (const title of ["Sur les pierres", "Sur les écorces"]) expect(await reader.getByRole("link", { name: title }).count()).toBeGreaterThan(0);
  await expectAccessible(reader);

  await page.getByRole("button", { name: `Annuler la fusion – ${word}, ` }).click();
  await page.getByText("La fusion est annulée").waitFor();
  await page.getByLabel("Commence par").fill(word);
  await page.getByLabel("Commence par").press("Enter");
  await expect.poll(() => page.getByRole("cell").getByRole("link", { name: word }).count()).toBe(2);
  await expectAccessible(page);

  const coordinator = await newMember(server, await server.world.member(here, { coordinator: true }), host, view);
  await coordinator.goto(`http://${server.portal}/coordination/mots-cles`);
  await coordinator.getByText("vaut sur chaque territoire").waitFor();
  await expectAccessible(coordinator);
  expect(await fits(coordinator)).toBe(true);
});

test("tags that others use are proposed while one types, and taken from the keyboard", async () => {
  const { here, author, word, host, origin } = await animated(views[0]);
  const page = await newMember(server, author, host);

  await page.goto(`${origin}/contribuer/article`);
  const field = page.getByLabel("Mots-clés", { exact: true });
  if (!(await field.isVisible())) await page.locator("summary", { hasText: "Classer" }).press("Enter");
  await field.pressSequentially(`nuit, lichenologie-${here.slug}`);
  const proposed = page.locator("es-tags").getByRole("button", { name: word, exact: true });
  await proposed.waitFor();
  await expectAccessible(page);
  await field.press("Tab");
  await page.keyboard.press("Enter");

  expect(await field.inputValue()).toContain(`nuit, ${word}`);
  expect(await field.evaluate((each) => each === document.activeElement)).toBe(true);
  expect(await proposed.count()).toBe(0);
});

test.each(views)("an animator adds a theme of their territory, orders and retires it; an author classes with it: %o", async (given) => {
  const { author, host, origin, view, page } = await animated(given);

  await page.goto(`${origin}/animation/themes`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Enregistrer le thème" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  for (const [fr, en] of [["Nos glaciers", "Our glaciers"], ["Nos torrents", "Our streams"]] as const) {
    const form = page.locator("section", { has: page.getByRole("heading", { name: "Ajouter un thème" }) });
    await form.getByLabel("Nom en français").fill(fr);
    await form.getByLabel("Nom en anglais").fill(en);
    await form.getByLabel("Icône").selectOption({ label: "Montagne" });
    await form.getByRole("button", { name: "Enregistrer le thème" }).click();
    await page.getByRole("link", { name: fr }).waitFor();
  }
  await page.getByRole("button", { name: "Monter – Nos torrents" }).click();
  await page.getByRole("button", { name: "Descendre – Nos torrents" }).waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);

  const writer = await newMember(server, author, host, view);
  await writer.goto(`${origin}/contribuer/article`);
  await writer.getByRole("textbox", { name: "Titre", exact: true }).fill("Le névé de mars");
  if (!(await writer.getByRole("checkbox", { name: "Nos glaciers" }).isVisible())) await writer.locator("summary", { hasText: "Classer" }).click();
  await writer.getByRole("checkbox", { name: "Nos glaciers" }).check();
  await writer.getByRole("button", { name: "Publier", exact: true }).click();
  await writer.getByRole("link", { name: "Nos glaciers" }).first().click();
  await writer.getByRole("heading", { level: 1, name: "Nos glaciers" }).waitFor();
  await writer.getByRole("link", { name: "Le névé de mars" }).first().waitFor();
  await expectAccessible(writer);

  await page.getByRole("button", { name: "Retirer – Nos glaciers" }).click();
  await page.getByRole("button", { name: "Proposer de nouveau – Nos glaciers" }).waitFor();
  await expectAccessible(page);
  await writer.goto(`${origin}/contribuer/article`);
  expect(await writer.getByRole("checkbox", { name: "Nos glaciers" }).count()).toBe(0);
});
