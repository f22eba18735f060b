import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import { arrange } from "../../src/features/dossiers/arrange.ts";
import { listOutlineAnywhere } from "../../src/features/dossiers/list-outline.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { TestServer } from "../support/server.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("eure"), reachableServer("foehn")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
});

const mails = async (server: TestServer) => (await sql<{ to: string; subject: string; text: string }>`select recipient as to, subject, body_text as text from accounts.mails order by created_at`.execute(server.world.db)).rows;
const listings = async () => (await sql<{ title: string; state: string }>`select title, state from federation.listings order by at`.execute(b.world.db)).rows;
const titles = async (dossier: ContentId) => (await listOutlineAnywhere(a.world.db, dossier)).flatMap((section) => section.entries.map((entry) => entry.card?.title ?? null));

/** An article of B, looked up from A by its page, and put into a dossier of A. */
async function put(dossier: ContentId, title: string): Promise<{ original: ContentId; shown: ContentId; page: string }> {
  const original = await b.world.article(camille.viewer, there, { title });
  const slug = (await sql<{ slug: string }>`select slug from contents where id = ${original}`.execute(b.world.db)).rows[0]?.slug ?? "";
  const page = `/articles/${slug}`;
  expect(await lea.lookUp(`${originOf(b, there.slug)}${page}`)).toContain("/articles/");
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = ${title}`.execute(a.world.db)).rows[0]?.id;
  if (!shown) throw new Error("It wasn't brought here");
  expect((await addContent(a.world.as(lea.viewer), { dossier, content: shown, note: "" })).done).toBe(true);
  return { original, shown, page };
}

test("a content of another server stands in a dossier here: its author is told, sees it, and asks to be taken out, and the curator is told", async () => {
  const dossier = await a.world.dossier(lea.viewer, here, { title: "Lichens du monde" });
  const { original, shown, page } = await put(dossier, "Les lichens de Rouen");

  await eventually(listings, ([row]) => row?.title === "Lichens du monde" && row.state === "in", [a, b]);
  const [told] = await eventually(() => mails(b), (rows) => rows.some((row) => row.subject.includes("Lichens du monde")), [a, b]);
  expect(told?.text).toContain("Léa Le Goff a mis « Les lichens de Rouen » dans son dossier");
  const wire = JSON.parse((await a.ask(lea.host, `/ap/dossiers/${dossier}`, { headers: acceptsActivity })).text) as { orderedItems: string[] };
  expect(wire.orderedItems).toEqual([`${originOf(b, there.slug)}/ap/articles/${original}`]);

  expect((await b.ask(camille.host, page, { cookie: camille.cookie })).text).toContain("Demander à en sortir");
  expect((await b.ask(camille.host, page)).text).not.toContain("Lichens du monde");
  const uri = `${originOf(a, here.slug)}/ap/dossiers/${dossier}`;
  const stranger = await personOf(b, there, "Un autre");
  expect(await stranger.send(`/contenus/${original}/dossiers-ailleurs`, { dossier: uri, retour: page })).toBe(403);
  expect(await camille.send(`/contenus/${original}/dossiers-ailleurs`, { dossier: uri, retour: page })).toBe(303);

  await eventually(() => titles(dossier), (found) => found.length === 0, [a, b]);
  const [left] = await eventually(() => mails(a), (rows) => rows.some((row) => row.subject.includes("Lichens du monde")), [a, b]);
  expect(left?.text).toContain("Camille Roy a demandé que « Les lichens de Rouen » ne soit plus dans le dossier « Lichens du monde »");

  // Put in once more, it is refused without anybody having to say so again.
  expect((await addContent(a.world.as(lea.viewer), { dossier, content: shown, note: "" })).done).toBe(true);
  await eventually(() => titles(dossier), (found) => found.length === 0, [a, b]);
  expect((await mails(b)).filter((row) => row.subject.includes("Lichens du monde"))).toHaveLength(1);
});

test("what stands in a dossier elsewhere follows there: withdrawn it is shown as such, taken out its author sees it no more", async () => {
  const dossier = await a.world.dossier(lea.viewer, here, { title: "Mousses d'ailleurs" });
  const one = await put(dossier, "La mousse de Caen");
  const two = await put(dossier, "La mousse de Dieppe");
  await eventually(listings, (rows) => rows.filter((row) => row.title === "Mousses d'ailleurs").length === 2, [a, b]);

  await withdraw(b.world.as(camille.viewer), one.original);
  await eventually(() => titles(dossier), (found) => found.join() === ",La mousse de Dieppe", [a, b]);
  expect((await arrange(a.world.as(lea.viewer), dossier, { kind: "remove", content: two.shown })).done).toBe(true);
  await eventually(listings, (rows) => rows.filter((row) => row.title === "Mousses d'ailleurs").length === 1, [a, b]);
});
