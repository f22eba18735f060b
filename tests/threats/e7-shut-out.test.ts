import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { activityOf, otherServer, post, type OtherServer, type Stranger } from "../federation/other-server.ts";
import { eventually, originOf, reachableServer } from "../federation/servers.ts";
import type { TestServer } from "../support/server.ts";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";

let server: TestServer;
let [here, there] = [] as unknown as [Territory, Territory];
let [bob, animator, coordinator] = [] as unknown as [MemberViewer, MemberViewer, MemberViewer];
let [evil, under] = [] as unknown as [OtherServer, OtherServer];
let [mallory, minion] = [] as unknown as [Stranger, Stranger];

beforeAll(async () => {
  server = await reachableServer("ecluse");
  const { world } = server;
  [here, there] = await Promise.all([world.territory(), world.territory()]);
  [bob, animator, coordinator] = await Promise.all([world.member(here), world.member(here, { animates: [here] }), world.member(there, { coordinator: true })]);
  await server.reload();
  [evil, under] = await Promise.all([otherServer("mauvais"), otherServer("sous.mauvais")]);
  [mallory, minion] = await Promise.all([evil.person("mallory"), under.person("minion")]);
});

const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(server.world.db)).rows;
const settled = () => eventually(() => rows(sql`select from federation.received where state = 'waiting'`), (waiting) => waiting.length === 0, [server]);
const uriOf = (territory: Territory, content: ContentId) => `${originOf(server, territory.slug)}/ap/articles/${content}`;

async function say(by: Stranger, territory: Territory, type: string, object: unknown) {
  const answer = await post(server, server.hostOf(territory.slug), activityOf(by, type, object), by);
  await settled();
  return answer.status;
}

let notes = 0;
const answerTo = (by: Stranger, to: string, words: string) => ({ id: `${by.id}/notes/${++notes}`, type: "Note", attributedTo: by.id, inReplyTo: to, content: `<p>${words}</p>`, published: new Date().toISOString(), to: ["https://www.w3.org/ns/activitystreams#Public"] });

const decide = (viewer: MemberViewer, territory: Territory | null, host: string, trust: "blocked" | "limited" | "open" | null) => decideTrust(server.world.as(viewer), territory?.id ?? null, [{ host, trust, reason: "Des insultes" }]);

/** All the ways in which a content's discussion is read. */
async function readings(territory: Territory, slug: string, content: ContentId): Promise<string> {
  const host = server.hostOf(territory.slug);
  const paths = [`/articles/${slug}`, `/contenus/${content}/commentaires.rss`, `/contenus/${content}/commentaires.json`, `/api/v1/contents/${content}/comments`];
  const answers = await Promise.all(paths.map((path) => server.ask(host, path)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
  return answers.map((answer) => answer.text).join("\n");
}

/** How many comments there are, as programs and as people read it. */
async function counted(territory: Territory, slug: string, content: ContentId): Promise<[number, string]> {
  const host = server.hostOf(territory.slug);
  const [told, page] = await Promise.all([server.ask(host, `/api/v1/contents/${content}`), server.ask(host, `/articles/${slug}`)]);
  return [(JSON.parse(told.text) as { data: { comments: number } }).data.comments, /id="comments-title">([^<]*)/.exec(page.text)?.[1] ?? ""];
}

const slugOf = async (content: ContentId) => (await rows(sql<{ slug: string }>`select slug from contents where id = ${content}`))[0]?.slug ?? "";

test("E7: what a territory blocks it neither shows, hears nor tells, with all under that domain; its neighbour does; opened again, all is shown again", async () => {
  const { world } = server;
  const [mine, theirs] = [await world.article(bob, here, { title: "Les marées" }), await world.article(bob, there, { title: "Les vents" })];
  const followed = `${originOf(server, here.slug)}/ap/members/${bob.id}`;
  for (const stranger of [mallory, minion]) {
    expect(await say(stranger, here, "Follow", followed)).toBe(202);
    expect(await say(stranger, here, "Create", answerTo(stranger, uriOf(here, mine), "Un mot de trop ici"))).toBe(202);
    expect(await say(stranger, there, "Create", answerTo(stranger, uriOf(there, theirs), "Un mot de trop ailleurs"))).toBe(202);
  }
  const [slug, other] = [await slugOf(mine), await slugOf(theirs)];
  expect((await readings(here, slug, mine)).match(/Un mot de trop ici/g)?.length).toBeGreaterThanOrEqual(8);
  expect(await counted(here, slug, mine)).toEqual([2, "2 commentaires"]);

  expect(await decide(animator, here, "mauvais.localhost", "blocked")).toMatchObject({ done: true, value: 1 });
  expect(await eventually(() => readings(here, slug, mine), (text) => !text.includes("Un mot de trop"), [server])).not.toContain("mallory d’ailleurs");
  expect(await readings(there, other, theirs)).toContain("Un mot de trop ailleurs");
  // What nobody reads isn't counted either; the neighbour counts as before.
  expect([await counted(here, slug, mine), await counted(there, other, theirs)]).toEqual([[0, "0 commentaire"], [2, "2 commentaires"]]);

  const before = [await rows(sql`select from comments`), await rows(sql`select from likes`), await rows(sql`select from relays`)].map((each) => each.length);
  const told = (await rows(sql`select from federation.deliveries`)).length;
  for (const stranger of [mallory, minion]) {
    await say(stranger, here, "Create", answerTo(stranger, uriOf(here, mine), "Encore"));
    await say(stranger, here, "Like", uriOf(here, mine));
    await say(stranger, here, "Announce", uriOf(here, mine));
  }
  expect([await rows(sql`select from comments`), await rows(sql`select from likes`), await rows(sql`select from relays`)].map((each) => each.length)).toEqual(before);
  await world.article(bob, here, { title: "Une suite" });
  await eventually(() => rows(sql`select from graphile_worker.jobs where task_identifier = 'react'`), (jobs) => jobs.length === 0, [server]);
  expect((await rows(sql`select from federation.deliveries`)).length).toBe(told);
  expect(evil.heard.some((each) => JSON.stringify(each.activity).includes("Une suite"))).toBe(false);
  expect(await say(mallory, there, "Like", uriOf(there, theirs))).toBe(202);
  expect((await rows(sql`select from likes where content_id = ${theirs}`)).length).toBe(1);

  await decide(animator, here, "mauvais.localhost", null);
  await eventually(() => readings(here, slug, mine), (text) => text.includes("Un mot de trop ici"), [server]);
});

test("E7: what the coordination blocks is heard nowhere, met before or not; its people and contents are gone from every page until it is opened", async () => {
  const { world } = server;
  const mine = await world.article(bob, here, { title: "Les courants" });
  await say(mallory, here, "Create", answerTo(mallory, uriOf(here, mine), "Sous le pont"));
  const slug = await slugOf(mine);
  const profile = `/membres/${encodeURIComponent(`mallory@${new URL(evil.origin).host}`)}`;
  expect((await server.ask(server.portal, profile)).status).toBe(200);
  const stranger = await otherServer("jamais.vu.mauvais");
  const unmet = await stranger.person("inconnu");

  await decide(coordinator, null, "mauvais.localhost", "blocked");
  await eventually(() => readings(here, slug, mine), (text) => !text.includes("Sous le pont"), [server]);
  for (const by of [mallory, minion, unmet]) expect(await say(by, here, "Like", uriOf(here, mine))).toBe(403);
  expect(stranger.asked.size).toBe(0);
  expect((await server.ask(server.portal, profile)).status).toBe(404);
  expect((await rows(sql`select from federation.deliveries d join federation.servers s on s.id = d.server_id where s.host like '%mauvais%' and d.state = 'waiting'`)).length).toBe(0);

  await decide(coordinator, null, "mauvais.localhost", "open");
  await eventually(() => readings(here, slug, mine), (text) => text.includes("Sous le pont"), [server]);
  expect((await server.ask(server.portal, profile)).status).toBe(200);
  expect(await say(mallory, here, "Like", uriOf(here, mine))).toBe(202);
});

test("E7: a neighbour of a blocked domain, and one whose name only ends like it, are heard as before", async () => {
  const near = await otherServer("presquemauvais");
  const alice = await near.person("alice");
  const mine = await server.world.article(bob, here, { title: "Les îles" });
  await decide(coordinator, null, "mauvais.localhost", "blocked");
  expect(await say(alice, here, "Like", uriOf(here, mine))).toBe(202);
  expect((await rows(sql`select from likes where content_id = ${mine}`)).length).toBe(1);
  await decide(coordinator, null, "mauvais.localhost", "open");
});

test("nobody but the animator of a territory decides for it, nobody but the coordination for all, and shutting needs a reason", async () => {
  const { world } = server;
  const elsewhere = await world.member(there, { animates: [there] });
  const refusal = async (viewer: MemberViewer, territory: Territory | null, reason = "Des insultes") => {
    const outcome = await decideTrust(world.as(viewer), territory?.id ?? null, [{ host: "tiers.example", trust: "blocked", reason }]);
    return outcome.done ? "done" : outcome.refusal.kind;
  };
  expect([await refusal(bob, here), await refusal(elsewhere, here), await refusal(coordinator, here), await refusal(animator, null), await refusal(animator, here, "")]).toEqual(["forbidden", "forbidden", "forbidden", "forbidden", "reason-needed"]);
  expect(await rows(sql`select from federation.servers where host = 'tiers.example'`)).toHaveLength(0);
});
