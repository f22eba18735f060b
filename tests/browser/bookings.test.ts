import { beforeAll, expect, test } from "vitest";
import { inDays } from "../support/booker.ts";
import { browsedServer, expectAccessible, linkInMail, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("an organiser opens booking, a visitor books without an account and cancels by the mail's link: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const here = await server.world.territory();
  const organiser = await server.world.member(here, { name: "Ada Martin" });
  await server.world.event(organiser, here, { title: "Atelier de la Lune", sessions: [{ kind: "slot", start: inDays(9), end: inDays(9, "16:00") }, { kind: "slot", start: inDays(16), end: inDays(16, "16:00") }] });
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const page = await newMember(server, organiser, host, view);

  await page.goto(`${origin}/evenements/atelier-de-la-lune`);
  await page.getByRole("link", { name: "Ouvrir la réservation" }).click();
  await expectAccessible(page);
  await page.getByLabel("Places à chaque date").fill("0");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Places à chaque date").fill("3");
  await page.getByLabel("Sorte 1").fill("Adulte");
  await page.getByLabel("Sorte 2").fill("Enfant");
  await page.getByRole("button", { name: "Texte court", exact: true }).click();
  await page.getByRole("group", { name: "Question 1 : Texte court" }).getByRole("textbox", { name: "Question", exact: true }).fill("Votre école");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("C’est enregistré.").waitFor();
  await expectAccessible(page);

  const reader = await newReader(view);
  const email = `zoe-${width}@example.net`;
  await reader.goto(`${origin}/evenements/atelier-de-la-lune`);
  await reader.getByRole("link", { name: "Réserver", exact: true }).click();
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Réserver" }).click();
  await reader.getByRole("alert").waitFor();
  await expectAccessible(reader);
  await reader.getByRole("radio").first().check();
  await reader.getByLabel("Adulte").fill("1");
  await reader.getByLabel("Enfant").fill("2");
  await reader.getByLabel("Votre nom").fill("Zoé");
  await reader.getByLabel("Adresse de courriel").fill(email);
  await reader.getByLabel("Votre école (facultatif)").fill("Jules-Ferry");
  await reader.getByRole("button", { name: "Réserver" }).click();
  await reader.getByRole("heading", { name: "C’est noté" }).waitFor();
  await expectAccessible(reader);

  await page.goto(`${origin}/evenements/atelier-de-la-lune/reservations`);
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Zoé est là" }).check();
  await page.getByRole("button", { name: "Enregistrer les présences" }).click();
  await page.getByText("Les présences sont enregistrées.").waitFor();
  expect(await page.getByRole("checkbox", { name: "Zoé est là" }).isChecked()).toBe(true);
  expect(await page.getByRole("main").innerText()).toContain("1 × Adulte, 2 × Enfant");

  await reader.goto(`${origin}/evenements/atelier-de-la-lune/reserver`);
  expect(await reader.getByRole("main").innerText()).toContain("complet, liste d’attente ouverte");
  await reader.goto(await linkInMail(server, email, "/reservations/"));
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Annuler la réservation" }).click();
  await reader.getByText("Cette réservation est annulée.").waitFor();
  await reader.goto(`${origin}/evenements/atelier-de-la-lune/reserver`);
  expect(await reader.getByRole("main").innerText()).not.toContain("complet");
});
