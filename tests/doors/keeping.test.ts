import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { testServer, type TestServer } from "../support/server.ts";
import { standing, writer } from "../support/writer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});

const submission = () => crypto.randomUUID();

test("what is typed is kept on the server, offered on the next opening, compared, taken up and let go when saved", async () => {
  const { post, get } = await writer(server);
  const id = submission();
  const typed = { submission: id, title: "La comète", summary: "", body: "Elle est *verte*." };

  const kept = await post("/contribuer/garder/article", typed);
  expect(JSON.parse(kept.text)).toMatchObject({ kept: true });
  expect((await get("/contribuer/article")).text).toContain(`?reprendre=${id}`);
  expect((await get(`/contribuer/ecritures/${id}`)).text).toContain("verte");
  const resumed = await get(`/contribuer/article?reprendre=${id}`);
  expect(resumed.text).toContain("Elle est *verte*.");
  expect(resumed.text).toContain(`name="resumes" value="${id}"`);
  expect((await post("/contribuer/article", { ...typed, submission: submission(), resumes: id, do: "draft" })).status).toBe(303);

  expect((await get("/contribuer/article")).text).not.toContain("?reprendre=");
  expect((await post("/contribuer/garder/article", typed)).status).toBe(409);
});

test("two tabs keep two writings, and what is given up isn't offered again", async () => {
  const { post, get } = await writer(server);
  const [one, other] = [submission(), submission()];

  await post("/contribuer/garder/article", { submission: one, title: "Premier onglet", body: "a" });
  await post("/contribuer/garder/article", { submission: other, title: "Second onglet", body: "b" });
  const opened = await get("/contribuer/article");
  expect(opened.text).toContain("Premier onglet");
  expect(opened.text).toContain("Second onglet");
  await post(`/contribuer/ecritures/${one}/abandonner`);

  const again = await get("/contribuer/article");
  expect(again.text).not.toContain("Premier onglet");
  expect(again.text).toContain("Second onglet");
});

test("nobody reads, overwrites or drops what another is writing", async () => {
  const owner = await writer(server);
  const other = await writer(server);
  const id = submission();
  await owner.post("/contribuer/garder/article", { submission: id, title: "Secret", body: "Rien qu’à moi." });

  for (const answer of [await other.get(`/contribuer/ecritures/${id}`), await other.post(`/contribuer/ecritures/${id}/abandonner`)]) expect(answer.status).toBe(404);
  expect((await other.get(`/contribuer/article?reprendre=${id}`)).text).not.toContain("Rien qu’à moi.");
  expect((await other.post("/contribuer/garder/article", { submission: id, title: "Volé", body: "x" })).status).toBe(409);
  expect((await owner.get(`/contribuer/ecritures/${id}`)).text).toContain("Rien qu’à moi.");
});

test("a form sent after the session ended comes back whole, and is saved once logged in again", async () => {
  const { post, host } = await writer(server);
  const form = { submission: submission(), title: "Titre tapé", body: "Un long texte.", do: "draft" };

  const held = await server.ask(host, "/contribuer/article", { method: "POST", form });
  expect(held.status).toBe(401);
  expect(held.text).toContain(`name="body" value="Un long texte."`);
  expect(held.text).toContain("Connectez-vous dans un autre onglet");

  expect((await post("/contribuer/article", form)).status).toBe(303);
});

/** Two authors who opened the same version: the second to save finds what the first wrote. */
async function two() {
  const first = await writer(server);
  const id = await server.world.article(first.author, first.here, { title: "La comète", body: "Un.\n\nDeux.\n\nTrois.", tags: ["ciel"] });
  const { revision } = await standing(server, id);
  const mate = await server.world.member(first.here, { name: "Camille Petit" });
  await sql`insert into content_authors (content_id, member_id, position) values (${id}, ${mate.id}, 1)`.execute(server.world.db);
  const cookie = await server.logIn(await server.world.account(mate), "une phrase assez longue", first.host);
  const mateDoes = (form: Record<string, string>) => server.ask(first.host, `/contribuer/article/${id}`, { method: "POST", cookie, form });
  return { first, id, revision: String(revision), mate, cookie, mateDoes };
}

test("saving over a newer version shows both, puts together what doesn't clash, and lets one choose the rest", async () => {
  const { first, id, revision, mateDoes } = await two();
  await mateDoes({ title: "La comète", tags: "ciel, nuit", body: "Un à elle.\n\nDeux.\n\nTrois.\n\nQuatre.", do: "publish", revision });
  const mine = { title: "Ma comète", tags: "ciel", body: "Un à moi.\n\nDeux.\n\nTrois.", genre: "report", revision };

  const parted = await first.post(`/contribuer/article/${id}`, { ...mine, do: "publish" });
  expect(parted.status).toBe(409);
  expect(parted.text).toContain("Camille Petit");
  expect(parted.text).toContain("<ins>moi</ins>");
  expect(parted.text).toContain("<del>elle</del>");
  expect(parted.text).toContain(`name="choice_0"`);
  expect(parted.text).not.toContain(`name="choice_1"`);
  const current = String((await standing(server, id)).revision);
  const settled = await first.post(`/contribuer/article/${id}`, { ...mine, do: "merge", merged: current, choice_0: "both" });
  expect(settled.text).toContain("Un à moi.\n\nUn à elle.\n\nDeux.\n\nTrois.\n\nQuatre.");
  expect(settled.text).toContain(`name="revision" value="${current}"`);
  expect(settled.text).toContain(`value="ciel, nuit"`);

  expect((await first.post(`/contribuer/article/${id}`, { ...mine, body: "Réunis.", do: "publish", revision: current })).status).toBe(303);
  expect(await standing(server, id)).toMatchObject({ title: "Ma comète", revision: Number(current) + 1 });
});

test("whoever writes is told that somebody else is writing, and that somebody has saved", async () => {
  const { first, id, revision, mateDoes, cookie } = await two();
  await server.ask(first.host, `/contribuer/garder/article/${id}`, { method: "POST", cookie, form: { submission: submission(), title: "La comète", body: "En cours.", revision } });

  expect((await first.get(`/contribuer/article/${id}`)).text).toContain("Camille Petit écrit aussi");
  await mateDoes({ title: "La comète", body: "Autre.", do: "publish", revision });
  const answer = JSON.parse((await first.post(`/contribuer/garder/article/${id}`, { submission: submission(), title: "x", body: "y", revision })).text) as { newer: string };

  expect(answer.newer).toContain("pendant que vous écriviez");
});

test("going back to a version brings back its tags, its genre, its dates and its place", async () => {
  const { here, author, post } = await writer(server);
  const { db } = server.world;
  const article = await server.world.article(author, here, { title: "Genre", tags: ["Avant"], themes: ["physique"] });
  const event = await server.world.event(author, here, { title: "Dates", input: { placeName: "La Casemate", tags: ["Jour"], pricing: "free" } });
  const place = async () => (await sql<{ place_name: string; sessions: unknown; pricing: string; times: number }>`select place_name, sessions, pricing, (select count(*)::int from occurrences where event_id = content_id) as times from events where content_id = ${event}`.execute(db)).rows[0];
  const before = await place();
  await post(`/contribuer/article/${article}`, { title: "Genre", body: "Autre.", tags: "Après", genre: "interview", do: "publish" });
  const elsewhere = eventInput.parse({ title: "Dates", body: fromMarkdown("Ailleurs."), sessions: [{ kind: "slot", start: "2030-01-05T10:00", end: "2030-01-05T11:00" }], placeName: "Autre lieu", pricing: "paid" });
  expect(await writeEvent(server.world.as(author), { content: event, moderation: "after" }, elsewhere, { intent: "publish", publishAt: null, submission: null, revision: null })).toMatchObject({ done: true });
  const changed = await place();
  expect(changed).not.toEqual(before);

  expect((await post(`/contribuer/article/${article}/versions/1`)).status).toBe(303);
  expect((await post(`/contribuer/evenement/${event}/versions/1`)).status).toBe(303);

  const { rows } = await sql<{ genre: string; tags: string[] }>`select genre, array(select label from content_tags where content_id = id order by position) as tags from contents where id = ${article}`.execute(db);
  expect(rows[0]).toEqual({ genre: "news", tags: ["Avant"] });
  expect(await place()).toEqual(before);
});
