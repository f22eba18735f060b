import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { decideFor } from "../../src/features/federation/decide-trust.ts";
import { forgetStrangers } from "../../src/features/federation/forget-strangers.ts";
import type { Trust } from "../../src/features/federation/server.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, otherServer, post } from "../federation/other-server.ts";
import { acceptsActivity, eventually } from "../federation/servers.ts";

let door: Door;

beforeAll(async () => {
  door = await makeDoor("cachette");
});

const ap = async (path: string, headers: Record<string, string> = acceptsActivity) => door.server.ask(door.host, path, { headers });
const setState = (member: MemberViewer, state: string) => sql`update members set state = ${state} where id = ${member.id}`.execute(door.server.world.db);
const block = (host: string, trust: Trust = "blocked") => decideFor(door.server.world.db, null, [{ host, trust, reason: "Insultes" }], null, Temporal.Now.instant());

test("E1: what isn't for everybody is at no address of the wire, in no list and in no word sent", async () => {
  const { world } = door.server;
  const author = await world.member(door.here);
  const community = await world.community(door.here, { access: "private" });
  const inside = await world.member(door.here, { communities: [community] });
  expect((await door.say(activityOf(door.alice, "Follow", `${door.origin}/ap/members/${author.id}`), door.alice)).became).toBe("applied");
  expect((await door.say(activityOf(door.alice, "Follow", `${door.origin}/ap/actor`), door.alice)).became).toBe("applied");
  await eventually(async () => door.victim.heard.length, (n) => n >= 2, [door.server]);
  const heardBefore = door.victim.heard.length;
  const draft = await world.article(author, door.here, { title: "Secret un", intent: "draft", tags: ["secret"] });
  const scheduled = await writeArticle(world.as(author), { territory: door.here }, articleInput.parse({ title: "Secret deux", body: fromMarkdown("x"), tags: ["secret"] }), { intent: "schedule", publishAt: Temporal.Now.instant().add({ hours: 24 }), submission: null, revision: null });
  const reserved = await writeArticle(world.as(inside), { territory: door.here }, articleInput.parse({ title: "Secret trois", body: fromMarkdown("x"), community, tags: ["secret"] }), { intent: "publish", publishAt: null, submission: null, revision: null });
  const reviewed = await writeArticle(world.as(author), { territory: { ...door.here, moderation: "before" } }, articleInput.parse({ title: "Secret quatre", body: fromMarkdown("x"), tags: ["secret"] }), { intent: "publish", publishAt: null, submission: null, revision: null });
  const event = await world.event(author, door.here, { title: "Secret cinq", intent: "draft" });
  if (!scheduled.done || !reserved.done || !reviewed.done) throw new Error("Not written");
  const states = await sql<{ state: string }>`select state from contents where id = any(${[draft, scheduled.value.id, reserved.value.id, reviewed.value.id]}::uuid[]) order by state`.execute(world.db);
  expect(states.rows.map((row) => row.state)).toEqual(["draft", "reserved", "review", "scheduled"]);

  const ids = [draft, scheduled.value.id, reserved.value.id, reviewed.value.id];
  for (const id of ids) for (const part of ["", "/replies", "/context", "/likes", "/shares"]) expect((await ap(`/ap/articles/${id}${part}`)).status, part).toBe(404);
  for (const part of ["", "/replies", "/organizers", "/place/1"]) expect((await ap(`/ap/events/${event}${part}`)).status, part).toBe(404);
  for (const path of [`/ap/communities/${community}`, `/ap/communities/${community}/outbox`, `/ap/communities/${community}/followers`, `/ap/communities/${community}/moderators`, "/ap/tags/secret", "/ap/tags/secret/outbox", "/.well-known/webfinger?resource=acct:tag-secret@" + door.host]) expect((await ap(path)).status, path).toBe(404);
  const lists = [`/ap/members/${author.id}/outbox?page=`, `/ap/members/${inside.id}/outbox?page=`, "/ap/actor/outbox?page=", "/ap/actor/featured", "/ap/actor/upcoming-events"];
  for (const path of lists) {
    const answer = await ap(path);
    expect(answer.status, path).toBe(200);
    for (const id of [...ids, event]) expect(answer.text, path).not.toContain(id);
  }
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(JSON.stringify(door.victim.heard.slice(heardBefore))).not.toMatch(/Secret|secret/);
});

test("E1 E3: hidden and withdrawn words leave nothing but that they are gone", async () => {
  const { world } = door.server;
  const article = await world.article(door.bob, door.here, { title: "Lu de tous" });
  const said = await addComment(world.as(door.bob), { content: article, parent: null, body: fromMarkdown("Regrettable"), submission: null });
  if (!said.done) throw new Error("Not said");
  expect((await ap(`/ap/articles/${article}/replies`)).text).toContain(said.value);
  await sql`update comments set state = 'hidden' where id = ${said.value}`.execute(world.db);
  const hidden = await ap(`/ap/comments/${said.value}`);
  expect([hidden.status, hidden.text.includes("Regrettable")]).toEqual([410, false]);
  for (const part of ["replies", "context"]) expect((await ap(`/ap/articles/${article}/${part}`)).text).not.toContain(said.value);
  await withdraw(world.as(door.bob), article);
  for (const path of [`/ap/articles/${article}`, `/ap/comments/${said.value}`, `/ap/articles/${article}/replies`]) {
    const answer = await ap(path);
    expect([404, 410], path).toContain(answer.status);
    expect(answer.text).not.toMatch(/Lu de tous|Regrettable/);
  }
});

test("E7: a suspended member shows other servers nothing but that they are: not found, not followed, not heard", async () => {
  const { world } = door.server;
  const carl = await world.member(door.here, { name: "Carl" });
  const uri = `${door.origin}/ap/members/${carl.id}`;
  expect((await door.say(activityOf(door.mallory, "Follow", uri), door.mallory)).became).toBe("applied");
  const article = await world.article(carl, door.here, { title: "Avant" });
  await eventually(async () => JSON.stringify(door.evil.heard), (heard) => heard.includes("Avant"), [door.server]);
  await setState(carl, "suspended");
  const said = await ap(`/ap/members/${carl.id}`);
  expect(said.status).toBe(200);
  const words: unknown = JSON.parse(said.text);
  expect(words).toMatchObject({ id: uri, suspended: true });
  expect(JSON.stringify(words)).not.toContain("Carl");
  for (const path of [`/ap/members/${carl.id}/outbox`, `/ap/members/${carl.id}/outbox?page=`, `/ap/members/${carl.id}/followers`]) expect([404, 410], path).toContain((await ap(path)).status);
  for (const resource of [`acct:${carl.handle}@${door.host}`, uri]) {
    const found = await ap(`/.well-known/webfinger?resource=${encodeURIComponent(resource)}`);
    expect([found.status, JSON.parse(found.text)]).toEqual([200, { subject: `acct:${carl.handle}@${door.host}`, aliases: [uri], links: [{ rel: "self", type: "application/activity+json", href: uri }] }]);
  }
  await door.nothingComes(activityOf(door.alice, "Follow", uri), door.alice, { became: /ignored: nobody of ours/ });
  // What waits on its way when somebody is suspended isn't sent any more.
  const before = door.evil.heard.length;
  await setState(carl, "active");
  door.evil.answerWith(503);
  await addComment(world.as(carl), { content: article, parent: null, body: fromMarkdown("En route"), submission: null });
  await eventually(async () => (await sql<{ n: number }>`select count(*)::int as n from federation.deliveries where state = 'waiting' and attempts > 0`.execute(world.db)).rows[0]?.n ?? 0, (n) => n > 0, [door.server]);
  await setState(carl, "suspended");
  door.evil.answerWith(202);
  await sql`update federation.servers set closed_until = null`.execute(world.db);
  await sql`update federation.deliveries set due_at = now() where state = 'waiting'`.execute(world.db);
  await sql`select graphile_worker.add_job('deliver', '{}')`.execute(world.db);
  await eventually(async () => (await sql<{ answer: string }>`select answer from federation.deliveries where state = 'refused' order by id desc limit 1`.execute(world.db)).rows[0]?.answer, (answer) => answer === "no longer public", [door.server]);
  expect(JSON.stringify(door.evil.heard.slice(before))).not.toContain("En route");
  // Who followed may still say that they don't.
  expect((await door.say(activityOf(door.mallory, "Undo", { type: "Follow", actor: door.mallory.id, object: uri }), door.mallory)).became).toBe("applied");
});

test("E7 S22: a blocked server is heard no more, with all that stands under its name and at any port; nothing goes there, nothing is asked of it", async () => {
  const { world } = door.server;
  const host = new URL(door.evil.origin).host;
  const below = await otherServer("www.mauvais");
  const mate = await below.person("compere");
  const article = await world.article(door.bob, door.here, { title: "À tous" });
  const about = `${door.origin}/ap/articles/${article}`;
  expect((await door.say(activityOf(door.mallory, "Follow", `${door.origin}/ap/members/${door.bob.id}`), door.mallory)).became).toBe("applied");
  await eventually(async () => (await sql`select from federation.deliveries where state = 'waiting'`.execute(world.db)).rows.length, (n) => n === 0, [door.server]);
  await block(host);
  const [heard, asked] = [door.evil.heard.length, JSON.stringify([...door.evil.asked])];
  for (const [by, path] of [[door.mallory, "/inbox"], [door.mallory, "/ap/actor/inbox"], [mate, "/inbox"]] as const) await door.nothingComes(activityOf(by, "Like", about), by, { status: 403, path });
  // Its people named as the object of another's word are asked nothing either.
  await door.nothingComes(activityOf(door.alice, "Announce", `${door.evil.origin}/notes/1`), door.alice, { became: /ignored/ });
  await world.article(door.bob, door.here, { title: "Après le blocage" });
  await eventually(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'react' and run_at <= now()`.execute(world.db)).rows.length, (n) => n === 0, [door.server]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(door.evil.heard.length).toBe(heard);
  expect(JSON.stringify([...door.evil.asked])).toBe(asked);
  expect([...below.asked.keys()]).toEqual([]);
  // A request that says by its signature that it comes from there gets nothing.
  expect((await ap(`/ap/members/${door.bob.id}`, { ...acceptsActivity, signature: `keyId="${door.mallory.key.uri}",headers="date",signature="AAAA"` })).status).toBe(404);
  expect((await ap(`/ap/members/${door.bob.id}`)).status).toBe(200);
  await block(host, "open");
});

test("E11: what one of ours says to everybody is all that is said: no word of ours goes out with a narrower audience", async () => {
  const bodies = (await sql<{ body: string; type: string }>`select type, body from federation.activities where type in ('Create', 'Update', 'Announce')`.execute(door.server.world.db)).rows;
  expect(bodies.length).toBeGreaterThan(0);
  for (const { body } of bodies) expect(JSON.parse(body).to).toContain("https://www.w3.org/ns/activitystreams#Public");
});

test("C4: hosts and people of whom nothing is left are forgotten; those who left something stay", async () => {
  const { world } = door.server;
  const flood = await otherServer("foule");
  for (let n = 0; n < 6; n++) await post(door.server, door.host, activityOf(await flood.person(`p${n}`), "View", "https://rien.example/"), await flood.person(`p${n}`));
  const passing = await flood.person("passant");
  await door.say(activityOf(passing, "Follow", "https://rien.example/"), passing);
  await door.settled();
  const count = async (what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(world.db)).rows[0]?.n ?? -1;
  const followers = await count("federation.followers");
  expect(await count("federation.servers where host like 'foule.%'")).toBe(1);
  await forgetStrangers(world.db, Temporal.Now.instant().add({ hours: 24 * 20 }));
  expect(await count("federation.servers where host like 'foule.%'")).toBe(1);
  await sql`delete from federation.received`.execute(world.db);
  await forgetStrangers(world.db, Temporal.Now.instant().add({ hours: 24 * 31 }));
  expect(await count("federation.servers where host like 'foule.%'")).toBe(0);
  expect(await count("federation.actors where uri like 'http://foule.%'")).toBe(0);
  expect(await count("federation.followers")).toBe(followers);
  expect(await count(`federation.actors where uri = '${door.alice.id}'`)).toBe(1);
});

