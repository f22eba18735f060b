import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { findOwnActorAnywhere } from "../../src/features/federation/find-actor.ts";
import { rotateKey } from "../../src/features/federation/rotate-keys.ts";
import { eraseMember } from "../../src/features/erasure/erase-member.ts";
import { follow } from "../../src/features/follows/follow.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { inTransaction } from "../../src/platform/database.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { acceptsActivity, eventually, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let lea = {} as unknown as Person;

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("tramontane"), reachableServer("ubac")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  lea = await personOf(a, here, "Léa Le Goff");
});

async function followedBy(name: string): Promise<MemberViewer> {
  const viewer = await b.world.member(there, { name });
  await lea.lookUp(`@${viewer.handle}@${b.hostOf(there.slug)}`);
  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, name) }, true);
  await eventually(async () => (await sql`select from federation.following f join federation.actors m on m.id = f.actor_id where m.name = ${name} and f.state = 'accepted'`.execute(a.world.db)).rows.length, (n) => n === 1, [a, b]);
  return viewer;
}

const uriOf = (member: MemberViewer) => `http://${b.hostOf(there.slug)}/ap/members/${member.id}`;
const keysKnown = async (member: MemberViewer) => (await sql<{ uri: string }>`select k.uri from federation.keys k join federation.actors o on o.id = k.actor_id where o.uri = ${uriOf(member)}`.execute(a.world.db)).rows.map((row) => row.uri);
const isHere = async (title: string) => (await sql`select from contents where title = ${title}`.execute(a.world.db)).rows.length;
const sent = async (type: string) => (await sql<{ state: string; attempts: number; status: number; id: number }>`select d.id::int as id, d.state, d.attempts, d.status from federation.deliveries d join federation.activities e on e.id = d.activity_id where e.type = ${type} order by d.id`.execute(b.world.db)).rows;

async function rotate(member: MemberViewer): Promise<string> {
  const own = await findOwnActorAnywhere(b.world.db, "member", member.id, null);
  expect(own && (await rotateKey(b.world.db, own, Temporal.Now.instant()))).toBe(true);
  const answer = await b.ask(b.hostOf(there.slug), `/ap/members/${member.id}`, { headers: acceptsActivity });
  return (JSON.parse(answer.text) as { publicKey: { id: string } }).publicKey.id;
}

test("a new key is told under the former one, and what is said under it is believed at once", async () => {
  const camille = await followedBy("Camille Roy");
  expect(await keysKnown(camille)).toEqual([`${uriOf(camille)}#main-key`]);

  const key = await rotate(camille);
  await eventually(() => keysKnown(camille), (known) => known.join() === key, [a, b]);
  await b.world.article(camille, there, { title: "Sous la nouvelle clé" });
  await eventually(() => isHere("Sous la nouvelle clé"), (n) => n === 1, [a, b]);

  expect(key).not.toBe(`${uriOf(camille)}#main-key`);
  expect((await sent("Update")).map((each) => [each.state, each.attempts])).toEqual([["delivered", 1]]);
  expect((await sent("Create")).map((each) => [each.state, each.attempts])).toEqual([["delivered", 1]]);
});

test("who missed the new key asks once it doesn't hold, at most every ten minutes, and nothing is lost meanwhile", async () => {
  const karim = await followedBy("Karim Ould");
  // As if the news had been lost: it is settled before any worker may take it.
  await sql`create function lose() returns trigger language plpgsql as $$ begin if exists (select from federation.activities e where e.id = new.activity_id and e.type = 'Update') then new.state := 'expired'; end if; return new; end $$`.execute(b.world.db);
  await sql`create trigger lose before insert on federation.deliveries for each row execute function lose()`.execute(b.world.db);
  const key = await rotate(karim);
  await sql`update federation.actors set read_at = now() where uri = ${uriOf(karim)}`.execute(a.world.db);

  await b.world.article(karim, there, { title: "Sans nouvelle de la clé" });
  const [late] = await eventually(async () => (await sent("Create")).filter((each) => each.status === 401), (rows) => rows.length === 1 && rows[0]?.state === "waiting", [a, b]);
  expect([await isHere("Sans nouvelle de la clé"), await keysKnown(karim)]).toEqual([0, [`${uriOf(karim)}#main-key`]]);

  await sql`update federation.actors set read_at = now() - interval '11 minutes' where uri = ${uriOf(karim)}`.execute(a.world.db);
  await sql`update federation.servers set closed_until = null, failures = 0`.execute(b.world.db);
  await sql`update federation.deliveries set due_at = now() where id = ${late?.id}`.execute(b.world.db);
  await sql`select graphile_worker.add_job('deliver', '{}'::json)`.execute(b.world.db);
  await eventually(() => isHere("Sans nouvelle de la clé"), (n) => n === 1, [a, b]);
  expect(await keysKnown(karim)).toEqual([key]);
  await sql`drop trigger lose on federation.deliveries`.execute(b.world.db);
});

test("an account that closed shows nothing of itself any more, and still signs its farewell", async () => {
  const nadia = await followedBy("Nadia Benali");
  await rotate(nadia);
  await b.world.article(nadia, there, { title: "Avant de partir" });
  await eventually(() => isHere("Avant de partir"), (n) => n === 1, [a, b]);

  await inTransaction(b.world.db, (tx) => eraseMember(tx, nadia.id, "delete"));

  await eventually(async () => (await sql<{ state: string }>`select state from federation.actors where uri = ${uriOf(nadia)}`.execute(a.world.db)).rows[0]?.state, (state) => state === "gone", [a, b]);
  expect(await isHere("Avant de partir")).toBe(0);
  const left = await b.ask(b.hostOf(there.slug), `/ap/members/${nadia.id}`, { headers: acceptsActivity });
  expect([left.status, (JSON.parse(left.text) as { type: string }).type]).toEqual([410, "Tombstone"]);
});
