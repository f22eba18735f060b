import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import type { Database } from "../../platform/database.ts";
import { findSendersAnywhere } from "./find-actor.ts";
import { meetActor } from "./meet-actor.ts";
import { makeLetterbox } from "./receive.ts";
import type { OtherActor } from "./actor.ts";

const at = Temporal.Instant.from("2026-12-01T08:00:00Z");
const pem = (host: string) => `-----BEGIN PUBLIC KEY-----\n${host}\n-----END PUBLIC KEY-----`;

function meet(db: Database, host: string): Promise<OtherActor> {
  const uri = `https://${host}/camille`;
  return meetActor(db, { uri, kind: "member", handle: "camille", name: "Camille", about: "", url: uri, icon: "", inbox: `${uri}/inbox`, sharedInbox: null, followersUri: null, outboxUri: null, alsoKnownAs: [], movedTo: null, suspended: false, keys: [{ uri: `${uri}#key`, publicPem: pem(host) }] }, at);
}

const letter = (from: OtherActor, n: number, type = "Like") => ({ uri: `${from.uri}/acts/${n}`, type, body: `{"n":${n}}`, actor: from.id, server: from.server, at });
const jobs = async (db: Database, of: readonly OtherActor[]) => (await sql<{ key: string; later: boolean }>`select key, run_at > now() as later from graphile_worker.jobs where key = any(${of.map((each) => `hear ${each.server}`)}::text[]) order by key`.execute(db)).rows;
const kept = async (db: Database, of: readonly OtherActor[]) => (await sql<{ uri: string; state: string }>`select uri, state from federation.received where actor_id = any(${of.map((each) => each.id)}::uuid[]) order by uri`.execute(db)).rows;

test("a crowd of letters of three servers is written down once each, and each server is heard by one job, a second later", async () => {
  const { db } = await newWorld();
  const people = await Promise.all(["un.test", "deux.test", "trois.test"].map((host) => meet(db, host)));
  const letterbox = makeLetterbox(db);
  const letters = people.flatMap((person) => Array.from({ length: 20 }, (_, n) => letter(person, n)));
  // Each at two inboxes, as who is followed from both.
  await Promise.all([...letters, ...letters].map((each) => letterbox.keep(each)));
  expect((await kept(db, people)).map((each) => each.uri)).toEqual(letters.map((each) => each.uri).sort());
  expect(await jobs(db, people)).toEqual(people.map((person) => ({ key: `hear ${person.server}`, later: true })).sort((a, b) => (a.key < b.key ? -1 : 1)));
});

test("a letter alone is heard at once, and one that was heard isn't heard again", async () => {
  const { db } = await newWorld();
  const person = await meet(db, "seul.test");
  const letterbox = makeLetterbox(db);
  await letterbox.keep(letter(person, 1));
  expect(await jobs(db, [person])).toEqual([{ key: `hear ${person.server}`, later: false }]);
  await sql`update federation.received set state = 'applied', body = '' where actor_id = ${person.id}`.execute(db);
  await sql`delete from graphile_worker._private_jobs where key = ${`hear ${person.server}`}`.execute(db);
  await letterbox.keep(letter(person, 1));
  expect(await kept(db, [person])).toEqual([{ uri: `${person.uri}/acts/1`, state: "applied" }]);
  expect(await jobs(db, [person])).toEqual([]);
});

test("a letter that can't be written down is the only one of its crowd that isn't taken", async () => {
  const { db } = await newWorld();
  const person = await meet(db, "faux.test");
  const letterbox = makeLetterbox(db);
  const taken = await Promise.allSettled([letter(person, 1), letter(person, 2, "Like\u0000"), letter(person, 3)].map((each) => letterbox.keep(each)));
  expect(taken.map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect((await kept(db, [person])).map((each) => each.uri)).toEqual([`${person.uri}/acts/1`, `${person.uri}/acts/3`]);
});

test("who are asked for together each get their own answer: known with this key, with another, blocked, unknown", async () => {
  const { db } = await newWorld();
  const [a, b] = [await meet(db, "a.test"), await meet(db, "b.test")];
  await sql`insert into federation.restrictions (server_id, territory_id, trust) values (${b.server}, null, 'blocked')`.execute(db);
  const asked = (host: string, key = "key") => ({ uri: `https://${host}/camille`, host, key: `https://${host}/camille#${key}` });
  const found = await findSendersAnywhere(db, [asked("c.test"), asked("a.test"), asked("b.test"), asked("a.test", "old")]);
  expect(found.map((each) => [each.actor?.id ?? null, each.publicPem, each.blocked, each.own])).toEqual([[null, null, false, false], [a.id, pem("a.test"), false, false], [b.id, pem("b.test"), true, false], [a.id, null, false, false]]);
});
