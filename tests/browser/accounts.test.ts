import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { browsedServer, expectAccessible, linkInMail, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";
import type { Page } from "playwright-core";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

const phrase = "une phrase assez longue";

async function territory(domain: string | null = null) {
  const founded = await server.world.territory();
  if (domain) await sql`insert into territory_domains (domain, territory_id, present) values (${domain}, ${founded.id}, true)`.execute(server.world.db);
  await server.reload();
  return { ...founded, origin: domain ? `http://${domain}:${server.port}` : `http://${server.hostOf(founded.slug)}` };
}

async function logInHere(page: Page, email: string, password = phrase) {
  await page.getByLabel("Adresse de courriel").fill(email);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
}

const account = (page: Page) => page.getByRole("banner").locator("summary");

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("somebody signs up from a territory, confirms by mail, and comes back to it logged in", async () => {
    const here = await territory();
    const page = await newReader({ javaScriptEnabled });
    const email = `camille-${javaScriptEnabled}@example.org`;

    await page.goto(`${here.origin}/articles`);
    await page.getByRole("banner").getByRole("link", { name: "Se connecter" }).click();
    await expectAccessible(page);
    await page.getByRole("main").getByRole("link", { name: "Créer un compte" }).click();
    await page.getByLabel("Votre nom").fill("Camille Arène");
    await page.getByLabel("Adresse de courriel").fill(email);
    await page.getByLabel("Mot de passe").fill("court");
    await page.getByRole("button", { name: "Créer mon compte" }).click();
    await expectAccessible(page);
    expect(await page.getByLabel("Votre nom").inputValue()).toBe("Camille Arène");
    expect(await page.getByLabel("Territoire d’attache").inputValue()).toBe(here.slug);
    await page.getByLabel("Mot de passe").fill(phrase);
    await page.getByRole("button", { name: "Créer mon compte" }).click();
    await expectAccessible(page);
    await page.goto(await linkInMail(server, email, "/inscription/"));
    await expectAccessible(page);
    await page.getByRole("button", { name: "Confirmer" }).click();

    await page.waitForURL(`${here.origin}/articles`);
    expect(await account(page).innerText()).toContain("Camille Arène");
  });

  test("who logged in once is known on another territory, under an unrelated domain too, without typing a password", async () => {
    const here = await territory();
    const elsewhere = await territory(`sciences-${javaScriptEnabled ? "lille" : "brest"}.localhost`);
    const member = await server.world.member(here, { name: "Inès Roy" });
    const email = await server.world.account(member);
    const page = await newReader({ javaScriptEnabled });

    await page.goto(`${here.origin}/mon-espace`);
    await logInHere(page, email, "ce n’est pas le bon");
    await expectAccessible(page);
    await logInHere(page, email);
    await page.waitForURL(`${here.origin}/mon-espace`);
    await page.goto(`${elsewhere.origin}/articles`);
    await page.getByRole("banner").getByRole("link", { name: "Se connecter" }).click();

    await page.waitForURL(`${elsewhere.origin}/articles`);
    expect(await account(page).innerText()).toContain("Inès Roy");
  });

  test("who forgot their password gets a link by mail, chooses another, and every open session ends", async () => {
    const here = await territory();
    const member = await server.world.member(here);
    const host = server.hostOf(here.slug);
    const other = await newMember(server, member, host);
    const email = `${member.handle}@example.org`;
    const page = await newReader({ javaScriptEnabled });

    await page.goto(`${here.origin}/connexion`);
    await page.getByRole("link", { name: "Mot de passe oublié" }).click();
    await expectAccessible(page);
    await page.getByLabel("Adresse de courriel").fill(email);
    await page.getByRole("button", { name: "Recevoir le lien" }).click();
    await page.goto(await linkInMail(server, email, "/mot-de-passe/"));
    await expectAccessible(page);
    await page.getByLabel("Nouveau mot de passe").fill("une autre phrase entière");
    await page.getByRole("button", { name: "Enregistrer ce mot de passe" }).click();
    await other.goto(here.origin);

    expect(await account(other).count()).toBe(0);
    await page.getByRole("main").getByRole("link", { name: "Se connecter" }).click();
    await logInHere(page, email, "une autre phrase entière");
    await account(page).waitFor();
  });

  test("logging out ends the session on every territory, and all the other sessions can be closed at once", async () => {
    const [here, elsewhere] = [await territory(), await territory()];
    const member = await server.world.member(here);
    const page = await newMember(server, member, server.hostOf(here.slug), { javaScriptEnabled });
    const phone = await newReader({ javaScriptEnabled });
    await phone.goto(`${elsewhere.origin}/connexion?retour=/articles`);
    await logInHere(phone, `${member.handle}@example.org`);
    await phone.waitForURL(`${elsewhere.origin}/articles`);

    await page.goto(`${here.origin}/mon-espace/compte`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Fermer toutes les autres" }).click();
    await phone.reload();
    expect(await account(phone).count()).toBe(0);
    expect(await account(page).count()).toBe(1);

    await page.goto(`${here.origin}/articles`);
    await account(page).click();
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await page.goto(`${here.origin}/connexion?retour=/articles`);
    expect(new URL(page.url()).host).toBe(server.portal);
    expect(await page.getByLabel("Mot de passe").count()).toBe(1);
  });
});
