import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { decideFor } from "../../src/features/federation/decide-trust.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { blockMember } from "../../src/features/messages/block-member.ts";
import { listConversationsAnywhere } from "../../src/features/messages/list-conversations.ts";
import { sendMessage } from "../../src/features/messages/send-message.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId, MemberId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { archiveIn, operate, sharedDoor } from "./departure.ts";
import { acceptsActivity, eventually, personOf, serverBehind, standInOf, type Person } from "./servers.ts";

/*
 * What is between people of both sides, on the way out; and the way back, to a server that was left.
 */
let [a, b] = [] as unknown as [TestServer, TestServer];
let [going, beside, there] = [] as unknown as [Territory, Territory, Territory];
let [camille, vera, malik] = [] as unknown as [MemberViewer, MemberViewer, MemberViewer];
let bruno: Person;
let [article, theirs, dossier] = [] as unknown as [ContentId, ContentId, ContentId];
let door: Awaited<ReturnType<typeof sharedDoor>>;
let [host, email] = ["", ""];

const need = <T>(outcome: { done: true; value: T } | { done: false; refusal: unknown }): T => {
  if (!outcome.done) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};
const write = async (server: TestServer, by: MemberViewer, territory: Territory, title: string) =>
  need(await writeArticle(server.world.as(by), { territory }, articleInput.parse({ title, body: fromMarkdown("Un texte.") }), { intent: "publish", publishAt: null, submission: null, revision: null })).id;
const say = async (server: TestServer, by: MemberViewer, content: ContentId, words: string) => need(await addComment(server.world.as(by), { content, parent: null, body: fromMarkdown(words), submission: null }));
const letter = async (server: TestServer, by: MemberViewer, to: MemberId, words: string) => need(await sendMessage(server.world.as(by), { to, body: fromMarkdown(words), submission: null }));
const number = async (server: TestServer, query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(server.world.db)).rows[0]?.n;
const said = async (server: TestServer, by: MemberViewer) => (await sql<{ body: string }>`select m.body::text as body from messages m join conversation_members p on p.conversation_id = m.conversation_id and p.member_id = ${by.id} order by m.at`.execute(server.world.db)).rows.map((row) => row.body).join("\n");
const trust = (at: TestServer, other: string) => decideFor(at.world.db, null, [{ host: other, trust: "known", reason: "" }], null, Temporal.Now.instant());
/** From one server to the other, with all its steps, and what the operators read. */
async function move(from: TestServer, to: TestServer): Promise<string> {
  const archive = await archiveIn();
  const left = await operate(from, "territory leave", going.slug, "--to", archive);
  const arrived = await operate(to, "territory arrive", archive);
  expect([left.code, arrived.code, arrived.said]).toEqual([0, 0, expect.stringContaining("lives here now")]);
  expect((await operate(from, "territory handed-over", going.slug)).said).toContain("lives elsewhere now");
  door.lead(host, to);
  await Promise.all([a.reload(), b.reload()]);
  return left.said;
}

beforeAll(async () => {
  door = await sharedDoor();
  [a, b] = await Promise.all([serverBehind("garrigue", door.port), serverBehind("marais", door.port)]);
  for (const [name, server] of [["garrigue", a], ["marais", b]] as const) door.lead(`${name}.localhost`, server);
  [going, beside, there] = [await a.world.territory(), await a.world.territory(), await b.world.territory()];
  await Promise.all([a.reload(), b.reload()]);
  host = a.hostOf(going.slug);
  camille = await a.world.member(going, { name: "Camille Roy", animates: [going, beside] });
  malik = await a.world.member(beside, { name: "Malik Sarr" });
  vera = await a.world.member(beside, { name: "Véra Blanc", animates: [going] });
  await sql`update members set created_at = now() - interval '1 year'`.execute(a.world.db);
  email = await a.world.account(camille);
  bruno = await personOf(b, there, "Bruno Sax");
  [article, theirs] = [await write(a, camille, going, "Les orchidées"), await write(a, vera, beside, "Les cistes")];
  dossier = await a.world.dossier(vera, beside, { title: "Fleurs" });
  need(await addContent(a.world.as(vera), { dossier, content: article, note: "" }));
  const museum = await a.world.structure(beside, { name: "Muséum voisin" });
  await sql`insert into content_structures (content_id, structure_id, role, position, published_at) values (${article}, ${museum}, 'author', 0, now())`.execute(a.world.db);
  await say(a, vera, article, "Splendide.");
  await say(a, camille, theirs, "Quelle couleur ?");
  await follow(a.world.as(vera), { kind: "member", target: camille.id }, true);
  await letter(a, vera, camille.id, "Rendez-vous au col");
  await letter(a, camille, vera.id, "À huit heures");
  await blockMember(a.world.as(camille), malik.id, true);
  await letter(a, malik, camille.id, "Insultes retenues");
  // Somebody of a third server, whose words nobody has read yet.
  const [server, actor] = [randomUUID(), randomUUID()];
  await sql`insert into federation.servers (id, host, created_at) values (${server}, 'tiers.example', now())`.execute(a.world.db);
  await sql`insert into federation.actors (id, uri, server_id, kind, handle, name, url, inbox, read_at, created_at) values (${actor}, 'https://tiers.example/u/x', ${server}, 'member', 'x', 'Xavier', 'https://tiers.example/@x', 'https://tiers.example/in', now(), now())`.execute(a.world.db);
  await sql`insert into federation.held_notes (id, territory_id, content_id, actor_id, uri, url, body, at) values (${randomUUID()}, ${going.id}, ${article}, ${actor}, 'https://tiers.example/n/1', '', '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Première fois ici"}]}]}', now())`.execute(a.world.db);
  await sql`insert into federation.welcomed (territory_id, actor_id, at) values (${going.id}, ${actor}, now())`.execute(a.world.db);
  // Bruno, of the server where it goes, knows Camille already.
  await Promise.all([trust(a, b.portal), trust(b, a.portal), trust(b, host), trust(a, b.hostOf(there.slug))]);
  await bruno.lookUp(`@${camille.handle}@${host}`);
  const standIn = await standInOf(b, "Camille Roy");
  await follow(b.world.as(bruno.viewer), { kind: "member", target: standIn }, true);
  await sql`update members set created_at = now() - interval '1 year'`.execute(b.world.db);
  await letter(b, bruno.viewer, standIn, "Bonjour du marais");
  await eventually(() => said(a, camille), (words) => words.includes("Bonjour du marais"), [a, b]);
});

test("before it leaves, its operator reads what won't come along, and how much of it", async () => {
  const left = await operate(a, "territory leave", going.slug, "--to", await archiveIn());
  expect(left.said).toContain("Doesn't come along: 1 roles that its members hold in other territories");
  expect(left.said).toContain("Doesn't come along: 1 roles that members of other territories hold in it");
  expect(left.said).toContain("Doesn't come along: 1 namings of structures");
  expect(left.said).not.toContain("festival");
  expect((await operate(a, "territory stay", going.slug)).code).toBe(0);
  await a.reload();
});

test("what was written to its members comes with them, and stays with those who wrote it; what was kept from them doesn't", async () => {
  await move(a, b);

  for (const words of ["Rendez-vous au col", "À huit heures", "Bonjour du marais"]) expect([words, (await said(b, camille)).includes(words)]).toEqual([words, true]);
  expect(await said(b, camille)).not.toContain("Insultes");
  expect((await listConversationsAnywhere(b.world.db, camille.id, null, 20)).lines.length).toBe(2);
  expect(await number(b, sql`select count(*)::int as n from conversations where ${bruno.viewer.id}::uuid in (first_id, second_id)`)).toBe(1);
  expect(await said(a, vera)).toContain("À huit heures");
  expect(await number(b, sql`select count(*)::int as n from message_blocks x join members m on m.id = x.blocked_id where x.member_id = ${camille.id} and m.remote and m.name = 'Malik Sarr'`)).toBe(1);

  // They go on, now between two servers, once each trusts the other.
  await Promise.all([trust(a, host), trust(b, a.hostOf(beside.slug))]);
  await letter(b, camille, vera.id, "Le col est fermé");
  await eventually(() => said(a, vera), (words) => words.includes("Le col est fermé"), [a, b]);
});

test("a structure of the other side that signed one of its contents goes on signing it, by its address there", async () => {
  const { rows } = await sql<{ name: string; uri: string }>`select m.name, x.uri from content_authors k join members m on m.id = k.member_id and m.remote join federation.actors x on x.member_id = m.id where k.content_id = ${article}`.execute(b.world.db);
  expect(rows).toEqual([{ name: "Muséum voisin", uri: expect.stringContaining(`http://${a.hostOf(beside.slug)}/ap/structures/`) }]);
  expect((await b.ask(host, "/articles/les-orchidees")).text).toContain("Muséum voisin");
});

test("first words that nobody has read yet wait there for its animators", async () => {
  expect((await sql`select h.body #>> '{content,0,content,0,text}' as words, x.uri, s.host from federation.held_notes h join federation.actors x on x.id = h.actor_id join federation.servers s on s.id = x.server_id where h.territory_id = ${going.id}`.execute(b.world.db)).rows)
    .toEqual([{ words: "Première fois ici", uri: "https://tiers.example/u/x", host: "tiers.example" }]);
  expect(await number(b, sql`select count(*)::int as n from federation.welcomed where territory_id = ${going.id}`)).toBe(1);
  expect(await number(a, sql`select (select count(*) from federation.held_notes)::int + (select count(*) from federation.welcomed)::int as n`)).toBe(0);
});

test("a territory comes back to the server that it left: its addresses are alive there again, each thing once, with what was said in between", async () => {
  const away = await write(b, camille, going, "Écrit au loin");
  await eventually(() => number(a, sql`select count(*)::int as n from contents where title = 'Écrit au loin'`), (n) => n === 1, [a, b]);
  await say(a, vera, article, "Depuis l’autre serveur.");
  await eventually(() => number(b, sql`select comments as n from contents where id = ${article}`), (n) => n === 2, [a, b]);
  await say(b, bruno.viewer, article, "Et du marais.");
  const counts = async (server: TestServer) => Promise.all([sql`contents where territory_id = ${going.id}`, sql`members where home_id = ${going.id}`, sql`comments k join contents c on c.id = k.content_id where c.territory_id = ${going.id}`, sql`federation.held_notes where territory_id = ${going.id}`].map((from) => number(server, sql<{ n: number }>`select count(*)::int as n from ${from}`)));
  const before = await counts(b);

  await move(b, a);

  expect(await counts(a)).toEqual(before);
  for (const path of ["/", "/articles/les-orchidees", "/articles/ecrit-au-loin", `/membres/${camille.handle}`]) expect([path, (await a.ask(host, path)).status]).toEqual([path, 200]);
  const page = await a.ask(host, "/articles/les-orchidees");
  for (const words of ["Splendide.", "Depuis l’autre serveur.", "Et du marais."]) expect([words, page.text.includes(words)]).toEqual([words, true]);
  for (const path of [`/ap/members/${camille.id}`, `/ap/articles/${away}`]) expect([path, (await a.ask(host, path, { headers: acceptsActivity })).status]).toEqual([path, 200]);
  expect(await a.logIn(email, "une phrase assez longue", host)).toContain("es_");
  expect((await a.ask(a.hostOf(beside.slug), "/dossiers/fleurs")).text).toContain("Les orchidées");
  expect((await a.ask(a.hostOf(beside.slug), "/articles/les-cistes")).text).toContain("Quelle couleur");
  for (const name of ["Camille Roy", "Véra Blanc", "Bruno Sax"]) expect([name, await number(a, sql`select count(*)::int as n from members where name = ${name}`)]).toEqual([name, 1]);
  expect((await sql`select remote, handle, home_id from members where id = ${camille.id}`.execute(a.world.db)).rows).toEqual([{ remote: false, handle: camille.handle, home_id: going.id }]);
  expect(await number(a, sql`select count(*)::int as n from federation.followers f join federation.actors x on x.id = f.actor_id join federation.actors y on y.id = f.follower_id where x.server_id is null and y.server_id is null`)).toBe(0);
  expect(await number(a, sql`select count(*)::int as n from follows where member_id = ${vera.id} and target = ${camille.id}`)).toBe(1);
  expect((await listConversationsAnywhere(a.world.db, camille.id, null, 20)).lines.length).toBe(2);
  expect(await said(a, camille)).toContain("Le col est fermé");
  expect(await number(a, sql`select count(*)::int as n from tombstones where content_id in (${article}, ${away})`)).toBe(0);

  // It speaks again from here, and whoever it left hears it.
  await write(a, camille, going, "De retour");
  await eventually(() => number(b, sql`select count(*)::int as n from contents where title = 'De retour'`), (n) => n === 1, [a, b]);
  expect((await b.ask(host, "/")).status).toBe(503);
  expect((await operate(b, "territory leave", going.slug, "--to", await archiveIn())).said).toContain("no such territory");
});

test("and leaves again", async () => {
  const left = await move(a, b);
  expect(left).toContain("Wrote");
  expect((await b.ask(host, "/articles/de-retour")).status).toBe(200);
  expect(await number(b, sql`select count(*)::int as n from members where name = 'Camille Roy'`)).toBe(1);
});
