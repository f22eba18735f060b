import { beforeAll, expect, test } from "vitest";
import { browsedServer, expectAccessible, newMember, newReader } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await browsedServer();
});

test.each([{ javaScriptEnabled: true, width: 1280, colorScheme: "light" }, { javaScriptEnabled: false, width: 390, colorScheme: "dark" }] as const)("a class is asked for, accepted, joined by link, published in and archived: %o", async ({ javaScriptEnabled, width, colorScheme }) => {
  const { world } = server;
  const [here, there] = [await world.territory(), await world.territory()];
  await server.reload();
  const host = server.hostOf(here.slug);
  const origin = `http://${host}`;
  const view = { javaScriptEnabled, colorScheme, viewport: { width, height: 800 } };
  const name = `Classe ${width} de Lucie`;
  const teacher = await newMember(server, await world.member(here, { name: "Lucie Aubrac" }), host, view);

  await teacher.goto(`${origin}/communautes`);
  await expectAccessible(teacher);
  await teacher.getByRole("link", { name: "Demander une communauté" }).first().click();
  await teacher.getByRole("button", { name: "Envoyer la demande" }).click();
  await teacher.getByRole("alert").waitFor();
  await expectAccessible(teacher);
  await teacher.getByLabel("Nom de la communauté").fill(name);
  await teacher.getByLabel("Pour quoi").selectOption("class");
  await teacher.getByLabel("Privée", { exact: false }).check();
  await teacher.getByRole("button", { name: "Envoyer la demande" }).click();
  await teacher.getByText("attend l’accord de l’équipe d’animation").waitFor();
  await expectAccessible(teacher);
  const address = teacher.url();

  const animator = await newMember(server, await world.member(here, { animates: [here] }), host, view);
  await animator.goto(`${origin}/animation/communautes`);
  await expectAccessible(animator);
  await animator.getByRole("button", { name: `Accepter – ${name}` }).click();
  await animator.getByText("Aucune demande n’attend").waitFor();

  await teacher.goto(`${address}/invitations`);
  await expectAccessible(teacher);
  await teacher.getByRole("button", { name: "Créer un lien" }).click();
  const link = await teacher.getByLabel("Voici le lien").inputValue();
  const pupil = await newMember(server, await world.member(there, { name: "Zoé" }), host, view);
  expect((await pupil.goto(address))?.status()).toBe(404);
  await pupil.goto(link);
  await expectAccessible(pupil);
  await pupil.getByRole("button", { name: "Rejoindre la communauté" }).click();
  await pupil.getByText("Bienvenue").waitFor();
  await pupil.getByRole("link", { name: "Publier dans la communauté" }).click();
  await pupil.getByRole("link", { name: "Écrire un article" }).click();
  await pupil.getByRole("textbox", { name: "Titre", exact: true }).fill(`La mare en octobre ${width}`);
  await pupil.getByRole("button", { name: "Publier", exact: true }).click();
  await pupil.getByRole("heading", { level: 1, name: `La mare en octobre ${width}` }).waitFor();

  await teacher.goto(address);
  await expectAccessible(teacher);
  await teacher.getByRole("link", { name: `La mare en octobre ${width}` }).first().click();
  await teacher.getByRole("button", { name: "Mettre à la une de la communauté" }).click();
  await teacher.getByRole("button", { name: "Retirer de la une de la communauté" }).waitFor();
  await expectAccessible(teacher);
  for (const part of ["/contenus", "/membres", "/demandes"]) {
    await teacher.goto(`${address}${part}`);
    await expectAccessible(teacher);
  }
  await teacher.goto(address);
  await teacher.getByRole("button", { name: "Archiver" }).click();
  await teacher.getByText("est archivée depuis").waitFor();
  await expectAccessible(teacher);
  await pupil.goto(address);
  expect(await pupil.getByRole("link", { name: "Publier dans la communauté" }).count()).toBe(0);
  expect(await pupil.getByRole("link", { name: `La mare en octobre ${width}` }).count()).toBeGreaterThan(0);
  const reader = await newReader(view);
  expect((await reader.goto(address))?.status()).toBe(404);
});
