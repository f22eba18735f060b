import { expect, test } from "vitest";
import { sql } from "kysely";
import { testServer, until } from "../support/server.ts";

test("a page kept in memory is made again within a second of a change, and an old address redirects", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const email = await world.account(author);
  await server.reload();
  const host = server.hostOf(here.slug);
  expect((await server.ask(host, "/articles")).text).not.toContain("Une comète passe");
  expect((await server.ask(host, "/articles")).headers["etag"]).toBeDefined();

  const cookie = await server.logIn(email, "une phrase assez longue", host);
  const form = { title: "Une comète passe", summary: "Elle revient.", body: "Du **texte**.", tags: "comètes, nuit", do: "publish", submission: crypto.randomUUID(), revision: "" };
  const sent = await Promise.all([1, 2, 3].map(() => server.ask(host, "/contribuer/article", { method: "POST", form, cookie })));

  expect(sent.map((answer) => answer.status)).toEqual([303, 303, 303]);
  expect(new Set(sent.map((answer) => answer.headers["location"])).size).toBe(1);
  await until(async () => (await server.ask(host, "/articles")).text.includes("Une comète passe"));
  const { rows } = await sql<{ id: string; revision: number }>`select id, revision from contents where title = 'Une comète passe'`.execute(world.db);
  expect(rows).toHaveLength(1);

  const renamed = await server.ask(host, `/contribuer/article/${rows[0]?.id}`, { method: "POST", cookie, form: { ...form, title: "La comète est passée", revision: String(rows[0]?.revision), submission: crypto.randomUUID() } });
  expect(renamed.status).toBe(303);
  expect(renamed.headers["location"]).toBe("/articles/la-comete-est-passee");
  const old = await server.ask(host, "/articles/une-comete-passe");
  expect([old.status, old.headers["location"]]).toEqual([301, "/articles/la-comete-est-passee"]);
});

test("a fault is said at its field and keeps what was typed", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const cookie = await (async () => server.logIn(await world.account(author), "une phrase assez longue"))();
  await server.reload();

  const answer = await server.ask(server.portal, "/contribuer/evenement", { method: "POST", cookie, form: { title: "", summary: "Un résumé à garder", body: "Du texte à garder", do: "publish", s_date: "2026-12-02", s_start: "16:00", s_end: "14:00", s_endDate: "", s_repeat: "", s_until: "", s_except: "", commune: "Grenoble", type: "workshop", pricing: "free", status: "on" } });

  expect(answer.status).toBe(422);
  expect(answer.text).toContain("Ce champ est nécessaire.");
  expect(answer.text).toContain("La fin vient avant le début.");
  expect(answer.text).toContain("Un résumé à garder");
  expect(answer.text).toContain("Du texte à garder");
});
