import { sql } from "kysely";
import { expect, test } from "vitest";
import { follow } from "../../src/features/follows/follow.ts";
import { writeSynchronization } from "../../src/edge/activitypub/synchronization.ts";
import { makeDoor } from "../federation/door.ts";
import { activityOf, post } from "../federation/other-server.ts";
import { eventually, personOf, standInOf } from "../federation/servers.ts";

test("C5: whatever a stranger says, none of their lists is read before somebody here follows them", async () => {
  const door = await makeDoor("remplissage");
  const { server, evil, bob, origin } = door;
  const list = { outbox: `${evil.origin}/users/puits/outbox`, upcomingEvents: `${evil.origin}/users/puits/coming`, digests: `${evil.origin}/users/puits/digests`, followers: `${evil.origin}/users/puits/followers`, featured: `${evil.origin}/users/puits/featured` };
  const well = await evil.person("puits", list);
  for (const [name, id] of Object.entries(list)) evil.serve(new URL(id).pathname, { "@context": "https://www.w3.org/ns/activitystreams", id, type: "OrderedCollection", totalItems: 1e6, orderedItems: Array.from({ length: 200 }, (_, n) => `${evil.origin}/${name}/${n}`) });
  const article = await server.world.article(bob, door.here);
  const [member, territory] = [`${origin}/ap/members/${bob.id}`, `${origin}/ap/territory`];
  const text = { id: `${evil.origin}/articles/1`, type: "Article", attributedTo: well.id, name: "Lisez-moi", content: "<p>Voir aussi</p>", context: `${evil.origin}/context/1`, replies: `${evil.origin}/replies/1`, to: ["https://www.w3.org/ns/activitystreams#Public"], published: "2026-11-24T10:00:00Z" };
  const lists = () => [...evil.asked.keys()].filter((path) => path !== "/users/puits" && path !== "/users/puits/inbox" && path !== "/inbox" && path !== "/network.json" && !path.startsWith("/.well-known/") && !path.startsWith("/nodeinfo"));

  const words = [
    activityOf(well, "Follow", member),
    activityOf(well, "Follow", territory),
    activityOf(well, "Accept", { id: `${origin}/ap/activities/00000000-0000-7000-8000-000000000000`, type: "Follow", actor: member, object: well.id }),
    activityOf(well, "Accept", { type: "Follow", actor: territory, object: well.id }),
    activityOf(well, "Create", text),
    activityOf(well, "Announce", text.id),
    activityOf(well, "Announce", `${evil.origin}/outbox/3`),
    activityOf(well, "Like", `${origin}/ap/articles/${article}`),
    activityOf(well, "Update", { id: well.id, type: "Person", ...list }),
    activityOf(well, "Add", `${evil.origin}/featured/1`, { target: list.featured }),
    activityOf(well, "Move", well.id, { target: `${evil.origin}/users/fond` }),
  ];
  const header = writeSynchronization({ collection: list.followers, url: `${evil.origin}/users/puits/synchronised`, digest: "0".repeat(64) });
  for (const each of words) expect((await post(server, door.host, each, well, { headers: { "collection-synchronization": header } })).status).toBe(202);
  await door.settled();
  const knocks: number[] = [];
  for (let n = 0; n < 20; n++) knocks.push((await server.ask(server.portal, "/network.json", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ host: new URL(evil.origin).host }) })).status);
  await eventually(async () => (await sql`select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts`.execute(server.world.db)).rows.length, (n) => n === 0, [server]);

  expect(lists()).toEqual([]);
  // Whoever knocks is looked at a few times, not once a knock.
  expect([knocks.filter((status) => status === 202).length, knocks.at(-1)]).toEqual([6, 429]);
  expect(evil.asked.get("/network.json") ?? 0).toBeLessThanOrEqual(6);
  expect((await sql`select from contents where title = 'Lisez-moi'`.execute(server.world.db)).rows).toEqual([]);

  // Nor does the check see nothing: once a member follows, the lists are read.
  const reader = await personOf(server, door.here, "Qui lit");
  await reader.lookUp(well.id);
  await follow(server.world.as(reader.viewer), { kind: "member", target: await standInOf(server, "puits d’ailleurs") }, true);
  const asked = await eventually(async () => evil.heard.find((each) => each.activity["type"] === "Follow" && each.activity["object"] === well.id)?.activity, (found) => found !== undefined, [server]);
  await door.say(activityOf(well, "Accept", { id: asked?.["id"], type: "Follow", actor: asked?.["actor"], object: well.id }), well);
  await eventually(async () => lists().length, (n) => n > 0, [server]);
  expect(lists()).toContain("/users/puits/outbox");
});
