import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { CommunityId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { activityOf, otherServer, post } from "./other-server.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let lea: Person;
let writer: MemberViewer;
let [open, asked, closed] = [] as unknown as [CommunityId, CommunityId, CommunityId];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("oise"), reachableServer("ponant")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  [open, asked, closed] = [await b.world.community(there, { name: "Lichens ouverts", slug: "lichens-ouverts" }), await b.world.community(there, { name: "Lichens sur demande", slug: "lichens-demande", access: "request" }), await b.world.community(there, { name: "Lichens fermés", slug: "lichens-fermes", access: "private" })];
  await Promise.all([a.reload(), b.reload()]);
  lea = await personOf(a, here, "Léa Le Goff");
  writer = await b.world.member(there, { name: "Camille Roy", communities: [open, asked, closed] });
});

const uriOf = (community: CommunityId) => `${originOf(b, there.slug)}/ap/communities/${community}`;
const shownAt = (title: string) => async () => (await sql<{ relays: number }>`select relays from contents where title = ${title}`.execute(a.world.db)).rows;
const membersOf = async (community: CommunityId) => (await sql<{ name: string }>`select m.name from community_members k join members m on m.id = k.member_id where k.community_id = ${community} and k.state = 'in' order by m.name collate "C"`.execute(b.world.db)).rows.map((row) => row.name);
const followers = async () => (await sql<{ n: number }>`select count(*)::int as n from federation.followers`.execute(b.world.db)).rows[0]?.n;

async function publishIn(community: CommunityId, title: string): Promise<void> {
  const input = articleInput.parse({ title, body: fromMarkdown("Un texte."), community });
  expect((await writeArticle(b.world.as(writer), { territory: there }, input, { intent: "publish", publishAt: null, submission: null, revision: null })).done).toBe(true);
}

test("a member follows a community of another server, open or on request: what is published in it comes, until they stop", async () => {
  for (const [community, name, title] of [[open, "Lichens ouverts", "Le premier lichen"], [asked, "Lichens sur demande", "Le second lichen"]] as const) {
    expect(await lea.lookUp(uriOf(community))).toContain("/membres/");
    const standIn = await standInOf(a, name);
    await follow(a.world.as(lea.viewer), { kind: "member", target: standIn }, true);
    await eventually(async () => (await sql<{ n: number }>`select count(*)::int as n from federation.following g join federation.actors x on x.id = g.actor_id where g.state = 'accepted' and x.uri = ${uriOf(community)}`.execute(a.world.db)).rows[0]?.n, (n) => n === 1, [a, b]);
    await publishIn(community, title);
    // Passed on by the community, in both of its forms, it is one relay.
    await eventually(shownAt(title), ([row]) => row?.relays === 1, [a, b]);
    expect((await a.ask(lea.host, "/mon-espace", { cookie: lea.cookie })).text).toContain(title);

    await follow(a.world.as(lea.viewer), { kind: "member", target: standIn }, false);
    await eventually(followers, (n) => n === 0, [a, b]);
    await publishIn(community, `${title}, bis`);
  }
  // Followed by somebody of another server, it has as many members as before.
  expect((await sql<{ n: number }>`select count(*)::int as n from community_members where community_id in (${open}, ${asked})`.execute(b.world.db)).rows).toEqual([{ n: 2 }]);
  expect((await shownAt("Le premier lichen, bis")()).length).toBe(0);
});

test("a private community is nobody to other servers: not found, not joined, and nothing of it is said", async () => {
  expect(await lea.lookUp(uriOf(closed))).toContain("/recherche");
  expect((await b.ask(b.hostOf(there.slug), `/ap/communities/${closed}`, { headers: acceptsActivity })).status).toBe(404);
  const other = await otherServer("dehors");
  const mallory = await other.person("mallory");
  for (const type of ["Follow", "Join"]) await post(b, b.hostOf(there.slug), activityOf(mallory, type, uriOf(closed)), mallory);
  await publishIn(closed, "Entre nous");
  await eventually(async () => (await sql`select from federation.received where state = 'waiting'`.execute(b.world.db)).rows.length, (n) => n === 0, [b]);
  expect(await followers()).toBe(0);
  expect((await sql`select from federation.activities where body like '%Entre nous%' or body like ${`%${closed}%`}`.execute(b.world.db)).rows).toEqual([]);
});

test("to join a community as Mobilizon's people do is to be among its members and followers, and to leave it is to be neither", async () => {
  const other = await otherServer("mobilizon");
  const tcit = await other.person("tcit");
  const join = activityOf(tcit, "Join", uriOf(open));
  expect((await post(b, b.hostOf(there.slug), join, tcit)).status).toBe(202);
  await eventually(async () => other.heard.filter((each) => each.activity["type"] === "Accept"), (found) => found.length === 1, [b]);
  expect(other.heard.find((each) => each.activity["type"] === "Accept")?.activity["object"]).toMatchObject({ type: "Join", id: join["id"] });
  expect([await followers(), await membersOf(open)]).toEqual([1, ["Camille Roy", "tcit d’ailleurs"]]);
  await post(b, b.hostOf(there.slug), activityOf(tcit, "Leave", uriOf(open)), tcit);
  await eventually(followers, (n) => n === 0, [b]);
  expect(await membersOf(open)).toEqual(["Camille Roy"]);
});
