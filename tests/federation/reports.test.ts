import { existsSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { TestServer } from "../support/server.ts";
import { otherServer, post } from "./other-server.ts";
import { eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille, anima, animb] = [] as unknown as [Person, Person, Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("indre"), reachableServer("joran")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
  [anima, animb] = await Promise.all([animatorOf(a, here, "Ana"), animatorOf(b, there, "Bea")]);
});

async function animatorOf(server: TestServer, territory: Territory, name: string): Promise<Person> {
  const person = await personOf(server, territory, name);
  await sql`insert into animators (territory_id, member_id) values (${territory.id}, ${person.viewer.id})`.execute(server.world.db);
  return person;
}

const queue = (server: TestServer, by: Person, more = "") => server.ask(by.host, `/animation/signalements${more}`, { cookie: by.cookie }).then((answer) => answer.text);
const mails = async (server: TestServer, to: Person) => (await sql<{ subject: string; text: string }>`select subject, body_text as text from accounts.mails where recipient = ${`${to.viewer.handle}@example.org`} order by created_at`.execute(server.world.db)).rows;
const openOnes = async (server: TestServer) => (await sql<{ n: number }>`select count(*)::int as n from reports where state = 'open'`.execute(server.world.db)).rows[0]?.n;

test("a content of another server is reported here: its own moderators are told by the territory, without the name of who reported", async () => {
  const original = await b.world.article(camille.viewer, there, { title: "La Terre est plate" });
  await lea.lookUp(`${originOf(b, there.slug)}/ap/articles/${original}`);
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = 'La Terre est plate'`.execute(a.world.db)).rows[0]?.id ?? "";
  const asked = await a.ask(lea.host, `/signaler?contenu=${shown}&retour=/`, { cookie: lea.cookie });
  expect(asked.text).toContain(`Prévenir aussi l’équipe de ${new URL(originOf(b, there.slug)).host}`);
  expect(await lea.send("/signaler", { contenu: shown, raison: "", retour: "/" })).toBe(422);
  expect(await lea.send("/signaler", { contenu: shown, raison: "C’est faux, et de la publicité.", transmettre: "1", retour: "/" })).toBe(200);
  expect(await lea.send("/signaler", { contenu: shown, raison: "Encore.", transmettre: "1", retour: "/" })).toBe(200);

  expect(await queue(a, anima)).toContain("La Terre est plate");
  expect(await queue(a, anima)).toContain("Léa Le Goff");
  const text = await eventually(() => queue(b, animb), (page) => page.includes("La Terre est plate"), [a, b]);
  expect(text).toContain("C’est faux, et de la publicité.");
  expect(text).toContain(`Serveur ${new URL(originOf(a, here.slug)).host}`);
  expect(text).not.toContain("Encore.");
  expect([await openOnes(a), await openOnes(b)]).toEqual([1, 1]);
  const { rows } = await sql<{ body: string }>`select body from federation.activities where type = 'Flag'`.execute(a.world.db);
  expect(rows).toHaveLength(1);
  const said = JSON.parse(rows[0]?.body ?? "{}") as Record<string, unknown>;
  expect(said).toMatchObject({ actor: `${originOf(a, here.slug)}/ap/actor`, object: [`${originOf(b, there.slug)}/ap/members/${camille.viewer.id}`, `${originOf(b, there.slug)}/ap/articles/${original}`] });
  expect(rows[0]?.body).not.toContain(lea.viewer.id);
  // Nothing happened to it, and its author, who may not read the queue, isn't told.
  expect((await sql<{ state: string }>`select state from contents where id = ${original}`.execute(b.world.db)).rows).toEqual([{ state: "published" }]);
  expect((await b.ask(camille.host, "/animation/signalements", { cookie: camille.cookie })).status).toBe(403);

  const id = (await sql<{ id: string }>`select id from reports`.execute(b.world.db)).rows[0]?.id ?? "";
  expect(await camille.send(`/animation/signalements/${id}`, { note: "" })).toBe(403);
  expect(await animb.send(`/animation/signalements/${id}`, { note: "Retiré." })).toBe(303);
  expect(await queue(b, animb)).not.toContain("La Terre est plate");
  expect(await queue(b, animb, "?etat=traites")).toContain("Retiré.");
  const own = (await sql<{ id: string }>`select id from reports`.execute(a.world.db)).rows[0]?.id ?? "";
  expect(await anima.send(`/animation/signalements/${own}`, { note: "Nous ne le montrons plus." })).toBe(303);
  expect((await mails(a, lea)).map((mail) => mail.text).join()).toContain("Nous ne le montrons plus.");
});

test("a comment and a person of another server are reported to the animators of where they speak, and told there only if one wishes", async () => {
  const article = await a.world.article(lea.viewer, here, { title: "Ce que chante le merle" });
  const path = await camille.lookUp(`${originOf(a, here.slug)}/ap/articles/${article}`);
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = 'Ce que chante le merle'`.execute(b.world.db)).rows[0]?.id;
  if (!shown) throw new Error(path);
  await addComment(b.world.as(camille.viewer), { content: shown, parent: null, body: fromMarkdown("Achetez mes pilules."), submission: null });
  const comment = await eventually(async () => (await sql<{ id: string }>`select id from comments where content_id = ${article}`.execute(a.world.db)).rows[0]?.id, (id) => id !== undefined, [a, b]);
  const standIn = await standInOf(a, "Camille Roy");

  const before = await openOnes(b);
  expect(await lea.send("/signaler", { commentaire: comment ?? "", raison: "Publicité.", retour: "/" })).toBe(200);
  expect(await queue(a, anima)).toContain("Achetez mes pilules.");
  expect(await lea.send("/signaler", { membre: standIn, raison: "Ne fait que de la publicité.", transmettre: "1", retour: "/" })).toBe(200);
  await eventually(() => openOnes(b), (n) => n === Number(before) + 1, [a, b]);
  const text = await queue(b, animb);
  expect(text).toContain("Ne fait que de la publicité.");
  expect(text).toContain("Camille Roy");
  expect(text).not.toContain("Achetez mes pilules.");
});

test("reports of other makes are read as they were recorded", async () => {
  const lemmy = await otherServer("lemmy");
  const author = await lemmy.person("instance", { type: "Application" });
  const article = await b.world.article(camille.viewer, there, { title: "Vu de Lemmy" });
  const uri = `${originOf(b, there.slug)}/ap/articles/${article}`;
  const recording = (path: string): Record<string, unknown> => {
    const file = `../shared/data/federation/${path}`;
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    console.info(`${path} isn't here: a form of it is posted.`);
    return { "@context": "https://www.w3.org/ns/activitystreams", type: "Flag", content: "report this post" };
  };
  const before = Number(await openOnes(b));
  for (const [index, path] of ["lemmy/lemmy-testsuite/activities.community.report_page.json", "mbin/lemmy-testsuite/activities.flag.json"].entries()) {
    const by = index === 0 ? author : await (await otherServer("mbin")).person("instance", { type: "Application" });
    const said = { ...recording(path), id: `${by.id}/flags/1`, actor: by.id, object: index === 0 ? uri : [`${originOf(b, there.slug)}/ap/members/${camille.viewer.id}`, uri] };
    expect((await post(b, camille.host, said, by)).status, path).toBe(202);
    await eventually(() => openOnes(b), (n) => n === before + index + 1, [b]);
  }
  expect(await queue(b, animb)).toContain("Vu de Lemmy");
});
