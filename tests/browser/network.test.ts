import { sql } from "kysely";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { decideFor } from "../../src/features/federation/decide-trust.ts";
import { makeSigningKeys, signJson } from "../../src/platform/signed-json.ts";
import { newId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { browsedServer, expectAccessible, newMember } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let home: Territory;
beforeAll(async () => {
  server = await browsedServer();
  home = await server.world.territory();
  await server.reload();
});

const views = [{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const;
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

/** A coordinator at their own browser, at the portal. */
async function coordinating({ javaScriptEnabled, width, colorScheme }: (typeof views)[number]) {
  const coordinator = await server.world.member(home, { coordinator: true });
  return newMember(server, coordinator, server.hostOf(home.slug), { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } });
}

/** A server that invites ours, as its list would have said. */
async function invitedBy(host: string) {
  const keys = makeSigningKeys();
  const acceptance = signJson({ type: "acceptance", network: newId(), host, by: host, at: "2026-11-20T09:00:00Z", key: keys.publicKey }, keys.privateKey);
  const platforms = [{ host: `lille.${host}`, origin: `https://lille.${host}`, actor: `https://lille.${host}/ap/actor`, name: "Lille", structure: "Le Beffroi", perimeter: [], hue: 25, zone: "Europe/Paris", latitude: 50.6, longitude: 3, figures: { members: 3, contributors: 1, articles: 2, events: 4, dossiers: 0 } }];
  await sql`insert into network.peers (host, origin, state, public_key, issued_at, network, acceptance, platforms, changed_at, looked_at)
    values (${host}, ${`https://${host}`}, 'inviting', ${keys.publicKey}, now(), ${acceptance.network}, ${JSON.stringify(acceptance)}::jsonb, ${JSON.stringify(platforms)}::jsonb, now(), now())`.execute(server.world.db);
}

test.each(views)("a coordinator invites a server, answers an invitation and leaves again, with the keyboard: %o", async (given) => {
  const page = await coordinating(given);
  const host = `nord-${given.width}.example`;
  await invitedBy(host);
  await page.goto(`http://${server.portal}/coordination/reseau`);
  await page.getByRole("heading", { name: "Invitations reçues" }).waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);

  await page.getByLabel("Adresse de son portail").fill(server.portal);
  await page.getByLabel("Adresse de son portail").press("Enter");
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("notre propre adresse");
  await expectAccessible(page);

  await page.getByRole("button", { name: `Accepter ${host}` }).press("Enter");
  await page.getByText("Ce serveur est du réseau.").waitFor();
  expect(await page.getByRole("link", { name: "Lille" }).count()).toBeGreaterThan(0);
  await page.getByLabel("Adresse de son portail").fill("ailleurs.example");
  await page.getByRole("button", { name: "Inviter", exact: true }).click();
  await page.getByRole("heading", { name: "Invitations envoyées" }).waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);

  await page.goto(`http://${server.portal}/chiffres`);
  await page.getByRole("row", { name: /Lille/ }).waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);

  await page.goto(`http://${server.portal}/coordination/reseau`);
  await page.getByText("Quitter le réseau").first().click();
  await page.getByRole("button", { name: "Quitter le réseau" }).click();
  await page.getByText("Nous avons quitté le réseau.").waitFor();
  await expectAccessible(page);
});

test.each(views)("a coordinator opens a territory, after what could not be read was said: %o", async (given) => {
  const page = await coordinating(given);
  const name = `Vallée ${given.width}`;
  await page.goto(`http://${server.portal}/coordination/territoires/nouveau`);
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByLabel("Nom du territoire").fill(name);
  await page.getByLabel("Structure qui anime").fill("La Rotonde");
  await page.getByLabel("Périmètre").fill("Atlantide");
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  expect(await page.getByLabel("Nom du territoire").inputValue()).toBe(name);
  await page.getByLabel("Périmètre").fill("42");
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
  await page.getByText(`${name} est ouvert`).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: `http://vallee-${given.width}.${server.portal}` }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.title()).toContain(name);
  await expectAccessible(page);
});

test.each(views)("the coordination sees the other servers, one of them, and the lists, whatever the screen: %o", async (given) => {
  const host = `mastodon-${given.width}.example`;
  await decideFor(server.world.db, null, [{ host, trust: "limited", reason: "Trop de publicités" }], null, Temporal.Now.instant());
  const page = await coordinating(given);
  await page.goto(`http://${server.portal}/coordination/serveurs?q=${host}`);
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByRole("link", { name: host }).press("Enter");
  await page.getByText("Trop de publicités").first().waitFor();
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.goto(`http://${server.portal}/coordination/serveurs/listes`);
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByRole("link", { name: "Listes suivies" }).click();
  await page.getByLabel("Adresse de la liste (CSV)").fill(`https://voisine-${given.width}.example/serveurs/blocages.csv`);
  await page.getByLabel("Adresse de la liste (CSV)").press("Enter");
  await page.getByRole("heading", { name: `voisine-${given.width}.example` }).waitFor();
  const lines = [{ host: "haine.example", trust: "blocked", reason: "Des insultes, et une raison assez longue pour tenir sur plusieurs lignes d’un petit écran" }];
  await sql`update settings set value = jsonb_set(value, '{followed}', (select jsonb_agg(each || jsonb_build_object('readAt', now(), 'lines', ${JSON.stringify(lines)}::jsonb)) from jsonb_array_elements(value -> 'followed') each)) where name = 'block-lists:network'`.execute(server.world.db);
  await page.reload();
  await page.getByRole("checkbox", { name: /haine\.example/ }).first().press("Space");
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.getByRole("button", { name: "Laisser les serveurs cochés comme ils sont" }).first().click();
  await page.getByText("Elle ne propose rien de nouveau.").first().waitFor();
  await expectAccessible(page);
});
