import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { follow } from "../../src/features/follows/follow.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberId } from "../../src/platform/ids.ts";
import type { TestServer } from "../support/server.ts";
import { activityOf, otherServer, post, type OtherServer, type Stranger } from "./other-server.ts";
import { acceptsActivity, countRows, eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let lea = {} as unknown as Person;

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("noroit"), reachableServer("oree")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  lea = await personOf(a, here, "Léa Le Goff");
});

const page = "/mon-espace/demenagement";
const outcomeOf = async (server: TestServer, person: Person, path: string, form: Record<string, string>) => {
  const answer = await server.ask(person.host, path, { method: "POST", form, cookie: person.cookie });
  return new URL(String(answer.headers["location"]), "http://x.example").searchParams;
};
const handleOf = (person: Person) => `@${person.viewer.handle}@${person.host}`;
const followedBy = async (server: TestServer, member: MemberId) => (await sql<{ target: string }>`select target from follows where member_id = ${member} and kind = 'member' order by target`.execute(server.world.db)).rows.map((row) => row.target);

test("who moves to an account of another server takes along those who follow them, there and here, once both accounts say so", async () => {
  const [before, after, paul] = [await personOf(b, there, "Camille d’avant"), await personOf(a, here, "Camille d’après"), await personOf(b, there, "Paul Voisin")];
  await lea.lookUp(handleOf(before));
  const standIn = await standInOf(a, "Camille d’avant");
  await follow(a.world.as(lea.viewer), { kind: "member", target: standIn }, true);
  await eventually(async () => (await sql`select from federation.followers`.execute(b.world.db)).rows.length, (n) => n === 1, [a, b]);
  await follow(b.world.as(paul.viewer), { kind: "member", target: before.viewer.id }, true);

  expect((await outcomeOf(b, before, page, { vers: handleOf(after) })).get("faute")).toBe("not-named");
  expect((await outcomeOf(b, before, page, { vers: handleOf(paul) })).get("faute")).toBe("ours");
  expect((await outcomeOf(a, after, "/mon-espace/adresses-ailleurs", { adresse: "@personne@oree.localhost" })).get("faute")).toBe("unknown");
  expect((await outcomeOf(a, after, "/mon-espace/adresses-ailleurs", { adresse: handleOf(before) })).get("fait")).toBe("added");
  expect((await a.ask(after.host, page, { cookie: after.cookie })).text).toContain(handleOf(before));
  expect((await outcomeOf(b, before, page, { vers: handleOf(after) })).get("fait")).toBe("moved");

  await eventually(() => followedBy(a, lea.viewer.id), (followed) => followed.join() === after.viewer.id, [a, b]);
  const arrived = await eventually(async () => (await sql<{ id: MemberId }>`select id from members where remote and name = 'Camille d’après'`.execute(b.world.db)).rows, (rows) => rows.length === 1, [a, b]);
  await eventually(() => followedBy(b, paul.viewer.id), (followed) => followed.join() === arrived[0]?.id, [a, b]);
  await eventually(async () => (await sql`select from federation.followers f join federation.actors o on o.id = f.actor_id where o.subject = ${after.viewer.id}`.execute(a.world.db)).rows.length, (n) => n === 1, [a, b]);
  await eventually(async () => (await sql`select from federation.followers`.execute(b.world.db)).rows.length, (n) => n === 0, [a, b]);
  const document = async (server: TestServer, person: Person) => JSON.parse((await server.ask(person.host, `/ap/members/${person.viewer.id}`, { headers: acceptsActivity })).text) as Record<string, unknown>;
  expect((await document(b, before))["movedTo"]).toBe(`${originOf(a, here.slug)}/ap/members/${after.viewer.id}`);
  expect((await document(a, after))["alsoKnownAs"]).toEqual([`${originOf(b, there.slug)}/ap/members/${before.viewer.id}`]);
  expect((await b.ask(before.host, `/membres/${before.viewer.handle}`)).text).toContain(handleOf(after));

  expect((await outcomeOf(b, before, `${page}/retour`, {})).get("fait")).toBe("back");
  expect((await document(b, before))["movedTo"]).toBeUndefined();
});

async function followed(elsewhere: OtherServer, name: string): Promise<Stranger> {
  const stranger = await elsewhere.person(name);
  await lea.lookUp(stranger.id);
  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, `${name} d’ailleurs`) }, true);
  await eventually(async () => elsewhere.heard.filter((each) => each.activity["type"] === "Follow" && each.activity["object"] === stranger.id).length, (n) => n === 1, [a]);
  return stranger;
}

async function verdictOn(stranger: Stranger, activity: Record<string, unknown>): Promise<string> {
  expect((await post(a, lea.host, activity, stranger)).status).toBe(202);
  const read = async () => (await sql<{ state: string; reason: string }>`select state, reason from federation.received where uri = ${String(activity["id"])}`.execute(a.world.db)).rows[0];
  const verdict = await eventually(read, (row) => row !== undefined && row.state !== "waiting", [a]);
  return `${verdict?.state}: ${verdict?.reason}`;
}

test("a move that only one of the two addresses tells, or somebody else, or again within a week, moves nobody", async () => {
  const elsewhere = await otherServer("ponant");
  const alice = await followed(elsewhere, "alice");
  const mallory = await elsewhere.person("mallory");
  const [next, third] = [`${elsewhere.origin}/users/alice2`, `${elsewhere.origin}/users/alice3`];
  const state = async () => {
    const { "federation.received": _received, ...rows } = await countRows(a);
    return { rows, followed: await followedBy(a, lea.viewer.id) };
  };
  const before = await state();

  expect(await verdictOn(mallory, activityOf(mallory, "Move", alice.id, { target: mallory.id }))).toBe("refused: somebody else's");
  expect(await verdictOn(alice, activityOf(alice, "Move", alice.id, { target: next }))).toBe("refused: the old address doesn't say so");
  elsewhere.serve("/users/alice", { ...documentOf(alice), movedTo: next });
  expect(await verdictOn(alice, activityOf(alice, "Move", alice.id, { target: next }))).toBe("ignored: nobody there");
  await elsewhere.person("alice2");
  expect(await verdictOn(alice, activityOf(alice, "Move", alice.id, { target: next }))).toBe("refused: the new address doesn't say so");
  expect(await state()).toEqual(before);

  await elsewhere.person("alice2", { alsoKnownAs: [alice.id] });
  expect(await verdictOn(alice, activityOf(alice, "Move", alice.id, { target: next }))).toBe("applied: ");
  const moved = await standInOf(a, "alice2 d’ailleurs");
  await eventually(() => followedBy(a, lea.viewer.id), (now) => now.includes(moved), [a]);
  await eventually(async () => elsewhere.heard.map((each) => [each.activity["type"], each.path]), (heard) => heard.some(([type]) => type === "Undo"), [a]);
  expect(await followedBy(a, lea.viewer.id)).not.toContain(await standInOf(a, "alice d’ailleurs"));

  await elsewhere.person("alice3", { alsoKnownAs: [alice.id] });
  elsewhere.serve("/users/alice", { ...documentOf(alice), movedTo: third });
  expect(await verdictOn(alice, activityOf(alice, "Move", alice.id, { target: third }))).toBe("refused: moved a short while ago");
});

function documentOf(stranger: Stranger): Record<string, unknown> {
  const { origin } = new URL(stranger.id);
  return { "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"], id: stranger.id, type: "Person", preferredUsername: "alice", name: "alice d’ailleurs", inbox: stranger.inbox, outbox: `${stranger.id}/outbox`, followers: `${stranger.id}/followers`, endpoints: { sharedInbox: `${origin}/inbox` }, publicKey: { id: stranger.key.uri, owner: stranger.id, publicKeyPem: stranger.key.publicPem } };
}
