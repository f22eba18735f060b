import { sql } from "kysely";
import { expect, test } from "vitest";
import { signedHeaders } from "../../src/edge/activitypub/signing.ts";
import { digestOfIds, writeSynchronization } from "../../src/edge/activitypub/synchronization.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { activityOf, otherServer, post } from "./other-server.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

test("when two servers don't agree any more who follows whom, the next word to followers tells, and it is mended on both sides", async () => {
  const [a, b] = await Promise.all([reachableServer("abeille"), reachableServer("bourdon")]);
  const [here, there] = [await a.world.territory(), await b.world.territory()];
  await Promise.all([a.reload(), b.reload()]);
  const people: Person[] = [];
  for (const name of ["Léa", "Paul", "Nina"]) people.push(await personOf(a, here, name));
  const [lea, paul, nina] = people as [Person, Person, Person];
  const camille = await b.world.member(there, { name: "Camille Roy" });
  await lea.lookUp(`@${camille.handle}@${b.hostOf(there.slug)}`);
  for (const person of people) await follow(a.world.as(person.viewer), { kind: "member", target: await standInOf(a, "Camille Roy") }, true);
  const known = async () => (await sql<{ uri: string }>`select f.uri from federation.followers x join federation.actors f on f.id = x.follower_id order by f.uri`.execute(b.world.db)).rows.map((row) => row.uri);
  await eventually(async () => (await sql`select from federation.following where state = 'accepted'`.execute(a.world.db)).rows.length, (n) => n === 3, [a, b]);
  const uriOf = (person: Person) => `${originOf(a, here.slug)}/ap/members/${person.viewer.id}`;
  expect(await known()).toEqual(people.map(uriOf).toSorted());

  // There Paul is forgotten, here Nina is; what was agreed lies more than a day back.
  await sql`update federation.following set at = now() - interval '2 days'`.execute(a.world.db);
  await sql`delete from federation.followers x using federation.actors f where f.id = x.follower_id and f.uri = ${uriOf(paul)}`.execute(b.world.db);
  await sql`delete from federation.following x using federation.actors f where f.id = x.follower_id and f.uri = ${uriOf(nina)}`.execute(a.world.db);
  await b.world.article(camille, there, { title: "Un mot à toutes et tous" });

  await eventually(known, (uris) => uris.join() === [lea, paul].map(uriOf).toSorted().join(), [a, b]);
  await eventually(async () => (await sql`select from federation.following where state = 'accepted'`.execute(a.world.db)).rows.length, (n) => n === 2, [a, b]);
});

test("who follows is told to nobody but their own server, and only what is signed counts", async () => {
  const b = await reachableServer("cigale");
  const there = await b.world.territory();
  await b.reload();
  const camille = await b.world.member(there, { name: "Camille Roy" });
  const [one, two] = [await otherServer("criquet"), await otherServer("grillon")];
  const [alice, mallory] = [await one.person("alice"), await two.person("mallory")];
  const path = `/ap/members/${camille.id}`;
  const host = b.hostOf(there.slug);
  await post(b, host, activityOf(alice, "Follow", `http://${host}${path}`), alice);
  await eventually(async () => (await sql`select from federation.followers`.execute(b.world.db)).rows.length, (n) => n === 1, [b]);
  const ask = async (by: typeof alice | null, more: Record<string, string> = {}) => {
    const { host: _host, ...signed } = by ? await signedHeaders(by.key, "cavage", `http://${host}${path}/followers-synchronization`, null) : { host };
    const answer = await b.ask(host, `${path}/followers-synchronization`, { headers: { ...acceptsActivity, ...signed, ...more } });
    return [answer.status, (JSON.parse(answer.text) as { orderedItems?: string[] }).orderedItems];
  };

  expect(await ask(null)).toEqual([401, undefined]);
  expect(await ask(alice)).toEqual([200, [alice.id]]);
  expect(await ask(mallory)).toEqual([200, []]);
  expect(await ask(alice, { date: new Date(Date.now() - 5000).toUTCString() })).toEqual([401, undefined]);

  // What they say of who follows them counts when it is about themselves, and signed with the rest.
  const header = writeSynchronization({ collection: `${alice.id}/followers`, url: `${alice.id}/followers-here`, digest: digestOfIds([`http://${host}${path}`]) });
  const jobs = async () => (await sql`select from graphile_worker.jobs where task_identifier = 'synchronise'`.execute(b.world.db)).rows.length;
  expect((await post(b, host, activityOf(alice, "Like", `http://${host}/ap/articles/x`), alice, { headers: { "collection-synchronization": header } })).status).toBe(202);
  expect([await jobs(), one.asked.get("/users/alice/followers-here")]).toEqual([0, undefined]);
});
