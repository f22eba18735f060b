import { beforeAll, describe, expect, test } from "vitest";
import type { Territory } from "../../src/features/territories/territory.ts";
import { testServer, type TestServer } from "../support/server.ts";

/**
 * What the recommendation asks of whoever speaks from server to server (ActivityPub, W3C, 23 January 2018: 3.2, 4.1, 5, 6), and what
 * the suite `activitypub-testing` asks of an actor: CONTRIBUTING.md says how to run that one too.
 */
let server: TestServer;
let here: Territory;
let host: string;
const actors: Record<string, string> = { territory: "/ap/actor" };
let article: string;

beforeAll(async () => {
  server = await testServer();
  const { world } = server;
  here = await world.territory();
  const bob = await world.member(here);
  const [structure, community, project] = [await world.structure(here), await world.community(here), await world.project(bob, here)];
  article = await world.article(bob, here, { tags: ["marées"] });
  Object.assign(actors, { member: `/ap/members/${bob.id}`, structure: `/ap/structures/${structure}`, community: `/ap/communities/${community}`, project: `/ap/projects/${project}`, tag: "/ap/tags/marees" });
  await server.reload();
  host = server.hostOf(here.slug);
});

const as2 = ["application/activity+json", 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'];

async function read(path: string, accept = as2[0] ?? ""): Promise<Record<string, unknown>> {
  const { status, text, headers } = await server.ask(host, path, { headers: { accept } });
  expect([status, String(headers["content-type"]).split(";")[0]], path).toEqual([200, "application/activity+json"]);
  return JSON.parse(text) as Record<string, unknown>;
}

describe.each(["territory", "member", "structure", "community", "project", "tag"])("a %s", (kind) => {
  test("is served as what it is, with an inbox, and lists that are lists", async () => {
    const path = actors[kind] ?? "";
    for (const accept of as2) {
      const actor = await read(path, accept);
      expect(actor["id"]).toBe(`http://${host}${path}`);
      for (const name of ["inbox", "outbox"]) expect(new URL(String(actor[name])).host).toBe(host);
    }
    for (const list of ["outbox", "followers", "following", "featured"]) {
      const collection = await read(`${path}/${list}`);
      expect([collection["id"], collection["type"], typeof collection["totalItems"]], list).toEqual([`http://${host}${path}/${list}`, "OrderedCollection", "number"]);
    }
  });

  test("has no inbox to read and no outbox to post to: that is said, not that they aren't there", async () => {
    const path = actors[kind] ?? "";
    const reading = await server.ask(host, `${path}/inbox`, { headers: { accept: as2[0] ?? "" } });
    const posting = await server.ask(host, `${path}/outbox`, { method: "POST", headers: { "content-type": as2[0] ?? "" }, body: JSON.stringify({ type: "Note", content: "Bonjour" }) });
    expect([reading.status, reading.headers["allow"], posting.status, posting.headers["allow"]]).toEqual([405, "POST", 405, "GET"]);
  });
});

test("a content's likes, relays and answers are lists of its own", async () => {
  const content = await read(`/ap/articles/${article}`);
  for (const list of ["likes", "shares", "replies"]) {
    const collection = await read(new URL(String(content[list])).pathname);
    expect([collection["id"], ["Collection", "OrderedCollection"].includes(String(collection["type"])), collection["totalItems"]], list).toEqual([content[list], true, 0]);
  }
});
