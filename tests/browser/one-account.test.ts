import { beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Territory } from "../../src/features/territories/territory.ts";
import { meetActor } from "../../src/features/federation/meet-actor.ts";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import { browsedServer, expectAccessible, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let [home, away] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];

beforeAll(async () => {
  [home, away] = await Promise.all(["lune", "mars"].map((name) => browsedServer({ ALLOW_PRIVATE_NETWORK: "1", WORKERS: "2" }, name))) as [TestServer, TestServer];
  [here, there] = [await home.world.territory(), await away.world.territory()];
  await Promise.all([home.reload(), away.reload()]);
  const author = await away.world.member(there, { name: "Camille Roy" });
  await away.world.article(author, there, { title: "Les marées de Mars", body: "Deux lunes, et pas une vague." });
  // Its coordination vouches for the other one: it is on the list.
  const host = home.hostOf(here.slug);
  await meetActor(away.world.db, { uri: `http://${host}/ap/actor`, kind: "territory", handle: "relay", name: "Lune", about: "", url: "", icon: "", inbox: `http://${host}/inbox`, sharedInbox: null, followersUri: null, outboxUri: null, alsoKnownAs: [], movedTo: null, suspended: false, keys: [] }, Temporal.Now.instant());
  const coordinator = await away.world.member(there, { coordinator: true });
  const decided = await decideTrust(away.world.as(coordinator), null, [{ host, trust: "network", reason: "Du réseau." }]);
  if (!decided.done) throw new Error(decided.refusal.kind);
});

const article = () => `http://${away.hostOf(there.slug)}/articles/les-marees-de-mars`;

async function someone(name: string) {
  const member = await home.world.member(here, { name });
  return { member, email: await home.world.account(member) };
}

async function logInAtHome(page: Page, email: string) {
  await page.waitForURL((url) => url.host === home.portal && url.pathname === "/connexion");
  await page.getByLabel("Adresse de courriel").fill(email);
  await page.getByLabel("Mot de passe").fill("une phrase assez longue");
  await page.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
}

describe.each([true, false])("with JavaScript: %s", (javaScriptEnabled) => {
  test("a reader continues with their account of another server, answers, likes, and takes back at home what they permitted", async () => {
    const { email } = await someone("Léa Le Goff");
    const page = await newReader({ javaScriptEnabled, ...(javaScriptEnabled ? {} : { viewport: { width: 390, height: 844 } }) });
    await page.goto(article());
    await page.getByRole("main").getByRole("link", { name: "Connectez-vous pour commenter" }).click();
    await expectAccessible(page);
    await page.getByLabel("Votre plateforme").selectOption(home.hostOf(here.slug));
    await page.getByRole("button", { name: "Continuer avec mon Echosciences" }).click();

    await logInAtHome(page, email);
    await page.getByRole("heading", { name: `${away.portal} demande qui vous êtes` }).waitFor();
    await expectAccessible(page);
    expect(await page.getByLabel("Commenter").isChecked()).toBe(true);
    await page.getByLabel("Suivre des personnes").uncheck();
    await page.getByRole("button", { name: "Continuer" }).click();

    await page.waitForURL(article());
    expect(await page.getByRole("banner").locator("summary").innerText()).toContain("Léa Le Goff");
    await page.locator("textarea#body").fill(`Et les **marées** de Phobos ? ${javaScriptEnabled}`);
    await page.getByRole("button", { name: "Publier le commentaire" }).last().click();
    await page.getByText(`de Phobos ? ${javaScriptEnabled}`).waitFor();
    await page.getByRole("button", { name: /aime/ }).click();
    await page.locator('button[name="aimer"][aria-pressed="true"]').waitFor();
    await expectAccessible(page);

    await page.goto(`http://${away.hostOf(there.slug)}/mon-espace`);
    await expectAccessible(page);
    await page.getByRole("main").getByRole("link", { name: `Aller sur ${home.hostOf(here.slug)}` }).click();
    await page.waitForURL((url) => url.host === home.hostOf(here.slug) && url.pathname === "/mon-espace");
    await page.goto(`http://${home.hostOf(here.slug)}/mon-espace/compte`);
    await page.getByRole("link", { name: "Voir et retirer" }).click();
    await page.getByText("Un commentaire").waitFor();
    expect(await page.getByRole("main").innerText()).not.toContain("Suivre des personnes");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Retirer l’autorisation" }).click();
    await page.getByText("ne peut plus rien demander").waitFor();

    await expect.poll(async () => {
      await page.goto(article());
      return page.getByRole("banner").getByRole("link", { name: "Se connecter" }).count();
    }, { timeout: 60_000 }).toBe(1);
  });

  test("what can't be found, what was declined and what isn't permitted is said, with what was typed", async () => {
    const { email, member } = await someone("Paul Petit");
    const page = await newReader({ javaScriptEnabled });
    await page.goto(`http://${away.portal}/connexion`);
    await page.getByLabel("Ou votre identifiant").fill("personne@nulle-part.localhost:9");
    await page.getByRole("button", { name: "Continuer avec mon Echosciences" }).click();
    await page.getByText("Cette plateforme ne répond pas").first().waitFor();
    expect(await page.getByLabel("Ou votre identifiant").inputValue()).toBe("personne@nulle-part.localhost:9");
    await expectAccessible(page);

    await page.getByLabel("Ou votre identifiant").fill(`${member.handle}@${home.hostOf(here.slug)}`);
    await page.getByRole("button", { name: "Continuer avec mon Echosciences" }).click();
    await logInAtHome(page, email);
    await page.getByRole("button", { name: "Refuser" }).click();
    await page.getByText("Vous avez refusé").first().waitFor();

    await page.getByLabel("Ou votre identifiant").fill(`${member.handle}@${home.hostOf(here.slug)}`);
    await page.getByRole("button", { name: "Continuer avec mon Echosciences" }).click();
    await page.getByLabel("Commenter").uncheck();
    await page.getByRole("button", { name: "Continuer" }).click();
    await page.waitForURL(`http://${away.portal}/`);
    await page.goto(`http://${away.hostOf(there.slug)}/connexion?retour=/articles/les-marees-de-mars`);
    await page.locator("textarea#body").fill("Ce que j’ai tapé");
    await page.getByRole("button", { name: "Publier le commentaire" }).last().click();

    await page.getByText("Vous n’avez pas autorisé").waitFor();
    expect(await page.getByRole("main").getByRole("textbox").inputValue()).toBe("Ce que j’ai tapé");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Continuer de nouveau avec mon Echosciences" }).click();
    await page.getByRole("heading", { name: "Continuer avec mon Echosciences" }).waitFor();
    expect(await page.getByLabel("Votre plateforme").inputValue()).toBe(home.hostOf(here.slug));
  });

  test("a reader asks to come into a community, follows a dossier, and finds both at home, by their account of another server", async () => {
    const { email } = await someone("Ana Algue");
    const slug = javaScriptEnabled ? "phares" : "balises";
    await away.world.community(there, { name: `Les ${slug}`, slug, access: "request" });
    const keeper = await away.world.member(there);
    await away.world.dossier(keeper, there, { title: `Dossier des ${slug}` });
    const page = await newReader({ javaScriptEnabled, ...(javaScriptEnabled ? {} : { viewport: { width: 390, height: 844 }, colorScheme: "dark" as const }) });
    await page.goto(`http://${away.hostOf(there.slug)}/connexion?retour=/communautes/${slug}`);
    await page.getByLabel("Votre plateforme").selectOption(home.hostOf(here.slug));
    await page.getByRole("button", { name: "Continuer avec mon Echosciences" }).click();
    await logInAtHome(page, email);
    await page.getByRole("heading", { name: `${away.portal} demande qui vous êtes` }).waitFor();
    expect(await page.getByLabel("Rejoindre des communautés").isChecked()).toBe(true);
    await page.getByRole("button", { name: "Continuer" }).click();

    await page.waitForURL(`http://${away.hostOf(there.slug)}/communautes/${slug}`);
    await page.getByRole("main").getByRole("link", { name: "Demander à rejoindre" }).click();
    await expectAccessible(page);
    await page.getByLabel("Quelques mots").fill("Je garde un phare.");
    await page.getByRole("main").getByRole("button", { name: "Demander à rejoindre" }).click();
    await page.getByText("Demande envoyée").waitFor();
    await expectAccessible(page);

    await page.goto(`http://${away.hostOf(there.slug)}/dossiers/dossier-des-${slug}`);
    await page.getByRole("button", { name: "Suivre", exact: true }).click();
    await page.locator('button[name="suivre"][aria-pressed="true"]').waitFor();
    await expectAccessible(page);

    await page.goto(`http://${home.hostOf(here.slug)}/mon-espace/communautes`);
    await page.getByRole("main").getByRole("link", { name: `Les ${slug}` }).click();
    await page.getByText("Demande envoyée").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Retirer ma demande" }).click();
    await page.getByRole("main").getByRole("link", { name: "Rejoindre" }).click();
    await page.getByRole("heading", { name: `Rejoindre « Les ${slug} »` }).waitFor();
    await expectAccessible(page);
  });
});
