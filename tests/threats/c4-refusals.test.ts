import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { signedHeaders } from "../../src/edge/activitypub/signing.ts";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import { forgetOldTraffic } from "../../src/features/federation/receive.ts";
import type { SignatureForm } from "../../src/features/federation/server.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, otherServer, post, type Stranger } from "../federation/other-server.ts";

let door: Door;
let [animator, coordinator] = ["", ""];
let followed: string;

beforeAll(async () => {
  door = await makeDoor("guichet");
  const { world, logIn, hostOf, portal } = door.server;
  followed = `${door.origin}/ap/members/${door.bob.id}`;
  animator = await logIn(await world.account(await world.member(door.here, { animates: [door.here] })), "une phrase assez longue", hostOf(door.here.slug));
  coordinator = await logIn(await world.account(await world.member(door.here, { coordinator: true })), "une phrase assez longue", portal);
  // Met, with their keys: before that nothing can be theirs.
  for (const each of [door.mallory, door.alice]) expect((await door.say(activityOf(each, "Follow", followed), each)).became).toBe("applied");
});

interface Counted {
  readonly host: string;
  readonly reason: string;
  readonly times: number;
}
const hostOf = (origin: string) => new URL(origin).host;
const counted = async () => (await sql<Counted>`select s.host, f.reason, f.times from federation.refusals f join federation.servers s on s.id = f.server_id order by s.host, f.reason`.execute(door.server.world.db)).rows;
const ask = async (path: string) => (await door.server.ask(door.host, path, { cookie: animator })).text;
const foreign = (by: Stranger, as: Stranger) => activityOf(by, "Follow", followed, { id: `${as.id}/activities/${Math.random()}` });

/** Signed by mallory, who says that it was done with alice's key. */
async function forged(body: string, form: SignatureForm): Promise<number> {
  const { host: _host, ...signed } = await signedHeaders(door.mallory.key, form, `http://${door.host}/inbox`, body);
  const headers = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name, value.replace(door.mallory.key.uri, door.alice.key.uri)]));
  return (await door.server.ask(door.host, "/inbox", { method: "POST", headers, body })).status;
}

test("C4: what nobody signed, or is forged, fills no table and stains no server: neither one that it names nor one that we never met", async () => {
  const never = await (await otherServer("inconnue")).person("personne");
  const servers = async () => (await sql<{ host: string }>`select host from federation.servers order by host`.execute(door.server.world.db)).rows;
  const before = await servers();

  for (const body of ["{", "[]", JSON.stringify({ type: "Follow" })]) {
    for (const by of [null, never]) expect([400, 401]).toContain((await post(door.server, door.host, body, by)).status);
    for (const form of ["rfc9421", "cavage"] as const) expect([400, 401]).toContain(await forged(body, form));
    // Signed by whom it says, and another body than the one that was signed.
    expect([400, 401]).toContain((await post(door.server, door.host, activityOf(door.alice, "Follow", followed), door.alice, { body })).status);
  }
  expect(await forged(JSON.stringify(foreign(door.alice, door.mallory)), "cavage")).toBe(400);

  expect(await counted()).toEqual([]);
  expect(await servers()).toEqual(before);
  expect(await ask(`/animation/serveurs/${hostOf(door.victim.origin)}`)).toContain("Rien de ce que ce serveur a signé n’a été refusé");
});

test("C4: what a server signed and isn't taken is counted against it, a hundred times in one row, and never against whom it pretends to be", async () => {
  for (let n = 0; n < 100; n += 10) expect(await Promise.all(Array.from({ length: 10 }, async () => (await post(door.server, door.host, foreign(door.mallory, door.alice), door.mallory)).status))).toEqual(Array.from({ length: 10 }, () => 400));
  // In alice's name, under mallory's own key.
  expect((await post(door.server, door.host, activityOf(door.alice, "Follow", followed), door.mallory)).status).toBe(401);
  expect((await post(door.server, door.host, "{", door.mallory)).status).toBe(400);
  // Private words to one of ours, from a server that nobody vouched for; and what is taken at the door and refused when it is heard.
  const article = await door.server.world.article(door.bob, door.here);
  const said = { id: `${door.mallory.id}/notes/1`, type: "Note", attributedTo: door.mallory.id, content: "<p>Psst</p>", to: [followed], inReplyTo: `${door.origin}/ap/articles/${article}` };
  expect((await door.say(activityOf(door.mallory, "Create", said, { to: [followed] }), door.mallory)).reason).toBe("private-untrusted");
  await door.say(activityOf(door.alice, "Create", { ...said, id: `${door.alice.id}/notes/1`, attributedTo: door.alice.id, to: ["https://www.w3.org/ns/activitystreams#Public"] }), door.alice);
  expect((await door.say(activityOf(door.mallory, "Undo", { id: `${door.mallory.id}/likes/1`, type: "Like", actor: door.alice.id, object: followed }), door.mallory)).became).toMatch(/^refused/);

  const host = hostOf(door.evil.origin);
  expect(await counted()).toEqual([
    { host, reason: "foreign-id", times: 100 },
    { host, reason: "foreign-key", times: 1 },
    { host, reason: "not-json", times: 1 },
    { host, reason: "private-untrusted", times: 1 },
    { host, reason: "somebody else's act", times: 1 },
  ]);
});

test("whoever animates reads on the server's card why it was refused, how often and when last, and goes from there to the decision", async () => {
  const host = hostOf(door.evil.origin);
  const card = await ask(`/animation/serveurs/${host}`);
  expect(card).toMatch(/Il parle au nom de quelqu’un d’autre<\/td><td>102 fois<\/td><td>[^<]+<\/td>/);
  expect(card).toMatch(/C’est illisible<\/td><td>1 fois<\/td>/);
  expect(card).toContain('<a href="#decider">limiter ou bloquer ce serveur</a>');
  expect(card).toMatch(/id="decider"/);
  expect(card).not.toMatch(/foreign-|not-json/);
  expect(await ask("/animation/serveurs")).toContain("104 refus cette semaine");
  const withRefusals = await ask("/animation/serveurs?etat=refused");
  expect([withRefusals.includes(host), withRefusals.includes(hostOf(door.victim.origin))]).toEqual([true, false]);
  const all = (await door.server.ask(door.server.portal, `/coordination/serveurs/${host}`, { cookie: coordinator })).text;
  expect(all).toContain("102 fois");
});

test("a server that is blocked goes on being counted, and what was refused a month ago is told no more", async () => {
  const { world } = door.server;
  const host = hostOf(door.evil.origin);
  await decideTrust(world.as(await world.member(door.here, { coordinator: true })), null, [{ host, trust: "blocked", reason: "Des insultes" }]);
  expect((await post(door.server, door.host, activityOf(door.mallory, "Follow", followed), door.mallory)).status).toBe(403);
  expect(await ask(`/animation/serveurs/${host}`)).toMatch(/Il est bloqué<\/td><td>1 fois/);

  await sql`update federation.refusals set last_at = last_at - interval '31 days', day = day - 31 where reason = 'foreign-id'`.execute(world.db);
  expect(await ask(`/animation/serveurs/${host}`)).toMatch(/Il parle au nom de quelqu’un d’autre<\/td><td>2 fois/);
  await forgetOldTraffic(world.db, Temporal.Now.instant().add({ hours: 24 }));
  expect((await counted()).map((each) => each.reason)).not.toContain("foreign-id");
});
