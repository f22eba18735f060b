import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { editComment } from "../../src/features/comments/edit-comment.ts";
import { withdrawComment } from "../../src/features/comments/withdraw-comment.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { publishAgain, withdraw } from "../../src/features/contents/change-state.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { like } from "../../src/features/likes/like.ts";
import { relayContent, undoRelay } from "../../src/features/relays/relay-content.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { TestServer } from "../support/server.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("aber"), reachableServer("bise")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
});

const counted = async (server: TestServer, table: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(server.world.db)).rows[0]?.n ?? -1;

test("a member finds somebody of another server by name, follows them, and is followed no more when they stop", async () => {
  expect(await lea.lookUp(`@${camille.viewer.handle}@${camille.host}`)).toBe(`/membres/${camille.viewer.handle}%40${encodeURIComponent(camille.host)}`);
  const standIn = await standInOf(a, "Camille Roy");
  await follow(a.world.as(lea.viewer), { kind: "member", target: standIn }, true);
  await eventually(() => counted(b, "federation.followers"), (n) => n === 1, [a, b]);
  await eventually(() => counted(a, "federation.following where state = 'accepted'"), (n) => n === 1, [a, b]);

  await follow(a.world.as(lea.viewer), { kind: "member", target: standIn }, false);
  await eventually(() => counted(b, "federation.followers"), (n) => n === 0, [a, b]);
  await follow(a.world.as(lea.viewer), { kind: "member", target: standIn }, true);
  await eventually(() => counted(a, "federation.following where state = 'accepted'"), (n) => n === 1, [a, b]);
});

test("what they publish comes to the one who follows them, with its changes and its end, and to no list of that server", async () => {
  const content = await b.world.article(camille.viewer, there, { title: "Pourquoi les lichens aiment les Alpes", body: "Une **longue** explication.", tags: ["lichens"] });
  const shown = () => a.ask(lea.host, "/mon-espace", { cookie: lea.cookie }).then((answer) => answer.text);
  await eventually(shown, (text) => text.includes("Pourquoi les lichens aiment les Alpes"), [a, b]);

  const copy = async () => (await sql<{ id: ContentId; slug: string; title: string; state: string }>`select id, slug, title, state from contents where title like 'Pourquoi les lichens%'`.execute(a.world.db)).rows;
  const [kept] = await copy();
  if (!kept) throw new Error("Nothing was kept");
  const page = await a.ask(a.portal, `/articles/${kept.slug}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain("Une <strong>longue</strong> explication.");
  expect(page.text).toContain(`<meta property="og:url" content="${originOf(b, there.slug)}/articles/pourquoi-les-lichens-aiment-les-alpes"`);
  expect(page.text).toMatch(/<meta name="robots" content="noindex/);
  for (const path of ["/articles", "/recherche?q=lichens", "/mots-cles/lichens", "/articles.rss", "/api/v1/articles", "/", "/api/v1/contents?updated_since=2020-01-01T00:00:00Z"]) expect((await a.ask(a.portal, path)).text, path).not.toContain("Pourquoi les lichens");

  await writeArticle(b.world.as(camille.viewer), { content, moderation: "after" }, articleInput.parse({ title: "Pourquoi les lichens aiment aussi les Pyrénées", body: fromMarkdown("Une autre explication.") }), { intent: "publish", publishAt: null, submission: null, revision: null });
  await eventually(copy, ([row]) => row?.title === "Pourquoi les lichens aiment aussi les Pyrénées", [a, b]);
  await withdraw(b.world.as(camille.viewer), content);
  await eventually(copy, ([row]) => row?.state === "withdrawn", [a, b]);
  expect(await shown()).not.toContain("Pourquoi les lichens");
  const gone = await b.ask(camille.host, `/ap/articles/${content}`, { headers: acceptsActivity });
  expect([gone.status, JSON.parse(gone.text).type]).toEqual([410, "Tombstone"]);
  await publishAgain(b.world.as(camille.viewer), content);
});

test("comments go both ways, in answer to one another, corrected and taken back; so do likes and relays", async () => {
  const content = await b.world.article(camille.viewer, there, { title: "Le grand hamster" });
  const [kept] = await eventually(async () => (await sql<{ id: ContentId }>`select id from contents where title = 'Le grand hamster'`.execute(a.world.db)).rows, (rows) => rows.length === 1, [a, b]);
  if (!kept) throw new Error("Nothing was kept");
  const asLea = a.world.as(lea.viewer);
  const discussion = (server: TestServer, id: ContentId) => async () => (await sql<{ name: string; words: string; state: string; depth: number }>`select m.name, k.body::text as words, k.state, k.depth from comments k join members m on m.id = k.author_id where k.content_id = ${id} order by k.path`.execute(server.world.db)).rows;

  const said = await addComment(asLea, { content: kept.id, parent: null, body: fromMarkdown("En voit-on encore ?"), submission: null });
  if (!said.done) throw new Error(said.refusal.kind);
  const [heard] = await eventually(discussion(b, content), (rows) => rows.length === 1, [a, b]);
  expect(heard).toMatchObject({ name: "Léa Le Goff", state: "visible" });
  expect(heard?.words).toContain("En voit-on encore ?");

  const parent = (await sql<{ id: never }>`select id from comments where content_id = ${content}`.execute(b.world.db)).rows[0]?.id ?? null;
  await addComment(b.world.as(camille.viewer), { content, parent, body: fromMarkdown("Oui, près de Strasbourg."), submission: null });
  const answered = await eventually(discussion(a, kept.id), (rows) => rows.length === 2, [a, b]);
  expect(answered.map((row) => [row.name, row.depth])).toEqual([["Léa Le Goff", 0], ["Camille Roy", 1]]);

  await editComment(asLea, said.value, fromMarkdown("En voit-on toujours ?"));
  await eventually(discussion(b, content), ([row]) => row?.words.includes("toujours") ?? false, [a, b]);
  await withdrawComment(asLea, said.value);
  await eventually(discussion(b, content), ([row]) => row?.state === "withdrawn", [a, b]);

  const applause = async () => (await sql<{ likes: number; relays: number }>`select likes, relays from contents where id = ${content}`.execute(b.world.db)).rows[0];
  await like(asLea, kept.id, true);
  await relayContent(asLea, kept.id, "");
  await eventually(applause, (row) => row?.likes === 1 && row.relays === 1, [a, b]);
  await like(asLea, kept.id, false);
  await undoRelay(asLea, kept.id);
  await eventually(applause, (row) => row?.likes === 0 && row.relays === 0, [a, b]);
});
