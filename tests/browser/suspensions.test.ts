import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("an animator suspends somebody from their page and lifts it; meanwhile the log-in says why: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const here = await server.world.territory();
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const [member, animator] = [await server.world.member(here, { name: "Zoé Petit" }), await server.world.member(here, { name: "Ana Blanc", animates: [here] })];
  const email = await server.world.account(member);
  await server.world.article(member, here, { title: "Mousses à vendre" });

  const page = await newMember(server, animator, host, view);
  await page.goto(`${origin}/membres/${member.handle}`);
  await page.getByRole("link", { name: "Suspendre" }).press("Enter");
  await page.getByRole("heading", { name: "Suspendre Zoé Petit" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Suspendre" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "La raison" }).fill("Vend ses mousses.");
  await page.getByLabel("Pour combien de temps").selectOption({ label: "30 jours" });
  await page.getByRole("button", { name: "Suspendre" }).click();
  await page.getByText("C’est fait").waitFor();
  await expectAccessible(page);
  expect(await page.getByRole("main").innerText()).toMatch(/Zoé Petit[\s\S]*jusqu’au[\s\S]*Vend ses mousses\.[\s\S]*Par Ana Blanc/);

  const reader = await newReader(view);
  expect((await reader.goto(`${origin}/articles/mousses-a-vendre`))?.status()).toBe(404);
  await reader.goto(`http://${server.portal}/connexion`);
  await reader.getByLabel("Adresse de courriel").first().fill(email);
  await reader.getByLabel("Mot de passe").first().fill("une phrase assez longue");
  await reader.getByRole("main").getByRole("button", { name: "Se connecter" }).click();
  await reader.getByRole("alert").waitFor();
  expect(await reader.getByRole("alert").innerText()).toMatch(/Votre compte est suspendu jusqu’au[\s\S]*Vend ses mousses\.[\s\S]*écrivez à Une structure/);
  await expectAccessible(reader);

  await page.getByRole("button", { name: "Lever la suspension (Zoé Petit)" }).click();
  await page.getByText("La suspension est levée").waitFor();
  expect((await reader.goto(`${origin}/articles/mousses-a-vendre`))?.status()).toBe(200);
  await page.getByRole("link", { name: "Suspensions terminées" }).click();
  expect(await page.getByRole("main").innerText()).toContain("Levée par Ana Blanc");
  await expectAccessible(page);
});
