import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("a member composes a form, another answers with a file, the first reads and keeps it: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const here = await server.world.territory();
  const [author, member] = [await server.world.member(here, { name: "Ada Martin" }), await server.world.member(here, { name: "Zoé Faure" })];
  await server.world.announcement(author, here, { title: "Cherchons conteuses" });
  await server.reload();
  const origin = `http://${server.hostOf(here.slug)}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const page = await newMember(server, author, server.hostOf(here.slug), view);

  await page.goto(`${origin}/annonces/cherchons-conteuses`);
  await page.getByRole("link", { name: "Recueillir des réponses" }).click();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Question", exact: true }).fill("Que racontez-vous ?");
  await page.getByRole("button", { name: "Un choix", exact: true }).click();
  const second = page.getByRole("group", { name: "Question 2 : Un choix" });
  await second.getByRole("textbox", { name: "Question", exact: true }).fill("Votre jour");
  await page.getByRole("button", { name: "Fichier", exact: true }).click();
  await page.getByRole("button", { name: "Enregistrer le formulaire" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await second.getByRole("textbox", { name: "Choix proposés" }).fill("mercredi\nsamedi");
  await page.getByRole("button", { name: "Monter la question 3" }).click();
  await page.getByRole("group", { name: "Question 2 : Fichier" }).getByRole("textbox", { name: "Question", exact: true }).fill("Un conte");
  await page.getByLabel("Durée de conservation").selectOption("1");
  await page.getByRole("button", { name: "Enregistrer le formulaire" }).click();
  await page.getByText("Le formulaire est enregistré.").waitFor();

  const reader = await newMember(server, member, server.hostOf(here.slug), view);
  await reader.goto(`${origin}/annonces/cherchons-conteuses`);
  await reader.getByRole("link", { name: "Répondre ici" }).click();
  await reader.getByText("supprimées 1 mois après").waitFor();
  await expectAccessible(reader);
  await reader.getByLabel("Un conte").setInputFiles({ name: "conte.txt", mimeType: "text/plain", buffer: Buffer.from("Il était une fois…") });
  await reader.getByLabel("samedi").check();
  await reader.getByRole("button", { name: "Envoyer la réponse" }).click();
  await reader.getByRole("alert").waitFor();
  await expectAccessible(reader);
  await reader.getByLabel("Que racontez-vous ?").fill("La Lune.");
  await reader.getByRole("button", { name: "Envoyer la réponse" }).click();
  await reader.getByText("Votre réponse est enregistrée.").waitFor();
  await reader.getByText("Fichier joint : conte.txt").waitFor();

  await page.goto(`${origin}/annonces/cherchons-conteuses/reponses`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Zoé Faure" }).click();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "conte.txt" }).click()]);
  expect(download.suggestedFilename()).toBe("conte.txt");
  await page.getByLabel("Suite donnée").selectOption("kept");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("C’est noté.").waitFor();
});
