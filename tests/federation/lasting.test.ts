import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { leaveContent } from "../../src/features/co-authors/answer-invitation.ts";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { eraseMember } from "../../src/features/erasure/erase-member.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { like } from "../../src/features/likes/like.ts";
import { editProfile } from "../../src/features/members/edit-profile.ts";
import { profileInput } from "../../src/features/members/input.ts";
import { renameTerritory } from "../../src/features/territories/open-territory.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { inTransaction } from "../../src/platform/database.ts";
import type { ContentId, StructureId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there, beside] = [] as unknown as [Territory, Territory, Territory];
let lea = {} as unknown as Person;

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("lande"), reachableServer("mistral")]);
  [here, there, beside] = [await a.world.territory(), await b.world.territory(), await b.world.territory()];
  await Promise.all([a.reload(), b.reload()]);
  lea = await personOf(a, here, "Léa Le Goff");
});

const published = { intent: "publish", publishAt: null, submission: null, revision: null } as const;
const rewrite = (by: MemberViewer, content: ContentId, title: string, structure: StructureId | null = null) =>
  writeArticle(b.world.as(by), { content, moderation: "after" }, articleInput.parse({ title, body: fromMarkdown("Corrigé."), structure }), published);

/** What shows on the first server of what the second says. */
const copies = async (like: string) => (await sql<{ id: ContentId; title: string; state: string; uri: string; owner: string; gone: boolean }>`select c.id, c.title, c.state, o.uri, m.uri as owner, o.gone_at is not null as gone
  from contents c join federation.objects o on o.content_id = c.id join federation.actors m on m.id = o.actor_id where c.title like ${`${like}%`} order by c.id`.execute(a.world.db)).rows;

async function followedBy(name: string): Promise<MemberViewer> {
  const viewer = await b.world.member(there, { name });
  await lea.lookUp(`@${viewer.handle}@${b.hostOf(there.slug)}`);
  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, name) }, true);
  await eventually(async () => (await sql<{ n: number }>`select count(*)::int as n from federation.following f join federation.actors m on m.id = f.actor_id where m.name = ${name} and f.state = 'accepted'`.execute(a.world.db)).rows[0]?.n, (n) => n === 1, [a, b]);
  return viewer;
}

const documentAt = async (server: TestServer, uri: string) => {
  const answer = await server.ask(new URL(uri).host, new URL(uri).pathname, { headers: acceptsActivity });
  return { ...answer, json: answer.text ? (JSON.parse(answer.text) as Record<string, unknown>) : {} };
};

test("when the first author leaves a content and a structure publishes it, others go on hearing of it under its address", async () => {
  const [camille, dora] = [await followedBy("Camille Roy"), await b.world.member(there, { name: "Dora Petit" })];
  const casemate = await b.world.structure(there, { name: "La Casemate" });
  const content = await b.world.article(camille, there, { title: "Les mousses" });
  await sql`insert into content_authors (content_id, member_id, position, published_at) values (${content}, ${dora.id}, 1, now())`.execute(b.world.db);
  const [first] = await eventually(() => copies("Les mousses"), (rows) => rows.length === 1, [a, b]);

  await leaveContent(b.world.as(camille), content);
  await rewrite(dora, content, "Les mousses et les fougères");
  await eventually(() => copies("Les mousses"), ([row]) => row?.title === "Les mousses et les fougères", [a, b]);
  await sql`insert into structure_members (structure_id, member_id, role, since) values (${casemate}, ${dora.id}, 'editor', now())`.execute(b.world.db);
  await rewrite({ ...dora, actsFor: [casemate] }, content, "Les mousses de la Casemate", casemate);
  const [last] = await eventually(() => copies("Les mousses"), ([row]) => row?.title === "Les mousses de la Casemate", [a, b]);

  expect([last?.uri, last?.owner]).toEqual([first?.uri, first?.owner]);
  const served = await documentAt(b, last?.uri ?? "");
  expect([served.status, served.json["id"], served.json["attributedTo"]]).toEqual([200, first?.uri, first?.owner]);
  expect(served.json["content"]).toContain("Dora Petit");
  await withdraw(b.world.as({ ...dora, actsFor: [casemate] }), content);
  await eventually(() => copies("Les mousses"), ([row]) => row?.state === "withdrawn", [a, b]);
});

test("what somebody leaves behind when their account closes is said anew by those who wrote it with them, and the first is no more", async () => {
  const [karim, dora] = [await followedBy("Karim Ould"), await followedBy("Dora Leroy")];
  const content = await b.world.article(karim, there, { title: "Le lynx" });
  await sql`insert into content_authors (content_id, member_id, position, published_at) values (${content}, ${dora.id}, 1, now())`.execute(b.world.db);
  const [first] = await eventually(() => copies("Le lynx"), (rows) => rows.length === 1, [a, b]);

  await inTransaction(b.world.db, (tx) => eraseMember(tx, karim.id, "keep"));

  const [second, ...more] = await eventually(() => copies("Le lynx"), (rows) => rows.length === 1 && rows[0]?.uri !== first?.uri && rows[0]?.state === "published", [a, b]);
  expect(more).toEqual([]);
  expect([second?.owner]).toEqual([`${originOf(b, there.slug)}/ap/members/${dora.id}`]);
  expect((await documentAt(b, first?.uri ?? "")).status).toBe(410);
  expect((await documentAt(b, `${originOf(b, there.slug)}/ap/members/${karim.id}`)).status).toBe(410);
  expect(await documentAt(b, second?.uri ?? "")).toMatchObject({ status: 200, json: { id: second?.uri, attributedTo: second?.owner } });
  await rewrite(dora, content, "Le lynx boréal");
  await eventually(() => copies("Le lynx"), ([row]) => row?.title === "Le lynx boréal", [a, b]);
  await addComment(a.world.as(lea.viewer), { content: second?.id as ContentId, parent: null, body: fromMarkdown("En voit-on ?"), submission: null });
  await eventually(async () => (await sql`select from comments where content_id = ${content}`.execute(b.world.db)).rows.length, (n) => n === 1, [a, b]);
});

test("who moves home keeps the address that others know", async () => {
  const nadia = await followedBy("Nadia Benali");
  const content = await b.world.article(nadia, there, { title: "Les marais" });
  const [first] = await eventually(() => copies("Les marais"), (rows) => rows.length === 1, [a, b]);

  await editProfile(b.world.as(nadia), profileInput.parse({ name: "Nadia Benali", bio: "Partie.", listed: true, links: [] }), beside.id);
  await rewrite(nadia, content, "Les marais de Brière");

  const [last] = await eventually(() => copies("Les marais"), ([row]) => row?.title === "Les marais de Brière", [a, b]);
  expect(last?.uri).toBe(first?.uri);
  const person = await documentAt(b, first?.owner ?? "");
  expect([person.json["id"], person.json["url"]]).toEqual([first?.owner, `${originOf(b, beside.slug)}/membres/${nadia.handle}`]);
  const asked = await b.ask(b.hostOf(beside.slug), `/ap/members/${nadia.id}`, { headers: acceptsActivity });
  expect([asked.status, asked.headers["location"]]).toEqual([308, first?.owner]);
  for (const host of [there, beside].map((each) => b.hostOf(each.slug))) {
    const found = JSON.parse((await b.ask(host, `/.well-known/webfinger?resource=acct:${nadia.handle}@${host}`)).text) as { subject: string };
    expect(found.subject).toBe(`acct:${nadia.handle}@${b.hostOf(there.slug)}`);
  }
});

test("when a territory moves to a domain of its own, all that others know of it goes on: changes, answers, applause, cancellation, withdrawal", async () => {
  const camille = await followedBy("Camille Faure");
  const content = await b.world.article(camille, there, { title: "Les tourbières" });
  const event = await b.world.event(camille, there, { title: "Nuit des tourbières" });
  const [article] = await eventually(() => copies("Les tourbières"), (rows) => rows.length === 1, [a, b]);
  await eventually(() => copies("Nuit des tourbières"), (rows) => rows.length === 1, [a, b]);
  const former = originOf(b, there.slug);

  await renameTerritory(b.world.db, there.slug, { domain: "mistral-culture.localhost" });
  await b.reload();

  await rewrite(camille, content, "Les tourbières des Vosges");
  await eventually(() => copies("Les tourbières"), ([row]) => row?.title === "Les tourbières des Vosges", [a, b]);
  const asLea = a.world.as(lea.viewer);
  await addComment(asLea, { content: article?.id as ContentId, parent: null, body: fromMarkdown("Y va-t-on à pied ?"), submission: null });
  await like(asLea, article?.id as ContentId, true);
  const heard = async () => (await sql<{ comments: number; likes: number }>`select comments, likes from contents where id = ${content}`.execute(b.world.db)).rows[0];
  await eventually(heard, (row) => row?.comments === 1 && row.likes === 1, [a, b]);
  const parent = (await sql<{ id: never }>`select id from comments where content_id = ${content}`.execute(b.world.db)).rows[0]?.id ?? null;
  await addComment(b.world.as(camille), { content, parent, body: fromMarkdown("En une heure."), submission: null });
  await eventually(async () => (await sql`select from comments where content_id = ${article?.id}`.execute(a.world.db)).rows.length, (n) => n === 2, [a, b]);

  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 2 }).toString();
  const input = eventInput.parse({ title: "Nuit des tourbières", body: fromMarkdown("Venez."), sessions: [{ kind: "slot", start: `${day}T14:00`, end: `${day}T16:00` }], placeName: "Médiathèque", communeCode: "38185", status: "cancelled", statusReason: "Trop de neige." });
  await writeEvent(b.world.as(camille), { content: event, moderation: "after" }, input, published);
  await eventually(async () => (await sql<{ status: string }>`select e.status from events e join contents c on c.id = e.content_id where c.title = 'Nuit des tourbières'`.execute(a.world.db)).rows[0]?.status, (status) => status === "cancelled", [a, b]);

  // The old host answers servers, and shows people the way; the new one knows whom the old names.
  const served = await documentAt(b, article?.uri ?? "");
  expect(article?.uri).toBe(`${former}/ap/articles/${content}`);
  expect([served.status, served.json["id"], served.json["attributedTo"]]).toEqual([200, article?.uri, article?.owner]);
  expect(served.json["url"]).toMatch(/^http:\/\/mistral-culture\.localhost:\d+\/articles\//);
  const page = await b.ask(new URL(former).host, `/ap/articles/${content}`, { headers: { accept: "text/html" } });
  expect([page.status, page.headers["location"]]).toEqual([303, served.json["url"]]);
  expect((await b.ask(new URL(former).host, "/agenda")).status).toBe(308);
  const present = new URL(String(served.json["url"])).host;
  expect((await b.ask(present, `/ap/articles/${content}`, { headers: acceptsActivity })).headers["location"]).toBe(article?.uri);
  expect((await b.ask(present, `/ap/members/${camille.id}`, { headers: acceptsActivity })).headers["location"]).toBe(article?.owner);
  for (const host of [new URL(former).host, present]) expect(JSON.parse((await b.ask(host, `/.well-known/webfinger?resource=acct:${camille.handle}@${host}`)).text)).toMatchObject({ subject: `acct:${camille.handle}@${new URL(former).host}` });
  const inbox = await b.ask(new URL(former).host, "/inbox", { method: "POST", headers: { "content-type": "application/activity+json" }, body: "{}" });
  expect(inbox.status).toBe(401);

  // Who comes afterwards is of the new host.
  const late = await b.world.member(there, { name: "Zoé Tardif" });
  const found = JSON.parse((await b.ask(present, `/.well-known/webfinger?resource=acct:${late.handle}@${present}`)).text) as { subject: string };
  expect(found.subject).toBe(`acct:${late.handle}@${present}`);
  expect((await b.ask(new URL(former).host, `/ap/members/${late.id}`, { headers: acceptsActivity })).headers["location"]).toBe(`http://${present}/ap/members/${late.id}`);

  await withdraw(b.world.as(camille), content);
  await eventually(() => copies("Les tourbières"), ([row]) => row?.state === "withdrawn", [a, b]);
  expect((await documentAt(b, article?.uri ?? "")).status).toBe(410);
});
