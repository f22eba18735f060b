import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

test("what is of a territory that this process hasn't heard of yet is shown all the same", async () => {
  const server = await testServer();
  const { world } = server;
  await world.territory();
  await server.reload();
  const opened = await world.territory();
  const author = await world.member(opened, { name: "Aline Neuve" });
  await world.article(author, opened, { title: "Le premier article d’ici" });

  const page = await server.ask(server.portal, "/articles");

  expect(page.status).toBe(200);
  expect(page.text).toContain("Le premier article d’ici");
  expect(page.text).toContain(opened.name);
});
