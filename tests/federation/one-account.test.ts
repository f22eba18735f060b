import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { ContentId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { eventually, originOf, reachableServer } from "./servers.ts";
import { hiddenIn, traveller, type Seen, type Traveller } from "./traveller.ts";

/** Léa lives at the first server; the second is where she goes. */
let [home, away] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [MemberViewer, MemberViewer];
let email = "";
let content: ContentId;
let page = "";

beforeAll(async () => {
  [home, away] = await Promise.all([reachableServer("lune"), reachableServer("mars")]);
  [here, there] = await Promise.all([home.world.territory(), away.world.territory()]);
  await Promise.all([home.reload(), away.reload()]);
  lea = await home.world.member(here, { name: "Léa Le Goff" });
  email = await home.world.account(lea);
  camille = await away.world.member(there, { name: "Camille Roy" });
  content = await away.world.article(camille, there, { title: "Les marées de Mars" });
  page = `${originOf(away, there.slug)}/articles/les-marees-de-mars`;
});

/** From a page of the other server to its log-in, home, and back. */
async function continueAtHome(browser: Traveller, typed: string, back = new URL(page).pathname): Promise<Seen> {
  const logIn = await browser.open(`${originOf(away, there.slug)}/connexion?retour=${encodeURIComponent(back)}`);
  expect(logIn.status).toBe(200);
  return browser.send(new URL("/connexion/ailleurs", logIn.url), { ...hiddenIn(logIn.text, "/connexion/ailleurs"), chez: typed });
}

async function logInAtHome(browser: Traveller, seen: Seen): Promise<Seen> {
  expect(seen.url.host).toBe(home.portal);
  return browser.send(new URL("/connexion", seen.url), { ...hiddenIn(seen.text, "/connexion"), email, password: "une phrase assez longue" });
}

async function arrived(): Promise<{ browser: Traveller; seen: Seen }> {
  const browser = traveller([home, away]);
  const asked = await logInAtHome(browser, await continueAtHome(browser, `${lea.handle}@${home.hostOf(here.slug)}`));
  const seen = asked.url.pathname.startsWith("/autorisations/") ? await browser.send(asked.url, { permits: ["comment", "applaud", "follow"], reponse: "oui" }) : asked;
  return { browser, seen };
}

const one = async (server: TestServer, what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(server.world.db)).rows[0]?.n ?? -1;

test("whoever has an account elsewhere continues with it: their own server asks them, says who they are, and no password is typed on the way", async () => {
  const browser = traveller([home, away]);
  const atHome = await continueAtHome(browser, `${lea.handle}@${home.hostOf(here.slug)}`);
  const asked = await logInAtHome(browser, atHome);
  expect(asked.url.pathname).toMatch(/^\/autorisations\//);
  expect(asked.text).toContain(`${away.portal} demande qui vous êtes`);
  expect(asked.text).toContain("Personne n’a encore répondu");

  const back = await browser.send(asked.url, { permits: ["comment", "applaud", "follow"], reponse: "oui" });

  expect([back.status, back.url.href]).toEqual([200, page]);
  expect(back.text).toContain("Léa Le Goff");
  expect(back.text).toContain(`Mon espace sur ${home.hostOf(here.slug)}`);
  expect(await one(away, "accounts.users")).toBe(0);
  expect(await one(away, "members where remote and name = 'Léa Le Goff'")).toBe(1);
});

test("who chose before is let through without being asked again", async () => {
  const { seen } = await arrived();

  expect([seen.status, seen.url.href]).toEqual([200, page]);
});

test("what a visitor does is done by their own server, shows at once, and comes signed", async () => {
  const { browser, seen } = await arrived();
  const form = hiddenIn(seen.text, "/commenter");

  const commented = await browser.send(new URL("/commenter", page), { ...form, body: "Une **marée** sans lune ?" });

  expect(commented.text).toContain("Une <strong>marée</strong> sans lune");
  const { rows } = await sql<{ author: string; state: string }>`select m.handle as author, k.state from comments k join members m on m.id = k.author_id where k.content_id = ${content}`.execute(away.world.db);
  expect(rows).toEqual([{ author: `${lea.handle}@${home.hostOf(here.slug)}`, state: "visible" }]);
  expect(await one(home, `comments where author_id = '${lea.id}'`)).toBe(1);
  await eventually(() => one(away, "federation.received where type = 'Create' and state in ('applied', 'ignored')"), (n) => n === 1, [home, away]);
  expect(await one(away, "comments")).toBe(1);
});
