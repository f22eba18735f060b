import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { activityOf, otherServer, post, type OtherServer, type Stranger } from "../federation/other-server.ts";
import { countRows, originOf, reachableServer } from "../federation/servers.ts";
import { until, type TestServer } from "../support/server.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";

let server: TestServer;
let here: Territory;
let bob: MemberViewer;
let host: string;
let followed: string;
let [evil, victim] = [] as unknown as [OtherServer, OtherServer];
let [mallory, alice] = [] as unknown as [Stranger, Stranger];

beforeAll(async () => {
  server = await reachableServer("crue");
  here = await server.world.territory();
  bob = await server.world.member(here);
  await server.reload();
  host = server.hostOf(here.slug);
  followed = `${originOf(server, here.slug)}/ap/members/${bob.id}`;
  [evil, victim] = await Promise.all([otherServer("mauvais"), otherServer("victime")]);
  [mallory, alice] = await Promise.all([evil.person("mallory"), victim.person("alice")]);
});

/** Until the workers have made something of all that was taken. */
async function settled(): Promise<void> {
  await until(async () => (await sql`select from federation.received where state = 'waiting'`.execute(server.world.db)).rows.length === 0);
}

/** Nothing of it is taken, and nothing is written, whatever comes after it in the queue. */
async function refusedWith(status: number | readonly number[], send: () => ReturnType<typeof post>): Promise<void> {
  await settled();
  const before = await countRows(server);
  const answer = await send();
  expect([status].flat()).toContain(answer.status);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await countRows(server)).toEqual(before);
}

const follow = (by: Stranger, more: Record<string, unknown> = {}) => activityOf(by, "Follow", followed, more);

test("what is rightly signed is taken: else the rest of this file would prove nothing", async () => {
  for (const form of ["rfc9421", "cavage"] as const) expect((await post(server, host, follow(alice), alice, { form })).status).toBe(202);
  expect((await post(server, host, follow(alice), alice, { path: `/ap/members/${bob.id}/inbox` })).status).toBe(202);
});

describe.each(["rfc9421", "cavage"] as const)("signed as %s", (form) => {
  test("A1 S2: a key of one, in the name of another", () => refusedWith(401, () => post(server, host, follow(alice), mallory, { form })));
  test("A2 S1: no signature, a signature twice, one that leaves out what matters, one of an unknown kind", async () => {
    await refusedWith(401, () => post(server, host, follow(mallory), null));
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, drop: ["signature"] }));
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, headers: { signature: "" } }));
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, headers: { signature: `keyId="${mallory.key.uri}",headers="date",signature="AAAA"`, "signature-input": "" }, drop: ["signature-input"] }));
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, headers: { "signature-input": `sig1=("@method" "@target-uri");keyid="${mallory.key.uri}";created=1, sig2=("@method")` } }));
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, headers: { "signature-input": `sig1=("date");alg="none";keyid="${mallory.key.uri}";created=${Math.floor(Date.now() / 1000)}` } }));
  });
  test("A8 S12 S13: another body than the one that was signed", async () => {
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, body: JSON.stringify(follow(mallory)) }));
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, drop: ["digest", "content-digest"] }));
  });
  test("A9 S14: what was signed days ago", async () => {
    const past = new Date(Date.now() - 3 * 86_400_000).toUTCString();
    await refusedWith(401, () => post(server, host, follow(mallory), mallory, { form, headers: form === "cavage" ? { date: past } : { "signature-input": `sig1=("@method" "@target-uri" "content-digest");alg="rsa-v1_5-sha256";keyid="${mallory.key.uri}";created=${Math.floor(Date.now() / 1000) - 3 * 86_400}` } }));
  });
});

test("A9 S15: the same words again, also at another inbox, have one effect", async () => {
  const again = follow(alice);
  expect((await post(server, host, again, alice)).status).toBe(202);
  await settled();
  const before = await countRows(server);
  expect((await post(server, host, again, alice)).status).toBe(202);
  expect((await post(server, host, again, alice, { path: "/ap/actor/inbox" })).status).toBe(202);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(await countRows(server)).toEqual(before);
});

test("A10 S3 S4 S19 S20: a key that says itself to be somebody's, somebody's document served by another, a key behind a redirect", async () => {
  const stolen = { ...mallory, id: alice.id };
  // A key document on evil's server that claims alice for its owner.
  evil.serve("/k1", { "@context": "https://w3id.org/security/v1", id: `${evil.origin}/k1`, type: "Key", owner: alice.id, publicKeyPem: mallory.key.publicPem });
  await refusedWith(401, () => post(server, host, follow(stolen), { ...stolen, key: { ...mallory.key, uri: `${evil.origin}/k1` } }));
  // alice's document, served by evil.
  evil.serve("/alice", { "@context": "https://www.w3.org/ns/activitystreams", id: alice.id, type: "Person", preferredUsername: "alice", inbox: `${evil.origin}/i`, publicKey: { id: `${evil.origin}/alice#k`, owner: alice.id, publicKeyPem: mallory.key.publicPem } });
  await refusedWith(401, () => post(server, host, follow(stolen), { ...stolen, key: { ...mallory.key, uri: `${evil.origin}/alice#k` } }));
  // An address of victim's that leads to evil's document.
  victim.serve("/redirect", "", { status: 302, headers: { location: `${evil.origin}/users/mallory` } });
  const behind = { ...mallory, id: `${victim.origin}/redirect`, key: { ...mallory.key, uri: `${victim.origin}/redirect#main-key` } };
  await refusedWith(401, () => post(server, host, follow(behind), behind));
});

test("A3 S5 S8 S9: an activity of another host, without an address, of two actors", async () => {
  await refusedWith(400, () => post(server, host, follow(mallory, { id: `${victim.origin}/a/5` }), mallory));
  await refusedWith(400, () => post(server, host, follow(mallory, { id: undefined }), mallory));
  await refusedWith(400, () => post(server, host, follow(mallory, { actor: [mallory.id, alice.id] }), mallory));
});

test("A7 S10 S11: words that are given another meaning, graphs and inclusions", async () => {
  await refusedWith(400, () => post(server, host, { ...follow(mallory), "@context": ["https://www.w3.org/ns/activitystreams", { actor: "as:summary", doer: "as:actor" }], actor: alice.id, doer: mallory.id }, mallory));
  await refusedWith(400, () => post(server, host, { "@context": "https://www.w3.org/ns/activitystreams", "@graph": [follow(mallory)] }, mallory));
  await refusedWith(400, () => post(server, host, { ...follow(mallory), "@included": [{ id: alice.id, type: "Person" }] }, mallory));
});

test("A12 S18: an upload served as a picture or as plain text is nobody's word", async () => {
  const document = { "@context": "https://www.w3.org/ns/activitystreams", id: `${victim.origin}/media/1`, type: "Person", preferredUsername: "moi", inbox: `${victim.origin}/media/1/inbox`, publicKey: { id: `${victim.origin}/media/1#k`, owner: `${victim.origin}/media/1`, publicKeyPem: mallory.key.publicPem } };
  for (const type of ["text/plain", "image/png", "application/json", "text/html"]) {
    victim.serve("/media/1", document, { type });
    const uploaded = { ...mallory, id: `${victim.origin}/media/1`, key: { ...mallory.key, uri: `${victim.origin}/media/1#k` } };
    await refusedWith(401, () => post(server, host, follow(uploaded), uploaded));
  }
});

test("C1 D1 D2: bodies too large, too deep, packed, or of another type are refused before anything is asked of anybody", async () => {
  const asked = evil.asked.get("/users/nobody") ?? 0;
  const nobody = { ...mallory, id: `${evil.origin}/users/nobody`, key: { ...mallory.key, uri: `${evil.origin}/users/nobody#main-key` } };
  for (const depth of [33, 1000, 100_000]) await refusedWith(400, () => post(server, host, `{"@context":${"[".repeat(depth)}${"]".repeat(depth)}}`, nobody));
  await refusedWith(415, () => post(server, host, follow(nobody), nobody, { headers: { "content-encoding": "gzip" } }));
  await refusedWith(415, () => post(server, host, follow(nobody), nobody, { headers: { "content-type": "text/plain" } }));
  await refusedWith(400, () => post(server, host, "[]", nobody));
  await refusedWith(400, () => post(server, host, "{", nobody));
  await refusedWith(400, () => post(server, host, follow(nobody, { to: Array.from({ length: 20_000 }, (_, n) => `http://m/${n}`) }), nobody));
  // The door is shut while the rest is on its way: the sender may see the answer, or only the shut door.
  const shut = (error: unknown) => ({ status: /hang up|EPIPE|ECONNRESET/.test(String(error)) ? 413 : 0, headers: {}, text: "", cookies: [] });
  await refusedWith(413, () => post(server, host, follow(nobody, { content: "x".repeat(1_100_000) }), nobody).catch(shut));
  expect(evil.asked.get("/users/nobody") ?? 0).toBe(asked);
});

test("S16 E5: a host that isn't ours has no inbox, whatever the port", async () => {
  await refusedWith([404, 421], () => post(server, "ailleurs.example", follow(alice), alice));
});
