import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("a call's author chooses criteria and a jury, who accepts, notes, and reads the ranking: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const { world } = server;
  const here = await world.territory();
  const [ada, judge, zoe] = [await world.member(here, { name: "Ada Martin" }), await world.member(here, { name: "Max Mercier" }), await world.member(here, { name: "Zoé Faure" })];
  await world.announcement(ada, here, { title: "Des sciences au marché", input: { type: "call-for-projects" } });
  await server.reload();
  const host = server.hostOf(here.slug);
  const call = `http://${host}/annonces/des-sciences-au-marche`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const [author, juror, answerer] = [await newMember(server, ada, host, view), await newMember(server, judge, host, view), await newMember(server, zoe, host, view)];

  await author.goto(`${call}/appel`);
  await author.getByRole("textbox", { name: "Question", exact: true }).fill("Votre projet");
  await author.getByRole("button", { name: "Enregistrer le formulaire" }).click();
  await author.getByText("Le formulaire est enregistré.").waitFor();
  await answerer.goto(`${call}/repondre`);
  await answerer.getByLabel("Votre projet").fill("Un étal de questions.");
  await answerer.getByRole("button", { name: "Envoyer la réponse" }).click();
  await answerer.getByText("Votre réponse est enregistrée.").waitFor();

  await author.goto(`${call}/jury`);
  await expectAccessible(author);
  await author.getByLabel("Inviter un membre").fill(judge.handle);
  await author.getByRole("button", { name: "Inviter" }).click();
  await author.getByRole("alert").getByText("Enregistrez d’abord les critères.").waitFor();
  await expectAccessible(author);
  await author.getByLabel("Critère 1").fill("Intérêt");
  await author.getByLabel("Poids").first().fill("2");
  await author.getByLabel("Critère 2").fill("Budget");
  await author.getByRole("button", { name: "Enregistrer les critères" }).click();
  await author.getByLabel("Inviter un membre").fill(`@${judge.handle}`);
  await author.getByRole("button", { name: "Inviter" }).click();
  await author.getByText("invitation envoyée").waitFor();
  await expectAccessible(author);

  expect((await juror.goto(`${call}/reponses`))?.status()).toBe(404);
  await juror.goto(`${call}/jury`);
  await juror.getByText("On vous demande de faire partie du jury.").waitFor();
  await expectAccessible(juror);
  await juror.getByRole("button", { name: "Accepter" }).click();
  await juror.getByRole("link", { name: "Classement" }).click();
  await juror.getByText("Il vous reste 1 réponse à noter").waitFor();
  await expectAccessible(juror);
  await juror.getByRole("link", { name: "Réponses", exact: true }).click();
  await juror.getByRole("link", { name: "Zoé Faure" }).click();
  await juror.getByRole("button", { name: "Enregistrer mes notes" }).click();
  await juror.getByRole("alert").waitFor();
  await expectAccessible(juror);
  await juror.getByLabel("Intérêt (poids 2)").selectOption("4");
  await juror.getByLabel("Budget").selectOption("3");
  await juror.getByLabel("Commentaire").fill("On s’y arrêterait.");
  await juror.getByRole("button", { name: "Enregistrer mes notes" }).click();
  await juror.getByText("Vos notes sont enregistrées.").waitFor();
  await expectAccessible(juror);

  await author.goto(`${call}/classement`);
  await author.getByRole("cell", { name: "3,67" }).waitFor();
  await expectAccessible(author);
  expect(await author.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await author.getByRole("link", { name: "Zoé Faure" }).click();
  await author.getByText("3,67 sur 5").waitFor();
  await expectAccessible(author);
  await author.goto(`${call}/jury`);
  await author.getByText("Intérêt (poids 2)").waitFor();
  await author.getByText("1 réponse notée").waitFor();
  await expectAccessible(author);
});
