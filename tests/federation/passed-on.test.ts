import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { addUpdate } from "../../src/features/projects/add-update.ts";
import { updateInput } from "../../src/features/projects/input.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { TestServer } from "../support/server.ts";
import { countRows, eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there, beyond] = [] as unknown as [Territory, Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("autan"), reachableServer("bora")]);
  [here, there, beyond] = await Promise.all([a.world.territory(), b.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
});

const feed = () => a.ask(lea.host, "/mon-espace", { cookie: lea.cookie }).then((answer) => answer.text);
const kept = async (title: string) => (await sql<{ id: ContentId; state: string; author: string; relays: number }>`select c.id, c.state, m.handle as author, c.relays from contents c join content_authors x on x.content_id = c.id join members m on m.id = x.member_id where c.title = ${title}`.execute(a.world.db)).rows;

/** Looks somebody up from a page of A, follows them there, and waits for their agreement. */
async function subscribe(typed: string, name: string): Promise<void> {
  expect(await lea.lookUp(typed)).toMatch(/^\/membres\/.+%40/);
  const target = await standInOf(a, name);
  const before = await accepted();
  expect((await follow(a.world.as(lea.viewer), { kind: "member", target }, true)).done).toBe(true);
  await eventually(accepted, (n) => n === before + 1, [a, b]);
}
const accepted = async () => (await sql<{ n: number }>`select count(*)::int as n from federation.following where state = 'accepted'`.execute(a.world.db)).rows[0]?.n ?? -1;

test("what nobody here follows is fetched by nobody: a tag of another server passes it on to others alone", async () => {
  await b.world.article(camille.viewer, there, { title: "Avant tout abonnement", tags: ["climat"] });
  const before = await countRows(a);
  await lea.lookUp(`@tag-climat@${camille.host}`);
  await b.world.article(camille.viewer, there, { title: "Encore avant", tags: ["climat"] });
  await new Promise((resolve) => setTimeout(resolve, 500));

  expect(await countRows(a)).toEqual({ ...before, members: (before["members"] ?? 0) + 1 });
});

test("somebody subscribes here to a tag of another server: what is published under it there comes under its author's name, with its changes and its end", async () => {
  await subscribe(`@tag-climat@${camille.host}`, `climat sur ${there.name}`);

  const content = await b.world.article(camille.viewer, there, { title: "Le pin cembro monte", tags: ["climat"] });
  await b.world.article(camille.viewer, there, { title: "Sans rapport", tags: ["volcans"] });
  const [shown] = await eventually(() => kept("Le pin cembro monte"), ([row]) => row?.relays === 1, [a, b]);
  expect(shown).toMatchObject({ author: `${camille.viewer.handle}@${camille.host}`, state: "published" });
  expect(await feed()).toContain("Le pin cembro monte");
  expect(await kept("Sans rapport")).toEqual([]);

  await writeArticle(b.world.as(camille.viewer), { content, moderation: "after" }, articleInput.parse({ title: "Le pin cembro monte encore", body: fromMarkdown("De cent mètres."), tags: ["climat"] }), { intent: "publish", publishAt: null, submission: null, revision: null });
  await eventually(() => kept("Le pin cembro monte encore"), (rows) => rows.length === 1, [a, b]);
  await withdraw(b.world.as(camille.viewer), content);
  await eventually(() => kept("Le pin cembro monte encore"), ([row]) => row?.state === "withdrawn", [a, b]);
  expect(await feed()).not.toContain("Le pin cembro");
});

test("somebody follows a whole territory of another server, and what any of its members publishes there comes, with its author's home", async () => {
  await subscribe(`@relay@${b.hostOf(beyond.slug)}`, `Echosciences ${beyond.name}`);

  await b.world.article(camille.viewer, beyond, { title: "Une nouvelle d'à côté" });
  const [shown] = await eventually(() => kept("Une nouvelle d'à côté"), ([row]) => row?.relays === 1, [a, b]);
  expect(shown?.author).toBe(`${camille.viewer.handle}@${camille.host}`);
  expect(await feed()).toContain("Une nouvelle d&#39;à côté");
});

test("a structure, a community and a project are followed by the address of their page, and what they publish comes", async () => {
  const structure = await b.world.structure(there, { name: "Le Labo des neiges" });
  const community = await b.world.community(there, { name: "Curieux des cimes" });
  const runs = await b.world.member(there, { name: "Noé Blanc", actsFor: [structure], runs: [community] });
  const project = await b.world.project(runs, there, { title: "Compter les névés" });
  const slug = async (table: string, id: string) => (await sql<{ slug: string }>`select slug from ${sql.raw(table)} where id = ${id}`.execute(b.world.db)).rows[0]?.slug ?? "";
  const origin = originOf(b, there.slug);
  await subscribe(`${origin}/structures/${await slug("structures", structure)}`, "Le Labo des neiges");
  await subscribe(`${origin}/communautes/${await slug("communities", community)}`, "Curieux des cimes");
  await subscribe(`@compter-les-neves@${camille.host}`, "Compter les névés");

  const publish = (title: string, more: object) => writeArticle(b.world.as(runs), { territory: there }, articleInput.parse({ title, body: fromMarkdown("Des mots."), ...more }), { intent: "publish", publishAt: null, submission: null, revision: null });
  expect((await publish("Dit par la structure", { structure })).done).toBe(true);
  expect((await publish("Dit dans la communauté", { community })).done).toBe(true);
  expect((await addUpdate(b.world.as(runs), project, updateInput.parse({ body: fromMarkdown("Dix-sept névés comptés hier.") }))).done).toBe(true);

  await eventually(() => kept("Dit par la structure"), ([row]) => row?.author.endsWith(`@${camille.host}`) ?? false, [a, b]);
  await eventually(() => kept("Dit dans la communauté"), ([row]) => row?.relays === 1, [a, b]);
  await eventually(feed, (text) => text.includes("Dix-sept névés"), [a, b]);
});
