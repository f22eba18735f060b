import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, linkInMail, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

const views = [{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const;

/** Two members of a territory, each at their own browser, and an article of the first. */
async function two({ javaScriptEnabled, width, colorScheme }: (typeof views)[number]) {
  const { world } = server;
  const here = await world.territory();
  const [ada, zoe] = [await world.member(here, { name: "Ada Martin" }), await world.member(here, { name: "Zoé Faure" })];
  const id = await world.article(ada, here, { title: "Les lichens de la place" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  return { id, ada, zoe, origin: `http://${host}`, view, author: await newMember(server, ada, host, view), reader: await newMember(server, zoe, host, view) };
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test.each(views)("a reader comments, is answered, corrects what they said and shares; the author closes the discussion: %o", async (given) => {
  const { origin, view, author, reader, ada, zoe } = await two(given);
  const address = `${origin}/articles/les-lichens-de-la-place`;

  await reader.goto(address);
  const field = reader.getByRole("textbox", { name: "Votre commentaire" }).first();
  await field.fill("   ");
  await reader.getByRole("button", { name: "Publier le commentaire" }).first().click();
  await reader.getByRole("alert").waitFor();
  await expectAccessible(reader);
  await reader.getByRole("textbox", { name: "Votre commentaire" }).fill(`Merci @${ada.handle} pour ces **lichens**.`);
  await reader.getByRole("button", { name: "Publier le commentaire" }).click();
  await reader.waitForURL(/\/articles\/les-lichens-de-la-place#c-/);
  const said = reader.locator(".comment", { hasText: "pour ces lichens" });
  expect(await said.getByRole("link", { name: `@${ada.handle}` }).count()).toBe(1);
  expect(await fits(reader)).toBe(true);

  await author.goto(address);
  await author.locator("summary", { hasText: "Répondre" }).press("Enter");
  const answer = author.locator(".comment details");
  await expectAccessible(author);
  await answer.getByRole("textbox", { name: "Votre commentaire" }).fill("Ils poussent d’un millimètre par an.");
  await answer.getByRole("button", { name: "Publier le commentaire" }).click();
  await author.locator(".comment .comment", { hasText: "un millimètre par an" }).waitFor();

  await reader.goto(address);
  await reader.getByText("un millimètre par an").waitFor();
  await reader.locator(".comment").getByRole("link", { name: "Modifier" }).click();
  await expectAccessible(reader);
  const text = reader.getByRole("textbox", { name: "Votre commentaire" });
  expect(await text.inputValue()).toBe(`Merci @${ada.handle} pour ces **lichens**.`);
  await text.fill("Merci pour ces lichens jaunes.");
  await reader.getByRole("button", { name: "Enregistrer" }).click();
  await reader.locator(".comment", { hasText: "modifié" }).first().waitFor();
  await reader.getByRole("link", { name: "Versions précédentes" }).click();
  await reader.getByText("pour ces lichens.").waitFor();
  await expectAccessible(reader);

  await reader.goto(address);
  await reader.locator("summary", { hasText: "Relayer" }).press("Enter");
  await reader.getByLabel("Un mot pour vos abonnés").fill("À lire avant la sortie de samedi.");
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Relayer", exact: true }).click();
  await reader.getByRole("button", { name: "Relayé (1)" }).waitFor();
  await reader.goto(`${origin}/membres/${zoe.handle}/relais`);
  await reader.getByText("À lire avant la sortie de samedi.").waitFor();
  await expectAccessible(reader);

  await author.goto(address);
  await author.getByRole("button", { name: "Fermer les commentaires" }).click();
  await author.getByText("Les commentaires sont fermés").waitFor();
  await expectAccessible(author);
  const visitor = await newReader(view);
  await visitor.goto(address);
  await visitor.getByText("Merci pour ces lichens jaunes.").waitFor();
  expect(await visitor.getByRole("textbox", { name: "Votre commentaire" }).count()).toBe(0);
  await expectAccessible(visitor);
});

test("who is named is proposed while one types, and chosen from the keyboard", async () => {
  const { origin, reader, ada } = await two(views[0]);
  await reader.goto(`${origin}/articles/les-lichens-de-la-place`);
  const field = reader.getByRole("textbox", { name: "Votre commentaire" }).first();

  await field.pressSequentially(`Bonjour @${ada.handle.slice(0, 6)}`);
  const proposed = reader.getByRole("listbox", { name: "Personnes et structures à mentionner" });
  await proposed.getByRole("option", { name: ada.handle }).waitFor();
  await expectAccessible(reader);
  await field.press("Escape");
  await expect.poll(() => proposed.isVisible()).toBe(false);
  await field.press("Backspace");
  await proposed.getByRole("option", { name: ada.handle }).waitFor();
  await field.press("ArrowDown");
  await field.press("ArrowUp");
  await field.press("Enter");

  expect(await field.inputValue()).toBe(`Bonjour @${ada.handle} `);
  expect(await proposed.isVisible()).toBe(false);
  expect(await field.evaluate((each) => each === document.activeElement)).toBe(true);
});

test.each(views)("an author invites somebody to write with them, who accepts, then leaves: %o", async (given) => {
  const { id, origin, author, reader, zoe } = await two(given);

  await author.goto(`${origin}/contenus/${id}/auteurs`);
  await expectAccessible(author);
  await author.getByLabel("Identifiant ou adresse de courriel").fill("personne-de-ce-nom");
  await author.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await author.getByRole("alert").waitFor();
  await expectAccessible(author);
  await author.getByLabel("Identifiant ou adresse de courriel").fill(zoe.handle);
  await author.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await author.getByRole("heading", { name: "Invitations en attente" }).waitFor();
  await expectAccessible(author);
  expect(await fits(author)).toBe(true);

  await reader.goto(`${origin}/mon-espace/ecrire-ensemble`);
  await reader.getByText("Ada Martin vous invite à écrire").waitFor();
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Accepter" }).click();
  await reader.getByRole("heading", { level: 1, name: "Les lichens de la place" }).waitFor();
  await author.goto(`${origin}/contenus/${id}/auteurs`);
  await author.getByRole("link", { name: "Zoé Faure" }).waitFor();
  await author.getByRole("button", { name: "Ne plus signer ce contenu" }).click();
  await author.waitForURL(`${origin}/mon-espace/contenus`);
  await reader.goto(`${origin}/mon-espace/ecrire-ensemble`);
  await reader.getByText("Personne ne vous attend pour écrire.").waitFor();
  await expectAccessible(reader);
});

test.each(views)("a member takes their data away, then their account: %o", async (given) => {
  const { origin, author, ada } = await two(given);

  await author.goto(`${origin}/mon-espace/donnees`);
  await expectAccessible(author);
  await author.getByRole("button", { name: "Préparer mon fichier" }).click();
  await expect.poll(async () => {
    if (!given.javaScriptEnabled) await author.goto(`${origin}/mon-espace/donnees`);
    return author.getByRole("link", { name: "Télécharger mon fichier" }).count();
  }, { timeout: 60_000, interval: 500 }).toBe(1);
  await expectAccessible(author);
  const [file] = await Promise.all([author.waitForEvent("download"), author.getByRole("link", { name: "Télécharger mon fichier" }).click()]);
  expect(file.suggestedFilename()).toBe("echosciences.zip");

  await author.getByRole("radio", { name: "Le laisser en ligne" }).check();
  await author.getByLabel("Mot de passe").fill("pas celui-là");
  await author.getByRole("button", { name: "Recevoir le lien de suppression" }).click();
  await author.getByRole("alert").waitFor();
  await expectAccessible(author);
  expect(await author.getByRole("radio", { name: "Le laisser en ligne" }).isChecked()).toBe(true);
  await author.getByLabel("Mot de passe").fill("une phrase assez longue");
  await author.getByRole("button", { name: "Recevoir le lien de suppression" }).click();
  await author.getByText("Rien n’est encore effacé").waitFor();
  await expectAccessible(author);
  await author.goto(await linkInMail(server, `${ada.handle}@example.org`, "/depart/"));
  await expectAccessible(author);
  await author.getByRole("button", { name: "Supprimer mon compte" }).click();
  await author.getByRole("heading", { level: 1, name: "Votre compte est supprimé" }).waitFor();
  await expectAccessible(author);
  await author.goto(`${origin}/articles/les-lichens-de-la-place`);
  await author.getByText("un ancien membre", { exact: false }).first().waitFor();
  expect(await author.content()).not.toContain("Ada Martin");
});
