import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { PeerState } from "../../src/features/network/peer.ts";
import { house, type House } from "./houses.ts";
import { eventually } from "./servers.ts";

let [a, b, d] = [] as unknown as [House, House, House];
const both = () => [a.server, b.server, d.server];
const trustOf = async ({ server }: House, host: string) => (await sql<{ trust: string }>`select trust from federation.servers where host = ${host}`.execute(server.world.db)).rows[0]?.trust ?? "open";
const becomes = (one: House, other: House, state: PeerState | undefined) => eventually(() => one.stateOf(other), (now) => now === state, both());
const lookAgain = ({ server }: House) => sql`select graphile_worker.add_job('look-at-peers')`.execute(server.world.db);
const platformOf = ({ server, territory }: House) => server.hostOf(territory.slug);

beforeAll(async () => {
  [a, b, d] = await Promise.all([house("amarre"), house("balise"), house("digue")]);
});

test("a coordinator invites another server, whose coordinator accepts: both list each other, and trust and follow each other's territories", async () => {
  expect(await a.post("inviter", { host: a.server.portal })).toBe(422);
  expect(await a.post("inviter", { host: b.server.portal })).toBe(303);
  await becomes(b, a, "inviting");
  const waiting = (await b.server.ask(b.server.portal, "/coordination/reseau", { cookie: b.cookie })).text;
  expect(waiting).toContain("Invitations reçues");
  expect(waiting).toContain(a.server.portal);
  expect(await trustOf(b, platformOf(a))).toBe("open");

  expect(await b.post("repondre", { host: a.server.portal, answer: "accept" })).toBe(303);
  await becomes(a, b, "member");
  expect(await b.stateOf(a)).toBe("member");
  for (const [one, other] of [[a, b], [b, a]] as const) {
    expect(await trustOf(one, platformOf(other))).toBe("network");
    await eventually(async () => (await sql<{ uri: string }>`select e.uri from federation.following f join federation.actors e on e.id = f.actor_id where f.state = 'accepted'`.execute(one.server.world.db)).rows, (rows) => rows.some((row) => row.uri.startsWith(`http://${platformOf(other)}/`)), both());
  }
  const list = JSON.parse((await a.server.ask(a.server.portal, "/network.json")).text) as { members: { host: string }[]; platforms: { name: string }[] };
  expect(list.members.map((each) => each.host)).toEqual([b.server.portal]);
  expect(list.platforms.map((each) => each.name)).toEqual([a.territory.name]);
  expect((await a.server.ask(a.server.portal, "/coordination/reseau", { cookie: a.cookie })).text).toContain(b.territory.name);
});

test("whom one of them invites is proposed to the others, who count it when they confirm", async () => {
  expect(await b.post("inviter", { host: d.server.portal })).toBe(303);
  await becomes(d, b, "inviting");
  expect(await d.post("repondre", { host: b.server.portal, answer: "accept" })).toBe(303);
  await becomes(b, d, "member");
  await Promise.all([lookAgain(a), lookAgain(d)]);
  await becomes(a, d, "proposed");
  await becomes(d, a, "proposed");
  expect(await trustOf(a, platformOf(d))).toBe("open");
  expect((await a.server.ask(a.server.portal, "/coordination/reseau", { cookie: a.cookie })).text).toContain(`sur la liste de ${b.server.portal}`);

  expect(await a.post("repondre", { host: d.server.portal, answer: "accept" })).toBe(303);
  expect(await d.post("repondre", { host: a.server.portal, answer: "accept" })).toBe(303);
  expect(await trustOf(a, platformOf(d))).toBe("network");
  expect(await d.post("inviter", { host: a.server.portal })).toBe(422);
});

test("who leaves is dropped by everybody, and comes back only when somebody asks", async () => {
  expect(await b.post("quitter", {})).toBe(303);
  await becomes(a, b, "left");
  await becomes(d, b, "left");
  expect(await trustOf(a, platformOf(b))).toBe("open");
  expect(await trustOf(b, platformOf(a))).toBe("open");
  await eventually(async () => (await sql`select from federation.following`.execute(b.server.world.db)).rows.length, (n) => n === 0, both());
  expect(await a.stateOf(d)).toBe("member");
  const list = JSON.parse((await a.server.ask(a.server.portal, "/network.json")).text) as { members: { host: string }[] };
  expect(list.members.map((each) => each.host)).toEqual([d.server.portal]);

  expect(await a.post("inviter", { host: b.server.portal })).toBe(303);
  await becomes(b, a, "inviting");
  expect(await b.post("repondre", { host: a.server.portal, answer: "decline" })).toBe(303);
  expect(await b.stateOf(a)).toBe("declined");
  expect(await a.post("repondre", { host: b.server.portal, answer: "decline" })).toBe(303);
  expect(await a.stateOf(b)).toBe(undefined);
});
