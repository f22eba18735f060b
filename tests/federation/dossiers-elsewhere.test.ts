import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import { arrange, type Arrangement } from "../../src/features/dossiers/arrange.ts";
import { listOutlineAnywhere } from "../../src/features/dossiers/list-outline.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId, SectionId } from "../../src/platform/ids.ts";
import type { TestServer } from "../support/server.ts";
import { eventually, originOf, personOf, reachableServer, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("mistral"), reachableServer("noroit")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
});

const titles = async (server: TestServer, dossier: ContentId) => (await listOutlineAnywhere(server.world.db, dossier)).flatMap((section) => section.entries.map((entry) => entry.card?.title ?? null));
const put = async (dossier: ContentId, content: ContentId) => expect((await addContent(b.world.as(camille.viewer), { dossier, content, note: "" })).done).toBe(true);
const mails = async (server: TestServer, to: Person) => (await sql<{ subject: string }>`select subject from accounts.mails where recipient = ${`${to.viewer.handle}@example.org`} order by created_at`.execute(server.world.db)).rows.map((row) => row.subject);
const suggestions = async (server: TestServer, dossier: ContentId) => (await sql<{ id: string; state: string; word: string; name: string; title: string }>`select s.id, s.state, s.word, m.name, c.title from dossier_suggestions s join members m on m.id = s.member_id join contents c on c.id = s.content_id where s.dossier_id = ${dossier} order by s.at`.execute(server.world.db)).rows;

/** A dossier of B looked up from A: where it shows there. */
async function seen(title: string, contributions: "open" | "suggested" | "closed", contents: readonly ContentId[] = []): Promise<{ original: ContentId; shown: ContentId; path: string }> {
  const original = await b.world.dossier(camille.viewer, there, { title, contributions });
  for (const content of contents) await put(original, content);
  const path = new URL(await lea.lookUp(`${originOf(b, there.slug)}/ap/dossiers/${original}`), "http://x").pathname;
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = ${title}`.execute(a.world.db)).rows[0]?.id;
  if (!shown) throw new Error(`It wasn't brought here: ${path}`);
  return { original, shown, path };
}

test("a dossier of another server is one here, with what it holds in its order; followed, its changes come", async () => {
  const [one, two, three] = [await b.world.article(camille.viewer, there, { title: "Un lichen" }), await b.world.event(camille.viewer, there, { title: "Deux lichens" }), await b.world.article(camille.viewer, there, { title: "Trois lichens" })];
  const { original, shown, path } = await seen("Lichens de Rouen", "closed", [two, one]);
  expect(path).toMatch(/^\/dossiers\//);
  expect(await titles(a, shown)).toEqual(["Deux lichens", "Un lichen"]);
  const page = await a.ask(a.portal, path);
  expect([page.status, page.text.includes("Deux lichens")]).toEqual([200, true]);

  expect(await lea.send("/suivre", { kind: "dossier", target: shown, suivre: "1", retour: "/" })).toBe(303);
  await eventually(async () => (await sql<{ state: string }>`select state from federation.following`.execute(a.world.db)).rows, ([row]) => row?.state === "accepted", [a, b]);
  const { rows } = await sql<{ body: string }>`select body from federation.activities where type = 'Follow'`.execute(a.world.db);
  expect(rows.map(({ body }) => (JSON.parse(body) as { actor: string }).actor)).toEqual([`${originOf(a, here.slug)}/ap/actor`]);

  await put(original, three);
  await eventually(() => titles(a, shown), (found) => found.join() === "Deux lichens,Un lichen,Trois lichens", [a, b]);
  expect((await arrange(b.world.as(camille.viewer), original, { kind: "move", content: three, move: { kind: "before", section: null, before: two } })).done).toBe(true);
  await eventually(() => titles(a, shown), (found) => found.join() === "Trois lichens,Deux lichens,Un lichen", [a, b]);
  expect((await arrange(b.world.as(camille.viewer), original, { kind: "remove", content: two })).done).toBe(true);
  await eventually(() => titles(a, shown), (found) => found.join() === "Trois lichens,Un lichen", [a, b]);
  // A tells nobody that its own copy changed.
  expect((await sql`select from federation.activities where type in ('Add', 'Remove', 'Update', 'Create')`.execute(a.world.db)).rows).toEqual([]);

  expect(await lea.send("/suivre", { kind: "dossier", target: shown, suivre: "0", retour: "/" })).toBe(303);
  await eventually(async () => (await sql`select from federation.followers`.execute(b.world.db)).rows.length, (n) => n === 0, [a, b]);
});

test("a dossier kept elsewhere keeps its headings and what stands under each, and what its curator makes of them comes over", async () => {
  const contents = await Promise.all(["Avant tout", "Sur la pierre", "Sur le bois", "Sur la pierre aussi"].map((title) => b.world.article(camille.viewer, there, { title })));
  const [first, stone, wood, stoneToo] = contents as [ContentId, ContentId, ContentId, ContentId];
  const original = await b.world.dossier(camille.viewer, there, { title: "Où poussent les lichens" });
  const act = async (arrangement: Arrangement) => expect((await arrange(b.world.as(camille.viewer), original, arrangement)).done).toBe(true);
  const section = async (title: string) => (await listOutlineAnywhere(b.world.db, original)).find((each) => each.title === title)?.id ?? null;
  for (const each of contents) await put(original, each);
  for (const title of ["Les pierres", "Les arbres"]) await act({ kind: "add-section", title });
  const under = async (content: ContentId, title: string) => act({ kind: "move", content, move: { kind: "before", section: await section(title), before: null } });
  for (const [content, title] of [[wood, "Les arbres"], [stone, "Les pierres"], [stoneToo, "Les pierres"]] as const) await under(content, title);
  // An entry that nobody may read any more has no place on the wire, and moves no other under another heading.
  await withdraw(b.world.as(camille.viewer), stone);

  const path = new URL(await lea.lookUp(`${originOf(b, there.slug)}/ap/dossiers/${original}`), "http://x").pathname;
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = 'Où poussent les lichens'`.execute(a.world.db)).rows[0]?.id;
  if (!shown) throw new Error("It wasn't brought here");
  const outline = async () => (await listOutlineAnywhere(a.world.db, shown)).map((each) => `${each.title}: ${each.entries.map((entry) => entry.card?.title).join(", ")}`);
  expect(await outline()).toEqual([": Avant tout", "Les pierres: Sur la pierre aussi", "Les arbres: Sur le bois"]);
  expect((await a.ask(a.portal, path)).text).toMatch(/Avant tout[\s\S]*Les pierres[\s\S]*Sur la pierre aussi[\s\S]*Les arbres[\s\S]*Sur le bois/);

  await lea.send("/suivre", { kind: "dossier", target: shown, suivre: "1", retour: "/" });
  await eventually(async () => (await sql`select from federation.following where state = 'accepted'`.execute(a.world.db)).rows.length, (n) => n > 0, [a, b]);
  const trees = await section("Les arbres");
  await act({ kind: "rename-section", section: trees as SectionId, title: "Les écorces", revision: null });
  await eventually(outline, (found) => found.join() === ": Avant tout,Les pierres: Sur la pierre aussi,Les écorces: Sur le bois", [a, b]);
  await act({ kind: "move-section", section: trees as SectionId, by: -1 });
  await eventually(outline, (found) => found.join() === ": Avant tout,Les écorces: Sur le bois,Les pierres: Sur la pierre aussi", [a, b]);
  await under(first, "Les pierres");
  await eventually(outline, (found) => found.join() === ": ,Les écorces: Sur le bois,Les pierres: Sur la pierre aussi, Avant tout", [a, b]);
  await act({ kind: "remove-section", section: trees as SectionId });
  await eventually(outline, (found) => found.join() === ": Sur le bois,Les pierres: Sur la pierre aussi, Avant tout", [a, b]);
});

test("a content is proposed to a dossier kept elsewhere: its curator answers there, and who proposed is told here", async () => {
  const { original, shown, path } = await seen("Mousses à compléter", "suggested");
  const [kept, refused] = [await a.world.article(lea.viewer, here, { title: "La mousse d’ici" }), await a.world.article(lea.viewer, here, { title: "Pas une mousse" })];
  expect((await a.ask(a.portal, path)).text).toContain("Proposer");
  await sql`update members set locale = 'en' where id = ${camille.viewer.id}`.execute(b.world.db);
  for (const content of [kept, refused]) expect(await lea.send(`/dossiers/${shown}/ajouter`, { content, note: "Elle manque.", retour: path })).toBe(303);
  const waiting = await eventually(() => suggestions(b, original), (rows) => rows.length === 2, [a, b]);
  expect(waiting.map(({ state, word, name }) => [state, word, name])).toEqual([["waiting", "Elle manque.", "Léa Le Goff"], ["waiting", "Elle manque.", "Léa Le Goff"]]);
  expect(await titles(b, original)).toEqual([]);
  // Each in their language.
  expect((await mails(b, camille)).filter((subject) => subject.includes("Mousses à compléter"))).toEqual(["A suggestion for the dossier Mousses à compléter"]);
  await sql`update members set locale = 'fr' where id = ${camille.viewer.id}`.execute(b.world.db);

  const [yes, no] = [waiting.find((row) => row.title === "La mousse d’ici")?.id ?? "", waiting.find((row) => row.title === "Pas une mousse")?.id ?? ""];
  const stranger = await personOf(b, there, "Un autre");
  expect(await stranger.send(`/dossiers/propositions/${yes}/accepter`, { reponse: "" })).toBe(404);
  expect([await camille.send(`/dossiers/propositions/${yes}/accepter`, { reponse: "" }), await camille.send(`/dossiers/propositions/${no}/refuser`, { reponse: "Hors sujet." })]).toEqual([303, 303]);
  expect(await titles(b, original)).toEqual(["La mousse d’ici"]);
  const settled = await eventually(() => suggestions(a, shown), (rows) => rows.every((row) => row.state !== "waiting"), [a, b]);
  expect(Object.fromEntries(settled.map((row) => [row.title, row.state]))).toEqual({ "La mousse d’ici": "accepted", "Pas une mousse": "refused" });
  await eventually(() => mails(a, lea), (rows) => rows.filter((subject) => subject.includes("Mousses à compléter")).length >= 2, [a, b]);
});

test("to an open dossier it is put in at once, and to a closed one it can't be proposed", async () => {
  const { original, shown, path } = await seen("Ouvert à toutes les mousses", "open");
  const content = await a.world.article(lea.viewer, here, { title: "La mousse ouverte" });
  await lea.send(`/dossiers/${shown}/ajouter`, { content, note: "", retour: path });
  await eventually(() => titles(b, original), (found) => found.join() === "La mousse ouverte", [a, b]);
  await eventually(() => suggestions(a, shown), ([row]) => row?.state === "accepted", [a, b]);
  const closed = await seen("Fermé", "closed");
  expect(await lea.send(`/dossiers/${closed.shown}/ajouter`, { content, note: "", retour: path })).toBe(403);
});
