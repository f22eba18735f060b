import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, mailTo, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("a member publishes a call, a passer-by finds it and writes to them: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const here = await server.world.territory();
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const member = await server.world.member(here, { name: "Ada Martin" });
  const page = await newMember(server, member, host, view);
  const deadline = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 12 }).toString();

  await page.goto(`${origin}/contribuer`);
  await page.getByRole("link", { name: "Publier une annonce" }).click();
  await page.waitForURL(`${origin}/contribuer/annonce`);
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Titre", exact: true }).fill("Cherchons télescopes");
  await page.getByLabel("Type d’annonce").selectOption("equipment");
  await page.getByLabel("Date limite").fill(deadline);
  await page.getByLabel("Organisme").fill("Les Guetteurs");
  await page.getByLabel("Commune", { exact: true }).fill("Grenoble");
  await page.getByRole("button", { name: "Publier" }).click();
  await page.waitForURL(`${origin}/annonces/cherchons-telescopes`);
  await expectAccessible(page);

  const reader = await newReader(view);
  await reader.goto(`${origin}/annonces`);
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Cherchons télescopes" }).click();
  await reader.getByRole("link", { name: "Écrire", exact: true }).click();
  await reader.waitForURL(`${origin}/annonces/cherchons-telescopes/ecrire`);
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Envoyer" }).click();
  await reader.getByRole("alert").waitFor();
  await expectAccessible(reader);
  await reader.getByLabel("Votre nom").fill("Zoé");
  await reader.getByLabel("Adresse de courriel").fill("zoe@example.net");
  await reader.getByLabel("Votre message").fill("J’en ai deux au grenier.");
  await reader.getByRole("button", { name: "Envoyer" }).click();
  await reader.getByRole("heading", { name: "Message transmis" }).waitFor();

  await mailTo(server, `${member.handle}@example.org`, "au grenier");
  await reader.goto(`http://${server.portal}/_mail`);
  await reader.locator("details", { hasText: `${member.handle}@example.org` }).first().locator("summary").click();
  expect(await reader.getByRole("main").innerText()).toContain("J’en ai deux au grenier.");
});
