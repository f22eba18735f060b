import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer, type TestServer } from "../support/server.ts";

const password = "une phrase assez longue";

async function writer(server: TestServer, more: { moderation?: "after" | "before" } = {}) {
  const { world } = server;
  const here = await world.territory(more);
  const author = await world.member(here);
  const email = await world.account(author);
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(email, password, host);
  const post = (path: string, form: Record<string, string | string[]> = {}) => server.ask(host, path, { method: "POST", cookie, form });
  return { here, author, host, post, get: (path: string) => server.ask(host, path, { cookie }) };
}

async function standing(server: TestServer, id: string) {
  const { rows } = await sql<{ state: string; slug: string; title: string; revision: number }>`select state, slug, title, revision from contents where id = ${id}`.execute(server.world.db);
  const [row] = rows;
  if (!row) throw new Error("No such content");
  return row;
}

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
