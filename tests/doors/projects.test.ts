import { sql } from "kysely";
import { expect, test } from "vitest";
import { eraseMember } from "../../src/features/erasure/erase-member.ts";
import { addUpdate } from "../../src/features/projects/add-update.ts";
import { inTransaction } from "../../src/platform/database.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { testServer } from "../support/server.ts";

const password = "une phrase assez longue";

async function aProject() {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const [author, mate, stranger] = [await world.member(here, { name: "Ada Auteure" }), await world.member(here, { name: "Max Mate" }), await world.member(here)];
  const project = await world.project(author, here, { title: "Sentier des glaciers", input: { stage: "running", funding: "Région", communeCode: "38185" } });
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookies = new Map<string, string>();
  for (const member of [author, mate, stranger]) cookies.set(member.id, await server.logIn(await world.account(member), password, host));
  const ask = (path: string, who?: { readonly id: string }, form?: Record<string, string>) => server.ask(host, path, { ...(who ? { cookie: cookies.get(who.id) ?? "" } : {}), ...(form ? { method: "POST" as const, form } : {}) });
  return { server, world, here, host, author, mate, stranger, project, ask };
}

test("a project shows its stage, and its team once they accept; whoever declines is never named", async () => {
  const { author, mate, stranger, project, ask } = await aProject();
  expect((await ask(`/projets/${project}/equipe`, stranger, { identifiant: mate.handle })).status).toBe(403);
  expect((await ask(`/projets/${project}/equipe`, author, { identifiant: "personne-de-ce-nom" })).status).toBe(422);
  expect((await ask(`/projets/${project}/equipe`, author, { identifiant: `@${mate.handle}`, role: "Graphisme" })).status).toBe(303);

  for (const path of ["/projets/sentier-des-glaciers", "/api/v1/projects/sentier-des-glaciers"]) expect((await ask(path)).text, path).not.toContain("Max Mate");
  expect((await ask("/mon-espace", mate)).text).toContain("Sentier des glaciers");
  expect((await ask(`/projets/${project}/equipe/repondre`, stranger, { accepter: "1" })).status).toBe(403);
  expect((await ask(`/projets/${project}/equipe/repondre`, mate, { accepter: "1" })).status).toBe(303);
  const page = (await ask("/projets/sentier-des-glaciers")).text;
  for (const words of ["Max Mate", "Graphisme", "En cours", "Région"]) expect(page).toContain(words);
  expect((await ask(`/projets/${project}/equipe/repondre`, mate, { accepter: "0" })).status).toBe(303);
  expect((await ask("/projets/sentier-des-glaciers")).text).not.toContain("Max Mate");
});

test("the team keeps its logbook, with a feed of its own that followers read; a stranger writes nothing in it", async () => {
  const { author, mate, stranger, project, ask, world } = await aProject();
  await ask(`/projets/${project}/equipe`, author, { identifiant: mate.handle });
  expect((await ask(`/projets/${project}/journal`, mate, { update: "Trop tôt." })).status).toBe(403);
  await ask(`/projets/${project}/equipe/repondre`, mate, { accepter: "1" });
  await ask("/suivre", stranger, { kind: "project", target: project, retour: "/projets" });
  const submission = crypto.randomUUID();
  for (const _time of [1, 2]) expect((await ask(`/projets/${project}/journal`, mate, { update: "Le **jalon** est posé. <script>alert(1)</script>", submission })).status).toBe(303);
  expect((await ask(`/projets/${project}/journal`, stranger, { update: "Faux." })).status).toBe(403);
  expect((await ask(`/projets/${project}/journal`, mate, { update: "  " })).status).toBe(422);

  const page = (await ask("/projets/sentier-des-glaciers")).text;
  expect([page.match(/<strong>jalon<\/strong>/g)?.length, page.includes("<script>alert")]).toEqual([1, false]);
  for (const suffix of ["atom", "rss", "json"]) expect((await ask(`/projets/sentier-des-glaciers/journal.${suffix}`)).text, suffix).toContain("jalon");
  expect((await ask("/projets/absent/journal.atom")).status).toBe(404);
  expect((await ask("/mon-espace", stranger)).text).toContain("Sentier des glaciers");

  const { rows } = await sql<{ id: string }>`select id from project_updates where project_id = ${project}`.execute(world.db);
  expect((await ask(`/projets/${project}/journal/${rows[0]?.id}/retirer`, stranger, {})).status).toBe(403);
  expect((await ask(`/projets/${project}/journal/${rows[0]?.id}/retirer`, mate, {})).status).toBe(303);
  expect((await ask("/projets/sentier-des-glaciers")).text).not.toContain("jalon");
});

test("its open announcements say what it looks for, in every output; a draft's is nobody's", async () => {
  const { author, stranger, project, ask, world, here, host } = await aProject();
  await world.announcement(author, here, { title: "Cherche cordée" });
  await world.announcement(author, here, { title: "Place pourvue", input: { deadline: "2021-03-04" } });
  await world.article(author, here, { title: "Pas encore", intent: "draft" });
  const attach = (address: string, who = author) => ask(`/projets/${project}/contenus`, who, { adresse: `http://${host}${address}` });
  expect((await attach("/annonces/cherche-cordee", stranger)).status).toBe(403);
  for (const address of ["/annonces/cherche-cordee", "/annonces/place-pourvue"]) expect((await attach(address)).status).toBe(303);
  for (const address of ["/articles/pas-encore", "/articles/absent", "/projets/sentier-des-glaciers"]) expect((await attach(address)).status, address).toBe(422);

  const page = (await ask("/projets/sentier-des-glaciers")).text;
  expect(page.indexOf("Cherche cordée")).toBeLessThan(page.indexOf("Place pourvue"));
  for (const path of ["/projets", "/projets?etape=running", "/projets?cherche=1", "/projets.rss", "/projets.atom", "/projets.json", "/projets.csv", "/recherche?q=glaciers", "/sitemap/contenus-1.xml", "/api/v1/projects"]) expect((await ask(path)).text, path).toMatch(/Sentier des glaciers|sentier-des-glaciers/);
  expect((await ask("/projets?etape=idea")).text).not.toContain("Sentier des glaciers");
  const { data } = JSON.parse((await ask(`/api/v1/projects/${project}`)).text) as { data: { project: { needs: { title: string }[]; stage: string } } };
  expect([data.project.stage, data.project.needs.map((each) => each.title)]).toEqual(["running", ["Cherche cordée"]]);
});

test("a project that isn't public hides its team, its logbook and its address; one who leaves takes their name along", async () => {
  const { world, here, author, mate, ask, project } = await aProject();
  const hidden = await world.project(author, here, { title: "Secret de névé", intent: "draft" });
  await addUpdate(world.as(author), hidden, { body: fromMarkdown("Chut."), picture: null, submission: null });
  for (const path of ["/projets/secret-de-neve", "/projets/secret-de-neve/journal.atom", "/projets/secret-de-neve/equipe", `/api/v1/projects/${hidden}`]) expect((await ask(path, mate)).status, path).toBe(404);
  expect((await ask(`/projets/${hidden}/journal`, mate, { update: "Vu." })).status).toBe(404);

  await ask(`/projets/${project}/equipe`, author, { identifiant: mate.handle });
  await ask(`/projets/${project}/equipe/repondre`, mate, { accepter: "1" });
  await addUpdate(world.as(mate), project, { body: fromMarkdown("Un pas de plus."), picture: null, submission: null });
  await inTransaction(world.db, (tx) => eraseMember(tx, mate.id, "keep"));
  const page = (await ask("/projets/sentier-des-glaciers")).text;
  expect([page.includes("Un pas de plus"), page.includes("Max Mate")]).toEqual([true, false]);
});
