import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchDocument, type Fetching } from "../../src/edge/activitypub/fetching.ts";
import { findElsewhere } from "../../src/edge/activitypub/finding.ts";
import { makeDirectory } from "../../src/features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import { outgoingClient, type FetchPolicy } from "../../src/platform/fetch/outgoing.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { makeQuotas } from "../../src/platform/limits.ts";
import { activityOf, otherServer, post, type OtherServer, type Stranger } from "../federation/other-server.ts";
import { countRows, personOf } from "../federation/servers.ts";
import { testServer, type TestServer } from "../support/server.ts";
import type { Territory } from "../../src/features/territories/territory.ts";

let server: TestServer;
let here: Territory;
let host: string;
let trap: Server;
let [trapPort, touched] = [0, 0];
let other: OtherServer;
let mallory: Stranger;

/** As in production: no private network, no http. A socket on this machine counts whoever comes near. */
beforeAll(async () => {
  server = await testServer({ WORKERS: "1" });
  here = await server.world.territory();
  await server.reload();
  host = server.hostOf(here.slug);
  trap = createServer((socket) => {
    touched++;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(trap, "listening");
  const address = trap.address();
  trapPort = typeof address === "object" && address ? address.port : 0;
  other = await otherServer("mauvais");
  mallory = await other.person("mallory");
});

afterAll(() => trap.close());

const private_ = () => ["127.0.0.1", "169.254.169.254", "[::1]", "0.0.0.0", "100.64.0.1", "[::ffff:127.0.0.1]", "2130706433", "[64:ff9b::7f00:1]", "10.0.0.1", "localhost", "mauvais.localhost", "127.1", "0x7f.1"].flatMap((name) => [name, `${name}:${trapPort}`]);

async function untouched(act: () => Promise<unknown>): Promise<void> {
  const [before, rows] = [touched + other.asked.size, await countRows(server)];
  await act();
  expect(touched + other.asked.size).toBe(before);
  expect(await countRows(server)).toEqual(rows);
}

test("F1 F6: a key at a private address, at another port or under another scheme is asked of nobody", async () => {
  for (const name of private_()) {
    for (const scheme of ["https", "http"]) {
      const id = `${scheme}://${name}/users/m`;
      const by = { ...mallory, id, key: { ...mallory.key, uri: `${id}#main-key` } };
      await untouched(async () => expect([400, 401], id).toContain((await post(server, host, activityOf(by, "Follow", "https://rien.example/"), by)).status));
    }
  }
  for (const id of ["ftp://a.example/u", "data:application/activity+json,{}", "gopher://a.example/1", "https://a.example:22/u", "https://a.example:6379/u", "https://a.example:25/u", "file:///etc/passwd"]) {
    const by = { ...mallory, id, key: { ...mallory.key, uri: `${id}#main-key` } };
    await untouched(async () => expect([400, 401], id).toContain((await post(server, host, { ...activityOf(by, "Follow", "https://rien.example/"), id: `${id}/a` }, by)).status));
  }
});

test("A13 S17: without ALLOW_PRIVATE_NETWORK, http is nobody's address", async () => {
  await untouched(async () => expect((await post(server, host, activityOf(mallory, "Follow", "https://rien.example/"), mallory)).status).toBe(400));
});

test("F1 F4: looking up a name or an address leads to no private host", async () => {
  // Nobody may look up as much as this: each form is somebody else's.
  for (const form of [(name: string) => `@m@${name}`, (name: string) => `http://${name}/users/m`, (name: string) => `https://${name}/users/m`]) {
    const lea = await personOf(server, here, "Léa");
    await untouched(async () => {
      for (const name of private_()) expect(await lea.lookUp(form(name)), form(name)).toMatch(/ailleurs=/);
    });
  }
});

test("F4: an inbox, shared or not, that isn't its actor's server's, or isn't safe, is never written down", async () => {
  const { hearActor } = await import("../../src/edge/activitypub/heard/actor.ts");
  const { readJson } = await import("../../src/edge/activitypub/guard/read-body.ts");
  const hear = (more: object) => {
    const read = readJson(new TextEncoder().encode(JSON.stringify({ id: "https://a.example/u", type: "Person", preferredUsername: "u", inbox: "https://a.example/u/inbox", ...more })));
    return read.done ? hearActor(read.value, { httpAllowed: false, now: Temporal.Now.instant() }) : null;
  };
  expect(hear({})?.inbox).toBe("https://a.example/u/inbox");
  for (const inbox of ["http://127.0.0.1/inbox", "https://127.0.0.1/inbox", "http://a.example/inbox", "https://victime.example/inbox", "https://a.example:8443/inbox", "javascript:1", "https://user:p@a.example/inbox"]) expect(hear({ inbox }), inbox).toBeNull();
  for (const sharedInbox of ["https://10.0.0.1/inbox", "https://victime.example/inbox", "http://a.example/inbox"]) expect(hear({ endpoints: { sharedInbox } })?.sharedInbox, sharedInbox).toBeNull();
  for (const outbox of ["https://127.0.0.1/o", "https://victime.example/o"]) expect(hear({ outbox, followers: outbox, featured: outbox })).toMatchObject({ outboxUri: null, followersUri: null, featuredUri: null });
});

/** What fetches documents, with names that lead where a test says. */
async function fetchingWith(policy: FetchPolicy, httpAllowed: boolean): Promise<Fetching> {
  const directory = makeDirectory(await listTerritoriesAnywhere(server.world.db), "http://echo.test");
  return { db: server.world.db, directory: () => directory, now: () => Temporal.Now.instant(), outgoing: outgoingClient(policy), httpAllowed, files: localFiles(server.dataDir), quota: makeQuotas() };
}

const toThisMachine = ((_name: string, _options: object, callback: (error: null, addresses: { address: string; family: number }[]) => void) => callback(null, [{ address: "127.0.0.1", family: 4 }])) as unknown as NonNullable<FetchPolicy["lookup"]>;

test("F2 F3: a name that leads to this machine, or a server that redirects to it, is let go at once", async () => {
  const strict = await fetchingWith({ allowPrivateNetwork: false, lookup: toThisMachine }, true);
  await untouched(async () => {
    for (const address of ["http://a.example/u", `http://a.example:8080/u`, "https://a.example/u"]) expect((await fetchDocument(strict, address)).done).toBe(false);
  });
  const once_ = await fetchingWith({ allowPrivateNetwork: ["mauvais.localhost"] }, true);
  for (const location of [`http://127.0.0.1:${trapPort}/`, `http://localhost:${trapPort}/`, "http://169.254.169.254/latest", `http://autre.localhost:${trapPort}/`]) {
    other.serve("/away", "", { status: 302, headers: { location } });
    const before = touched;
    expect((await fetchDocument(once_, `${other.origin}/away`)).done).toBe(false);
    expect(touched).toBe(before);
  }
});

test("F7 C7: redirects stay at their own server, three at most, and nobody is knocked at through us", async () => {
  const fetching = await fetchingWith({ allowPrivateNetwork: true }, true);
  const bystander = await otherServer("passant");
  bystander.serve("/lourd", { id: `${bystander.origin}/lourd`, type: "Note" });
  other.serve("/vers", "", { status: 302, headers: { location: `${bystander.origin}/lourd` } });
  expect(await fetchDocument(fetching, `${other.origin}/vers`)).toEqual({ done: false, refusal: "foreign" });
  expect(bystander.asked.size).toBe(0);
  for (let hop = 0; hop < 20; hop++) other.serve(`/saut/${hop}`, "", { status: 302, headers: { location: `/saut/${hop + 1}` } });
  other.serve("/boucle", "", { status: 302, headers: { location: "/boucle" } });
  expect((await fetchDocument(fetching, `${other.origin}/saut/0`)).done).toBe(false);
  expect((await fetchDocument(fetching, `${other.origin}/boucle`)).done).toBe(false);
  expect(other.asked.get("/saut/4")).toBeUndefined();
  expect(other.asked.get("/boucle")).toBeLessThanOrEqual(4);
});

test("F5 F8 F9: neither a context, nor what an answer answers, nor what a page calls its other form, is asked for", async () => {
  const fetching = await fetchingWith({ allowPrivateNetwork: true }, true);
  const chain = await otherServer("chaine");
  const by = await chain.person("auteur");
  chain.serve("/n/1", { "@context": ["https://www.w3.org/ns/activitystreams", `${chain.origin}/contexte`], id: `${chain.origin}/n/1`, type: "Note", attributedTo: by.id, content: "x", inReplyTo: `${chain.origin}/n/2`, context: `${chain.origin}/c`, replies: `${chain.origin}/r`, to: ["as:Public"] });
  chain.serve("/page", `<link rel="alternate" type="application/activity+json" href="${chain.origin}/n/1">`, { type: "text/html" });
  await findElsewhere(fetching, `${chain.origin}/n/1`);
  await findElsewhere(fetching, `${chain.origin}/page`);
  expect([...chain.asked.keys()].filter((path) => !["/n/1", "/page", "/users/auteur"].includes(path))).toEqual([]);
  expect([...chain.asked.values()].reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(6);
  expect((await sql`select from contents`.execute(server.world.db)).rows).toEqual([]);
});

test("C1 D1: a document that is endless, packed tightly, or of another type isn't read", async () => {
  const fetching = await fetchingWith({ allowPrivateNetwork: true }, true);
  other.serve("/gros", `{"id":"${other.origin}/gros","x":"${"a".repeat(1_200_000)}"}`);
  other.serve("/page", `{"id":"${other.origin}/page"}`, { type: "text/html" });
  other.serve("/autre", { id: "https://victime.example/u", type: "Person" });
  other.serve("/sans", { type: "Person" });
  for (const path of ["gros", "page", "autre", "sans"]) expect((await fetchDocument(fetching, `${other.origin}/${path}`)).done, path).toBe(false);
});

test("B5: whoever says that they are at home at a private address is sent nowhere, and nothing is asked there", async () => {
  for (const name of private_()) {
    for (const typed of [name, `lea@${name}`, `https://${name}/agenda`, `http://${name}`]) {
      await sql`delete from throttles`.execute(server.world.db);
      await untouched(async () => {
        const answer = await server.ask(server.portal, "/connexion/ailleurs", { method: "POST", form: { chez: typed } });
        expect([answer.status, String(answer.headers["location"]).split("?")[0], answer.headers["refresh"]], typed).toEqual([303, "/connexion", undefined]);
      });
    }
  }
  expect((await sql`select from visits.providers`.execute(server.world.db)).rows).toEqual([]);
});
