import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { expect } from "vitest";
import type { ContentId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { originOf, reachableServer } from "./servers.ts";
import { hiddenIn, traveller, type Seen, type Traveller } from "./traveller.ts";

/** Léa lives at the first server; the second is where she goes, and where Camille lives and writes. */
export let [home, away] = [] as unknown as [TestServer, TestServer];
export let [here, there] = [] as unknown as [Territory, Territory];
export let [lea, camille] = [] as unknown as [MemberViewer, MemberViewer];
export let content: ContentId;
/** Where Camille's article is read. */
export let page = "";
let email = "";

export async function settle(): Promise<void> {
  [home, away] = await Promise.all([reachableServer("lune"), reachableServer("mars")]);
  [here, there] = await Promise.all([home.world.territory(), away.world.territory()]);
  await Promise.all([home.reload(), away.reload()]);
  lea = await home.world.member(here, { name: "Léa Le Goff" });
  email = await home.world.account(lea);
  camille = await away.world.member(there, { name: "Camille Roy" });
  content = await away.world.article(camille, there, { title: "Les marées de Mars" });
  page = `${originOf(away, there.slug)}/articles/les-marees-de-mars`;
}

/** How many rows of what this is about. */
export async function countVisits(): Promise<{ visits: number; sessions: number; users: number; openings: number; passports: number; platforms: number }> {
  const count = async ({ world }: TestServer, table: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(world.db)).rows[0]?.n ?? -1;
  const [visits, sessions, users, openings, passports, platforms] = await Promise.all([count(away, "visits.visits"), count(away, "accounts.sessions"), count(away, "accounts.users"), count(home, "passports.openings"), count(home, "passports.passports"), count(home, "passports.platforms where used_at is not null")]);
  return { visits, sessions, users, openings, passports, platforms };
}

/** From a page of the other server to its log-in, and what it answers to where one says to be at home. */
export async function goHome(browser: Traveller, typed: string, back = new URL(page).pathname, more: Record<string, string> = {}): Promise<Seen> {
  // What one machine may do in an hour is for another test.
  for (const { world } of [home, away]) await sql`delete from throttles`.execute(world.db);
  const logIn = await browser.open(`${originOf(away, there.slug)}/connexion?retour=${encodeURIComponent(back)}`);
  expect(logIn.status).toBe(200);
  return browser.step(new URL("/connexion/ailleurs", logIn.url), { ...hiddenIn(logIn.text, "/connexion/ailleurs"), chez: typed, ...more });
}

export async function logInAtHome(browser: Traveller, seen: Seen): Promise<Seen> {
  expect(seen.url.host).toBe(home.portal);
  return browser.send(new URL("/connexion", seen.url), { ...hiddenIn(seen.text, "/connexion"), email, password: "une phrase assez longue" });
}

interface Client {
  readonly id: string;
  readonly secret: string;
  readonly redirect: string;
}

interface Code {
  readonly code: string;
  readonly verifier: string;
}

export const from = Object.assign(async (member: MemberViewer) => `${originOf(home, here.slug)}/ap/members/${member.id}`, {
  handle: () => `${lea.handle}@${home.hostOf(here.slug)}`,

  /** All the way home, yes, and back. */
  async through(browser: Traveller, left: Seen, permits: string[] = ["comment", "applaud", "follow", "go", "join"]): Promise<Seen> {
    const seen = await browser.open(String(left.headers["refresh"]).slice("0; url=".length));
    const asked = seen.url.pathname === "/connexion" && seen.url.host === home.portal ? await logInAtHome(browser, seen) : seen;
    return asked.url.pathname.startsWith("/autorisations/") ? browser.send(asked.url, { permits, reponse: "oui" }) : asked;
  },

  async arrived(permits?: string[], more: Record<string, string> = {}): Promise<{ browser: Traveller; seen: Seen }> {
    const browser = traveller([home, away]);
    const seen = await from.through(browser, await goHome(browser, from.handle(), undefined, more), permits);
    return { browser, seen };
  },

  register: (asked: object) => home.ask(home.portal, "/openid/registration", { method: "POST", headers: { "content-type": "application/json", origin: `http://${home.portal}` }, body: JSON.stringify(asked) }),

  async registered(redirect: string): Promise<Client> {
    await sql`delete from throttles`.execute(home.world.db);
    const answer = await from.register({ client_name: "Vrai", redirect_uris: [redirect], backchannel_logout_uri: new URL("/fin", redirect).href });
    const told = JSON.parse(answer.text) as { client_id: string; client_secret: string };
    expect(answer.status).toBe(201);
    return { id: told.client_id, secret: told.client_secret, redirect };
  },

  question(client: Client, changed: Record<string, string | null> = {}, verifier = "x".repeat(43)): string {
    const asked = { client_id: client.id, redirect_uri: client.redirect, response_type: "code", scope: "openid profile es:comment", state: "s", nonce: "n", code_challenge: createHash("sha256").update(verifier).digest("base64url"), code_challenge_method: "S256", ...changed };
    return `http://${home.portal}/openid/auth?${new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))}`;
  },

  /** A code that Léa lets this platform have. */
  async code(client: Client): Promise<Code> {
    const browser = traveller([home, away]);
    const verifier = randomBytes(40).toString("base64url");
    const seen = await browser.open(from.question(client, {}, verifier));
    const asked = await logInAtHome(browser, seen);
    const resumed = asked.url.pathname.startsWith("/autorisations/") ? await browser.send(asked.url, { permits: ["comment"], reponse: "oui" }) : asked;
    const code = new URL(String(resumed.headers["location"])).searchParams.get("code");
    if (!code) throw new Error(`No code: ${resumed.url.href} ${String(resumed.headers["location"])}`);
    return { code, verifier };
  },

  /** What a platform holds that Léa let in. */
  async token(client: Client): Promise<string> {
    const { code, verifier } = await from.code(client);
    const answer = await home.ask(home.portal, "/openid/token", { method: "POST", form: { grant_type: "authorization_code", code, redirect_uri: client.redirect, code_verifier: verifier }, headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` } });
    return (JSON.parse(answer.text) as { access_token: string }).access_token;
  },

  async act(token: string, asked: object): Promise<[number, { error?: string; object?: string | null }]> {
    const answer = await home.ask(home.portal, "/openid/acts", { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify(asked) });
    return [answer.status, JSON.parse(answer.text) as { error?: string; object?: string | null }];
  },

  async trade(client: Client, { code, verifier }: Code): Promise<[number, string | undefined]> {
    const answer = await home.ask(home.portal, "/openid/token", { method: "POST", form: { grant_type: "authorization_code", code, redirect_uri: client.redirect, code_verifier: verifier }, headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` } });
    return [answer.status, (JSON.parse(answer.text) as { error?: string }).error];
  },
});
