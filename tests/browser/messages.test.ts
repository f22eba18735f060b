import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("a reader writes to an author, who answers, and later blocks them; the keyboard is enough: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const here = await server.world.territory();
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const [author, reader] = [await server.world.member(here, { name: "Ada Martin" }), await server.world.member(here, { name: "Zoé Petit" })];
  await server.world.article(author, here, { title: "Les mousses du pont" });

  const page = await newMember(server, reader, host, view);
  await page.goto(`${origin}/articles/les-mousses-du-pont`);
  await page.getByRole("link", { name: "Message privé" }).press("Enter");
  await page.getByRole("heading", { name: "Écrire à Ada Martin" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Envoyer" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Votre message").fill("Bonjour, puis-je **citer** votre article ?");
  await page.getByRole("button", { name: "Envoyer" }).press("Enter");
  await page.getByRole("heading", { name: "Conversation avec Ada Martin" }).waitFor();
  await expectAccessible(page);

  const other = await newMember(server, author, host, view);
  await other.goto(`${origin}/mon-espace`);
  await other.getByRole("link", { name: "1 conversation à lire" }).click();
  await expectAccessible(other);
  await other.getByText("1 nouveau message").waitFor();
  await other.getByRole("main").getByRole("link", { name: "Zoé Petit" }).click();
  expect(await other.getByRole("main").innerText()).toContain("Bonjour, puis-je citer votre article ?");
  await expectAccessible(other);
  await other.getByLabel("Votre message").fill("Avec plaisir.");
  await other.getByRole("button", { name: "Envoyer" }).click();
  await other.getByText("Avec plaisir.").waitFor();
  await other.goto(`${origin}/messages`);
  expect(await other.getByText("nouveau message").count()).toBe(0);

  await page.reload();
  await page.getByText("Avec plaisir.").waitFor();
  await page.getByRole("main").getByRole("link", { name: "Modifier" }).click();
  await expectAccessible(page);
  await page.getByLabel("Votre message").fill("Bonjour, puis-je citer vos mousses ?");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("puis-je citer vos mousses").waitFor();
  await page.getByRole("button", { name: "Retirer" }).click();
  await page.getByText("Message retiré.").waitFor();

  await other.goto(`${origin}/membres/${reader.handle}`);
  await other.getByRole("link", { name: "Message privé" }).click();
  await other.getByText("Ne plus recevoir ses messages").click();
  await other.getByRole("button", { name: "Bloquer Zoé Petit" }).click();
  await other.getByRole("button", { name: "Débloquer Zoé Petit" }).waitFor();
  await expectAccessible(other);
  await other.goto(`${origin}/messages`);
  await other.getByRole("heading", { name: "Personnes bloquées" }).waitFor();
  await expectAccessible(other);
  await other.getByLabel("personne", { exact: true }).check();
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await page.goto(`${origin}/membres/${author.handle}/ecrire`);
  await page.getByText("Cette personne ne reçoit pas de messages.").waitFor();
  await expectAccessible(page);
  expect(await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).toBe(true);
});
