import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { liftSuspension } from "../../src/features/suspensions/lift-suspension.ts";
import { suspendMember } from "../../src/features/suspensions/suspend-member.ts";
import type { SuspensionId } from "../../src/features/suspensions/suspension.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId, MemberId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { activityOf, otherServer, post } from "./other-server.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, paul] = [] as unknown as [Person, Person];
let animator: MemberViewer;
let [article, reply] = [] as unknown as [ContentId, ContentId];

const mail = ({ email }: { email: string }) => ({ to: email, subject: "", text: "", html: "" });
const suspend = async (server: TestServer, by: MemberViewer, member: MemberId): Promise<SuspensionId> => {
  const outcome = await suspendMember(server.world.as(by), { member, reason: "Publicité", days: null }, mail);
  if (!outcome.done) throw new Error(outcome.refusal.kind);
  return outcome.value;
};
const lift = async (server: TestServer, by: MemberViewer, id: SuspensionId) => expect((await liftSuspension(server.world.as(by), id, mail)).done).toBe(true);
const rows = async <T>(server: TestServer, query: ReturnType<typeof sql<T>>) => (await query.execute(server.world.db)).rows;
const uriOf = (person: Person) => `http://${person.host}/ap/members/${person.viewer.id}`;
/** What server B shows of what Léa wrote: her article, and her comment under Paul's. */
const shown = async () => [
  (await rows(b, sql<{ state: string }>`select state from contents where title = 'Les laminaires'`))[0]?.state,
  (await rows(b, sql<{ state: string }>`select k.state from comments k where k.content_id = ${reply}`))[0]?.state,
];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("nord"), reachableServer("sud")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  animator = await a.world.member(here, { animates: [here] });
  lea = await personOf(a, here, "Léa Laminaire");
  paul = await personOf(b, there, "Paul Plongeur");
  await paul.lookUp(`@${lea.viewer.handle}@${lea.host}`);
  await paul.send("/suivre", { kind: "member", target: await standInOf(b, "Léa Laminaire"), retour: "/" });
  await eventually(() => rows(a, sql`select from federation.followers`), (found) => found.length === 1, [a, b]);
  article = await a.world.article(lea.viewer, here, { title: "Les laminaires" });
  reply = await b.world.article(paul.viewer, there, { title: "Les récifs" });
  const at = await lea.lookUp(`${originOf(b, there.slug)}/articles/les-recifs`);
  expect(at).toContain("les-recifs");
  const { rows: met } = await sql<{ id: ContentId }>`select id from contents where title = 'Les récifs'`.execute(a.world.db);
  expect((await addComment(a.world.as(lea.viewer), { content: met[0]?.id ?? article, parent: null, body: fromMarkdown("Quels récifs ?"), submission: null })).done).toBe(true);
  await eventually(shown, ([content, comment]) => content === "published" && comment === "visible", [a, b]);
});

test("whoever is suspended at home is hidden elsewhere as soon as their server says it, answers as suspended, and shows again with all they wrote when it is over", async () => {
  const document = `/ap/members/${lea.viewer.id}`;
  const id = await suspend(a, animator, lea.viewer.id);

  await eventually(shown, (states) => states.every((state) => state === "suspended"), [a, b]);
  expect(await rows(b, sql`select decided_by from suspensions where ended_at is null`)).toEqual([{ decided_by: "home" }]);
  expect((await b.ask(paul.host, "/articles/les-recifs")).text).not.toContain("Quels récifs");
  const told = await a.ask(lea.host, document, { headers: acceptsActivity });
  expect([told.status, JSON.parse(told.text)]).toEqual([200, expect.objectContaining({ id: uriOf(lea), suspended: true, summary: "", name: lea.viewer.handle })]);
  expect(told.text).not.toContain("Laminaire");
  // Not gone: nobody forgets what comes back.
  const content = await a.ask(lea.host, `/ap/articles/${article}`, { headers: acceptsActivity });
  expect([content.status, content.text.includes("laminaires")]).toEqual([403, false]);
  for (const part of ["outbox", "followers", "featured"]) expect((await a.ask(lea.host, `${document}/${part}`, { headers: acceptsActivity })).status, part).toBe(404);
  // Found by her handle where it is said that she is suspended, and nowhere else: neither her page nor a way to follow her or to log in.
  const finger = async () => { const found = await a.ask(lea.host, `/.well-known/webfinger?resource=acct:${lea.viewer.handle}@${lea.host}`); return [found.status, JSON.parse(found.text) as unknown]; };
  expect(await finger()).toEqual([200, { subject: `acct:${lea.viewer.handle}@${lea.host}`, aliases: [uriOf(lea)], links: [{ rel: "self", type: "application/activity+json", href: uriOf(lea) }] }]);

  await lift(a, animator, id);
  await eventually(shown, ([state, comment]) => state === "published" && comment === "visible", [a, b]);
  expect((await b.ask(paul.host, `/membres/${lea.viewer.handle}@${lea.host}`, { cookie: paul.cookie })).text).toContain("Léa Laminaire");
  expect(JSON.parse((await a.ask(lea.host, document, { headers: acceptsActivity })).text)).toMatchObject({ name: "Léa Laminaire" });
  expect(await rows(a, sql`select from federation.activities where type = 'Delete'`)).toEqual([]);
});

test("who heard of them only by those who passed on what they wrote is told too", async () => {
  const tagged = await a.world.article(lea.viewer, here, { title: "Les zostères", tags: ["zostere"] });
  const stranger = await otherServer("lecteur");
  const reader = await stranger.person("rosa");
  expect((await post(a, lea.host, activityOf(reader, "Follow", `${originOf(a, here.slug)}/ap/tags/zostere`), reader)).status).toBe(202);
  await eventually(() => rows(a, sql`select from federation.followers f join federation.actors t on t.id = f.actor_id and t.kind = 'tag'`), (found) => found.length === 1, [a]);
  const second = await a.world.article(lea.viewer, here, { title: "Les zostères marines", tags: ["zostere"] });
  await eventually(() => rows(a, sql`select from federation.activities where content_id in (${tagged}, ${second}) and type = 'Announce'`), (found) => found.length > 0, [a]);

  const id = await suspend(a, animator, lea.viewer.id);

  const deliveries = () => rows(a, sql<{ inbox: string }>`select d.inbox from federation.deliveries d join federation.activities e on e.id = d.activity_id where e.type = 'Update' and e.object_uri = ${uriOf(lea)} and d.inbox like 'http://lecteur%'`);
  await eventually(deliveries, (found) => found.length > 0, [a]);
  await lift(a, animator, id);
  await eventually(shown, ([state, comment]) => state === "published" && comment === "visible", [a, b]);
});

test("what is addressed to who is suspended is taken at the door, and nothing is made of it", async () => {
  const id = await suspend(a, animator, lea.viewer.id);
  const stranger = await (await otherServer("passant")).person("rosa");
  const before = await rows(a, sql`select count(*)::int as n from federation.followers`);

  const asked = activityOf(stranger, "Follow", uriOf(lea));
  expect((await post(a, lea.host, asked, stranger)).status).toBe(202);
  const note = { id: `${stranger.id}/notes/1`, type: "Note", attributedTo: stranger.id, inReplyTo: `${originOf(a, here.slug)}/ap/articles/${article}`, content: "<p>Coucou</p>", to: ["https://www.w3.org/ns/activitystreams#Public"], published: new Date().toISOString() };
  expect((await post(a, lea.host, activityOf(stranger, "Create", note), stranger)).status).toBe(202);
  await eventually(() => rows(a, sql<{ state: string }>`select state from federation.received where actor_id = (select id from federation.actors where uri = ${stranger.id})`), (found) => found.length === 2 && found.every(({ state }) => state === "ignored" || state === "refused"), [a]);

  expect(await rows(a, sql`select count(*)::int as n from federation.followers`)).toEqual(before);
  expect(await rows(a, sql`select from comments where content_id = ${article}`)).toEqual([]);
  expect(await rows(a, sql`select from federation.activities where type in ('Accept', 'Reject') and object_uri = ${uriOf(lea)} and at > (select at from suspensions where id = ${id})`)).toEqual([]);
  await lift(a, animator, id);
  await eventually(shown, ([state, comment]) => state === "published" && comment === "visible", [a, b]);
});

test("the coordination suspends somebody of another server here: what they say is refused, what they said is hidden, and their own server's word doesn't undo it", async () => {
  const coordinator = await b.world.member(there, { coordinator: true });
  const standIn = await standInOf(b, "Léa Laminaire");
  const id = await suspend(b, coordinator, standIn);
  expect(await shown()).toEqual(["suspended", "suspended"]);

  const third = await a.world.article(lea.viewer, here, { title: "Les fucus" });
  await eventually(() => rows(b, sql<{ reason: string }>`select reason from federation.received where state = 'refused' and reason = 'suspended'`), (found) => found.length > 0, [a, b]);
  expect(await rows(b, sql`select from contents where title = 'Les fucus'`)).toEqual([]);
  // Her own server says that she isn't suspended, and that she was renamed: she stays hidden here.
  const home = await suspend(a, animator, lea.viewer.id);
  await eventually(() => rows(b, sql`select from suspensions where ended_at is null`), (found) => found.length === 2, [a, b]);
  await lift(a, animator, home);
  await eventually(() => rows(b, sql`select from suspensions where ended_at is null`), (found) => found.length === 1, [a, b]);
  expect(await shown()).toEqual(["suspended", "suspended"]);

  // At home nothing of it is known: she is in, and what she wrote meanwhile stands.
  expect([await rows(a, sql`select from suspensions where ended_at is null`), await rows(a, sql`select state from contents where id = ${third}`)]).toEqual([[], [{ state: "published" }]]);

  await lift(b, coordinator, id);
  expect(await shown()).toEqual(["published", "visible"]);
  await a.world.article(lea.viewer, here, { title: "Les ulves" });
  await eventually(() => rows(b, sql<{ state: string }>`select state from contents where title = 'Les ulves'`), ([found]) => found?.state === "published", [a, b]);
});
