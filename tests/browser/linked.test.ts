import { beforeAll, describe, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

async function territories() {
  const [grenoble, lille] = [await server.world.territory(), await server.world.territory()];
  await server.reload();
  return { grenoble, lille, hosts: { grenoble: server.hostOf(grenoble.slug), lille: server.hostOf(lille.slug) } };
}

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("a member follows a person of another territory and a tag, and finds what they bring in Mon Echosciences", async () => {
    const { world } = server;
    const { grenoble, lille, hosts } = await territories();
    const author = await world.member(lille, { name: "Noor Delmas" });
    const other = await world.member(lille);
    const tag = `lichens-${javaScriptEnabled}`;
    await world.article(other, grenoble, { title: "Les lichens des toits", tags: [tag] });
    const page = await newMember(server, await world.member(grenoble), hosts.grenoble, { javaScriptEnabled });

    await page.goto(`http://${hosts.grenoble}/membres/${author.handle}`);
    await page.getByRole("button", { name: "Suivre" }).click();
    await page.getByRole("button", { name: "Ne plus suivre" }).waitFor();
    await expectAccessible(page);
    await page.goto(`http://${hosts.grenoble}/mots-cles/${tag}`);
    await page.getByRole("button", { name: "Suivre" }).click();
    await page.getByRole("button", { name: "Ne plus suivre" }).waitFor();
    await world.article(author, lille, { title: "Le beffroi et ses faucons" });
    await world.article(other, lille, { title: "Sans rapport" });
    await page.goto(`http://${hosts.grenoble}/mon-espace`);
    await expectAccessible(page);

    expect(await page.locator("article.card h2").allInnerTexts()).toEqual(["Le beffroi et ses faucons", "Les lichens des toits"]);
    await page.getByRole("link", { name: "Le beffroi et ses faucons" }).click();
    await page.waitForURL(`http://${hosts.lille}/articles/le-beffroi-et-ses-faucons`);
  });

  test("a curator puts Grenoble's events into a dossier of Lille, changes their order from the keyboard, and writes a note", async () => {
    const { world } = server;
    const { grenoble, lille, hosts } = await territories();
    const author = await world.member(grenoble);
    const curator = await world.member(lille);
    await world.dossier(curator, lille, { title: "Ciel nocturne", intent: "draft" });
    await world.event(author, grenoble, { title: "Lever de lune" });
    await world.event(author, grenoble, { title: "Pluie de météores" });
    const page = await newMember(server, curator, hosts.grenoble, { javaScriptEnabled });

    for (const event of ["lever-de-lune", "pluie-de-meteores"]) {
      await page.goto(`http://${hosts.grenoble}/evenements/${event}`);
      await page.getByText("Mettre dans un dossier").click();
      await page.getByRole("button", { name: "Ciel nocturne" }).click();
      // Lille is another host: the curator is known there without a password.
      await page.waitForURL(new RegExp(`${hosts.lille}/dossiers/ciel-nocturne`));
    }
    expect(await page.locator("li.item h2").allInnerTexts()).toEqual(["Lever de lune", "Pluie de météores"]);
    await page.getByRole("link", { name: "Organiser" }).press("Enter");
    await page.waitForURL(/organiser/);
    const order = () => page.locator("li.item strong").allInnerTexts();
    await page.getByRole("button", { name: "Monter – Pluie de météores" }).press("Enter");
    await expect.poll(order).toEqual(["Pluie de météores", "Lever de lune"]);
    const first = page.locator("li.item").first();
    await first.getByText("Écrire une note").press("Enter");
    await first.getByRole("textbox").fill("À voir sans télescope.");
    await first.getByRole("button", { name: "Enregistrer" }).press("Enter");
    await page.locator("li.item .note").waitFor();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Voir le dossier" }).click();
    await page.getByRole("main").getByRole("link", { name: "Modifier" }).click();
    await page.getByRole("button", { name: "Publier" }).click();
    await page.waitForURL(/\/dossiers\/ciel-nocturne/);

    const reader = await newReader({ javaScriptEnabled });
    await reader.goto(`http://${hosts.lille}/dossiers/ciel-nocturne`);
    expect(await reader.locator("li.item h2").allInnerTexts()).toEqual(["Pluie de météores", "Lever de lune"]);
    expect(await reader.locator("li.item .note").innerText()).toBe("À voir sans télescope.");
    expect(await reader.getByRole("link", { name: "Lever de lune" }).getAttribute("href")).toBe(`http://${hosts.grenoble}/evenements/lever-de-lune`);
  });

  test("a search with a typing error finds what was meant, and says what it searched", async () => {
    const { world } = server;
    const { grenoble, hosts } = await territories();
    const author = await world.member(grenoble);
    await world.article(author, grenoble, { title: "Construire un télescope en carton" });
    await world.article(author, grenoble, { title: "Observer les chauves-souris" });
    const page = await newReader({ javaScriptEnabled });

    await page.goto(`http://${hosts.grenoble}/`);
    await page.getByRole("banner").getByRole("searchbox").fill("telescpoe");
    await page.getByRole("banner").getByRole("searchbox").press("Enter");
    await page.waitForURL(/recherche/);
    await expectAccessible(page);

    expect(await page.locator("article.card h2").allInnerTexts()).toEqual(["Construire un télescope en carton"]);
    expect(await page.getByText(/telescpoe.*telescope/s).count()).toBeGreaterThan(0);
  });
});
