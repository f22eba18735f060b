import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { inviteServer } from "../../src/features/network/join-network.ts";
import { makeSigningKeys, signJson, type SigningKeys } from "../../src/platform/signed-json.ts";
import { newId } from "../../src/platform/ids.ts";
import { otherServer, type OtherServer } from "../federation/other-server.ts";
import { eventually, reachableServer } from "../federation/servers.ts";
import { until, type TestServer } from "../support/server.ts";

let server: TestServer;
let [evil, friend] = [] as unknown as [OtherServer, OtherServer];
const [evilKeys, friendKeys] = [makeSigningKeys(), makeSigningKeys()];
const hostOf = (other: OtherServer) => new URL(other.origin).host;

beforeAll(async () => {
  server = await reachableServer("greve");
  await server.world.territory();
  await server.reload();
  [evil, friend] = await Promise.all([otherServer("intrus"), otherServer("alliee")]);
});

function acceptance(host: string, keys: SigningKeys, network: string, more: object = {}) {
  return signJson({ type: "acceptance", network, host, by: host, at: new Date().toISOString(), key: keys.publicKey, ...more }, keys.privateKey);
}

/** Serves a list at another server, as it would. */
function list(at: OtherServer, keys: SigningKeys, more: object, signedBy = keys) {
  const value = { type: "EchosciencesNetwork", profile: "1", host: hostOf(at), issued: new Date().toISOString(), key: keys.publicKey, acceptance: null, platforms: [], members: [], invites: [], ...more };
  at.serve("/network.json", signJson(value, signedBy.privateKey), { type: "application/json" });
}

const knock = (host: string) => server.ask(server.portal, "/network.json", { method: "POST", body: JSON.stringify({ host }), headers: { "content-type": "application/json" } });
const peers = async () => (await sql<{ host: string; state: string; platforms: unknown[]; issued_at: unknown; trouble: string }>`select host, state, platforms, issued_at, trouble from network.peers order by host`.execute(server.world.db)).rows;
const rows = async () => ({ peers: (await peers()).map((peer) => ({ ...peer, trouble: null })), self: (await sql`select network, acceptance from network.self`.execute(server.world.db)).rows, trusted: (await sql`select host, trust from federation.servers order by host`.execute(server.world.db)).rows, following: (await sql`select from federation.following`.execute(server.world.db)).rows.length });

/** The worker has looked there, and nothing changed. */
async function looked(at: OtherServer, send: () => ReturnType<typeof knock>): Promise<void> {
  const [before, asked] = [await rows(), at.asked.get("/network.json") ?? 0];
  expect((await send()).status).toBe(202);
  await until(async () => (at.asked.get("/network.json") ?? 0) > asked);
  await until(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'look-at-peer'`.execute(server.world.db)).rows.length === 0);
  expect(await rows()).toEqual(before);
}

const us = () => server.portal;
const network = newId();

test("a forged invitation: in another's name, signed by another, without a signature, by somebody of no network", async () => {
  const invites = [{ host: us(), at: new Date().toISOString() }];
  list(evil, evilKeys, { invites, host: hostOf(friend), acceptance: acceptance(hostOf(friend), evilKeys, network) });
  await looked(evil, () => knock(hostOf(evil)));
  list(evil, friendKeys, { invites, acceptance: acceptance(hostOf(evil), evilKeys, network) }, evilKeys);
  await looked(evil, () => knock(hostOf(evil)));
  evil.serve("/network.json", { type: "EchosciencesNetwork", host: hostOf(evil), issued: new Date().toISOString(), key: evilKeys.publicKey, acceptance: acceptance(hostOf(evil), evilKeys, network), invites }, { type: "application/json" });
  await looked(evil, () => knock(hostOf(evil)));
  list(evil, evilKeys, { invites });
  await looked(evil, () => knock(hostOf(evil)));
  list(evil, evilKeys, { invites, acceptance: acceptance(hostOf(friend), friendKeys, network) });
  await looked(evil, () => knock(hostOf(evil)));
});

test("a knock carries nothing but a name: no address, no path, nothing of ours, not too often", async () => {
  const before = await rows();
  for (const host of ["", "localhost", us(), `${hostOf(evil)}/network.json`, `http://${hostOf(evil)}`, "a b.example", "A.example"]) expect((await knock(host)).status, host).toBe(400);
  const flood = await Promise.all(Array.from({ length: 40 }, () => knock(hostOf(friend)).then((answer) => answer.status)));
  expect(new Set(flood)).toEqual(new Set([202, 429]));
  expect(flood.filter((status) => status === 202).length).toBeLessThanOrEqual(6);
  await until(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'look-at-peer'`.execute(server.world.db)).rows.length === 0);
  expect(await rows()).toEqual(before);
});

/** The worker looks by itself, as it does every day: knocks are counted. */
const look = (host: string) => async () => {
  await sql`select graphile_worker.add_job('look-at-peer', json_build_object('host', ${host}::text, 'toldBy', null))`.execute(server.world.db);
  return { status: 202 } as Awaited<ReturnType<typeof knock>>;
};

test("an acceptance by somebody else than whom we invited, or for another network, makes nobody a member; the right one does", async () => {
  await inviteServer({ db: server.world.db, by: null, host: us(), at: Temporal.Now.instant() }, hostOf(friend));
  const { rows: [self] } = await sql<{ network: string }>`select network from network.self`.execute(server.world.db);
  const ours = self?.network ?? "";
  list(evil, evilKeys, { acceptance: acceptance(hostOf(evil), evilKeys, ours), members: [acceptance(us(), evilKeys, ours)] });
  await looked(evil, look(hostOf(evil)));
  const settled = async () => (await peers()).find((each) => each.host === hostOf(friend))?.state;
  for (const said of [acceptance(hostOf(friend), evilKeys, ours), acceptance(hostOf(evil), evilKeys, ours), acceptance(hostOf(friend), friendKeys, network), { ...acceptance(hostOf(friend), friendKeys, network), network: ours }]) {
    list(friend, friendKeys, { acceptance: said });
    const asked = friend.asked.get("/network.json") ?? 0;
    await look(hostOf(friend))();
    await until(async () => (friend.asked.get("/network.json") ?? 0) > asked);
    await until(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'look-at-peer'`.execute(server.world.db)).rows.length === 0);
    expect(await settled()).toBe("invited");
  }
  list(friend, friendKeys, { acceptance: acceptance(hostOf(friend), friendKeys, ours) });
  await look(hostOf(friend))();
  await eventually(settled, (state) => state === "member", [server]);
});

test("a list of before, one signed with another key, and one kept too long change nothing of a member", async () => {
  const ours = (await sql<{ network: string }>`select network from network.self`.execute(server.world.db)).rows[0]?.network ?? "";
  const word = acceptance(hostOf(friend), friendKeys, ours);
  list(friend, friendKeys, { issued: new Date(Date.now() - 3_600_000).toISOString() });
  await looked(friend, look(hostOf(friend)));
  expect((await peers()).find((each) => each.host === hostOf(friend))?.trouble).toBe("old");
  list(friend, evilKeys, { acceptance: acceptance(hostOf(friend), evilKeys, ours) });
  await looked(friend, look(hostOf(friend)));
  expect((await peers()).find((each) => each.host === hostOf(friend))?.trouble).toBe("other-key");
  for (const hours of [-48, 48]) {
    list(friend, friendKeys, { acceptance: word, issued: new Date(Date.now() + hours * 3_600_000).toISOString() });
    await looked(friend, look(hostOf(friend)));
  }
});

test("a member can't make others members, nor name territories that aren't its own", async () => {
  const ours = (await sql<{ network: string }>`select network from network.self`.execute(server.world.db)).rows[0]?.network ?? "";
  const platform = (origin: string) => ({ origin, host: new URL(origin).host, actor: `${origin}/ap/actor`, name: "Faux", structure: "", perimeter: [], hue: 1, zone: "Europe/Paris", latitude: 1, longitude: 1, figures: {} });
  list(evil, evilKeys, {});
  list(friend, friendKeys, { acceptance: acceptance(hostOf(friend), friendKeys, ours), platforms: [platform(evil.origin), platform(`http://${us()}`), { ...platform(friend.origin), actor: `${evil.origin}/ap/actor` }], members: [acceptance(hostOf(evil), evilKeys, ours), { ...acceptance(hostOf(evil), friendKeys, ours) }] });
  const asked = evil.asked.get("/network.json") ?? 0;
  await look(hostOf(friend))();
  // It is asked itself, and says nothing of the kind.
  await until(async () => (evil.asked.get("/network.json") ?? 0) > asked);
  await until(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'look-at-peer'`.execute(server.world.db)).rows.length === 0);
  expect((await peers()).map(({ host, state, platforms }) => [host, state, platforms.length])).toEqual([[hostOf(friend), "member", 0]]);
  expect((await sql<{ host: string }>`select host from federation.servers where trust = 'network'`.execute(server.world.db)).rows.map((row) => row.host)).toEqual([hostOf(friend)]);
});
