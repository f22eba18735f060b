import { expect, test } from "vitest";
import { browsedServer, expectAccessible, newReader } from "../support/browser.ts";

test("on a phone the profile's form holds within the screen", async () => {
  const server = await browsedServer();
  const { world } = server;
  const here = await world.territory();
  const email = await world.account(await world.member(here));
  await server.reload();
  const page = await newReader({ viewport: { width: 390, height: 844 } });
  await page.goto(`http://${server.hostOf(here.slug)}/connexion?retour=/mon-espace/profil`);
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill("une phrase assez longue");
  await page.getByRole("button", { name: "Se connecter", exact: true }).click();
  await page.waitForURL("**/mon-espace/profil");

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
});
