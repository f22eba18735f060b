import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";
import { standing, writer } from "../support/writer.ts";

test("an author sees what changed between two versions and goes back to the first, losing neither", async () => {
  const server = await testServer();
  const { here, author, host, post, get } = await writer(server);
  const id = await server.world.article(author, here, { title: "La comète", body: "Elle est verte." });
  const { revision } = await standing(server, id);
  await post(`/contribuer/article/${id}`, { title: "La comète rouge", body: "Elle est rouge.", do: "publish", revision: String(revision) });

  const compared = await get(`/contribuer/article/${id}/versions/${revision + 1}`);
  expect(compared.text).toContain("<del>verte</del><ins>rouge</ins>");
  const restored = await post(`/contribuer/article/${id}/versions/${revision}`);

  expect(restored.status).toBe(303);
  expect(await standing(server, id)).toMatchObject({ title: "La comète", slug: "la-comete", revision: revision + 2, state: "published" });
  expect((await server.ask(host, "/articles/la-comete")).text).toContain("Elle est verte.");
  expect((await server.ask(host, "/articles/la-comete-rouge")).headers["location"]).toBe("/articles/la-comete");
  expect((await get(`/contribuer/article/${id}/versions`)).text.match(/Version \d/g)?.length).toBeGreaterThanOrEqual(3);
});

test("nobody reads or restores the versions of another's content", async () => {
  const server = await testServer();
  const { here, author } = await writer(server);
  const id = await server.world.article(author, here);
  const { revision } = await standing(server, id);
  const other = await writer(server);

  for (const answer of [await other.get(`/contribuer/article/${id}/versions`), await other.get(`/contribuer/article/${id}/versions/${revision}`), await other.post(`/contribuer/article/${id}/versions/${revision}`)]) {
    expect(answer.status).toBe(403);
  }
  expect((await standing(server, id)).revision).toBe(revision);
});
