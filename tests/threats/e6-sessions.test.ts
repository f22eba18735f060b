import { request } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { webRoutes } from "../../src/edge/web/routes.ts";
import { readConfig } from "../../src/main/config.ts";
import { serve } from "../../src/main/serve.ts";
import { makeLog } from "../../src/platform/log.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { TestServer } from "../support/server.ts";
import { testServer } from "../support/server.ts";
import { articleForm, digestOfAll, forgetThrottles, signedIn } from "../support/hostile.ts";

let server: TestServer;
let here: Territory;
let who: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  server = await testServer();
  here = await server.world.territory();
  await server.reload();
  who = await signedIn(server, here);
});

describe("E6 cookies", () => {
  test("are out of the reach of scripts and of other sites", async () => {
    const answer = await server.ask(server.portal, "/connexion", { method: "POST", form: { email: who.email, password: "une phrase assez longue", retour: "/" } });
    const left = await server.ask(who.host, "/connexion?retour=/agenda");
    const spoken = await server.ask(who.host, "/langue", { method: "POST", form: { langue: "en", retour: "/" } });
    for (const cookie of [...answer.cookies, ...left.cookies, ...spoken.cookies]) {
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).not.toMatch(/Domain=/i);
    }
    expect([answer.cookies.length, left.cookies.length, spoken.cookies.length]).toEqual([1, 1, 1]);
  });

  test("are bound to their host and to https where the network speaks https", async () => {
    const secure = await testServer({ BASE_URL: "https://secure.test" });
    const email = await secure.world.account(await secure.world.member(await secure.world.territory()));
    const answer = await secure.ask("secure.test", "/connexion", { method: "POST", headers: { origin: "https://secure.test" }, form: { email, password: "une phrase assez longue", retour: "/" } });
    expect(answer.cookies.join()).toMatch(/^__Host-es_session=[\w-]{32}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers["strict-transport-security"]).toMatch(/max-age=31536000/);
    const value = answer.cookies[0]?.split(";")[0] ?? "";
    expect((await secure.ask("secure.test", "/mon-espace", { cookie: value })).status).toBe(200);
    expect((await secure.ask("secure.test", "/mon-espace", { cookie: value.replace("__Host-", "") })).status).toBe(303);
  });

  test("open nothing once one has logged out, on any host, nor when invented", async () => {
    const again = await signedIn(server, here);
    expect((await server.ask(again.host, "/deconnexion", { method: "POST", cookie: again.cookie })).status).toBe(303);
    for (const cookie of [again.cookie, "es_session=", "es_session=x", `es_session=${"a".repeat(32)}`, `es_session=' or 1=1 --`, "es_session=%00", `es_session=${"a".repeat(6000)}`]) {
      expect([303, 400], cookie.slice(0, 40)).toContain((await server.ask(again.host, "/mon-espace", { cookie })).status);
    }
  });

  test("aren't given to who brings back somebody else's code, or the code of another host, or the same one twice", async () => {
    const portal = await server.logIn(who.email, "une phrase assez longue");
    const leave = await server.ask(who.host, "/connexion?retour=/mon-espace");
    const to = new URL(String(leave.headers["location"]));
    const back = new URL(String((await server.ask(server.portal, `${to.pathname}${to.search}`, { cookie: portal })).headers["location"]));
    const path = `${back.pathname}${back.search}`;
    const state = leave.cookies[0]?.split(";")[0] ?? "";
    const session = async (cookie: string | null, at: string, host = who.host) => (await server.ask(host, at, cookie ? { cookie } : {})).cookies.filter((each) => each.startsWith("es_session=") && !each.startsWith("es_session=;"));
    expect(await session(null, path)).toEqual([]);
    expect(await session("es_round=someone-elses", path)).toEqual([]);
    expect(await session(state, path.replace(/code=[^&]*/, "code=x"))).toEqual([]);
    expect(await session(state, path)).toHaveLength(1);
    expect(await session(state, path)).toEqual([]);
  });
});

describe("E6 a form sent by another site", () => {
  test("is refused by every door, however it hides where it comes from, and changes nothing", async () => {
    const before = await digestOfAll(server.world);
    const article = await server.world.article(who.member, here, { title: "À protéger", intent: "draft" });
    const after = await digestOfAll(server.world);
    expect(after).not.toBe(before);
    const origins: Record<string, string>[] = [{ origin: "https://evil.example" }, { origin: "null" }, { origin: `http://${server.hostOf("autre")}` }, { origin: `https://${who.host}` }, { origin: `http://${who.host}.evil.example` }, { origin: "", "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, {}];
    for (const route of webRoutes.filter((each) => each.method === "POST")) {
      const host = route.at === "portal" ? server.portal : who.host;
      const path = route.path.replace(":act", "retirer").replace(/:\w+/g, article);
      for (const headers of origins) {
        // No Origin at all is how old browsers and forged requests look: only Sec-Fetch-Site or the cookie tells them apart.
        const answer = await server.ask(host, path, { method: "POST", cookie: who.cookie, headers: { ...("origin" in headers ? {} : { origin: "" }), ...headers, "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams(articleForm).toString() });
        expect(answer.status, `${route.path} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
    expect(await digestOfAll(server.world)).toBe(after);
    expect((await server.ask(who.host, "/mon-espace", { cookie: who.cookie })).status).toBe(200);
  });

  test("D7 no page may be framed by another, run what isn't ours, or tell another site where one reads", async () => {
    for (const path of ["/", "/connexion", "/agenda", "/contribuer", "/rien-ici"]) {
      const { headers } = await server.ask(who.host, path, { cookie: who.cookie });
      const policy = String(headers["content-security-policy"]);
      for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "connect-src 'self'"]) expect(policy, path).toContain(part);
      expect(policy).not.toMatch(/unsafe| \*[ ;]|\/\/\*[ ;]/);
      expect([headers["x-content-type-options"], headers["referrer-policy"], headers["cross-origin-opener-policy"], headers["access-control-allow-origin"]], path).toEqual(["nosniff", "same-origin", "same-origin", undefined]);
    }
    expect((await server.ask(who.host, "/api/v1/contents")).headers["access-control-allow-credentials"]).toBeUndefined();
  });
});

test("E6 the log keeps no secret of an address, a form, a cookie or a header, even when something breaks", async () => {
  const lines: string[] = [];
  const { world } = server;
  const read = readConfig({ PORT: "0", BASE_URL: "http://echo.test", DATA_DIR: "/tmp", DATABASE_URL: world.url, WORKERS: "0", NODE_ENV: "test" });
  if ("problems" in read) throw new Error(read.problems.join());
  const keep = (...args: unknown[]) => void lines.push(JSON.stringify(args, (_key, value: unknown) => (value instanceof Error ? { ...value, message: value.message, stack: value.stack } : typeof value === "bigint" ? String(value) : value)));
  const broken = await serve({ config: read.config, log: { ...makeLog("silent"), error: keep, warn: keep, info: keep }, url: world.url, connections: world.connections });
  await sql`alter table accounts.tokens rename to tokens_away`.execute(world.db);
  try {
    for (const [method, path] of [["GET", "/inscription/SECRET-IN-PATH"], ["GET", "/mot-de-passe/SECRET-IN-PATH"], ["GET", "/connexion/lien/SECRET-IN-PATH?x=SECRET-IN-QUERY"], ["POST", "/mot-de-passe/SECRET-IN-PATH"]] as const) {
      const form = { origin: "http://echo.test", "content-type": "application/x-www-form-urlencoded" };
      const headers = { host: "echo.test", cookie: "es_lang=SECRET-COOKIE", authorization: "Bearer SECRET-HEADER", ...(method === "POST" ? form : {}) };
      const status = await new Promise<number>((resolve, reject) => request({ host: "127.0.0.1", port: broken.port, method, path, headers }, (response) => resolve(response.resume().statusCode ?? 0)).on("error", reject).end(method === "POST" ? "password=SECRET-PASSWORD" : undefined));
      expect(status).toBe(500);
    }
  } finally {
    await sql`alter table accounts.tokens_away rename to tokens`.execute(world.db);
    await broken.stop();
  }
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expect(lines.join("\n")).not.toContain("SECRET");
});

describe("E9 whether an address has an account", () => {
  const stranger = "personne@example.org";
  const ways = (email: string): [string, Record<string, string>][] => [
    ["/connexion", { email, password: "une mauvaise phrase", retour: "/" }],
    ["/mot-de-passe", { email }],
    ["/inscription", { name: "Quelqu’un", email, password: "une phrase assez longue", home: here.slug }],
  ];
  const post = async ([path, form]: [string, Record<string, string>]) => {
    await forgetThrottles(server.world);
    const started = performance.now();
    const answer = await server.ask(server.portal, path, { method: "POST", form });
    return { answer, millis: performance.now() - started };
  };

  test("is told by no answer: same page, same status, same headers", async () => {
    for (const [index, way] of ways(who.email).entries()) {
      const known = (await post(way)).answer;
      const unknown = (await post(ways(stranger)[index] ?? way)).answer;
      const bare = (answer: typeof known) => [answer.status, answer.cookies, answer.text.replaceAll(who.email, "@").replaceAll(stranger, "@")];
      expect(bare(known)).toEqual(bare(unknown));
    }
  });

  test("is told by no work that is done for one and not for the other", async () => {
    const work = async () => (await sql<{ tokens: number; mails: number; jobs: number }>`select (select count(*)::int from accounts.tokens) as tokens, (select count(*)::int from accounts.mails) as mails, (select n_tup_ins::int from pg_stat_user_tables where relname = '_private_jobs') as jobs`.execute(server.world.db)).rows[0];
    for (const at of [1, 2]) {
      const spent: (readonly number[])[] = [];
      for (const email of [who.email, stranger]) {
        const before = await work();
        await post(ways(email)[at] ?? ["/", {}]);
        const after = await work();
        spent.push([(after?.tokens ?? 0) - (before?.tokens ?? 0), (after?.mails ?? 0) - (before?.mails ?? 0)]);
      }
      expect(spent).toEqual([[1, 1], [1, 1]]);
    }
  });

  test("is told by no time: the medians don't stand apart by more than the noise", async () => {
    const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    for (const at of [0, 1, 2]) {
      const [known, unknown]: [number[], number[]] = [[], []];
      // A hash that one of them doesn't compute is ten times this; the work itself is compared above.
      const apart = () => Math.abs(median(known) - median(unknown)) >= Math.max(15, 0.6 * Math.min(median(known), median(unknown)));
      // Turn by turn, so that what slows the machine slows both, and longer where it slows one: noise goes away, a difference stays.
      for (let turn = 0; turn < 9 || (apart() && turn < 60); turn++) {
        known.push((await post(ways(who.email)[at] ?? ["/", {}])).millis);
        unknown.push((await post(ways(stranger)[at] ?? ["/", {}])).millis);
      }
      expect(apart(), `${at}: ${median(known)} ${median(unknown)}`).toBe(false);
    }
  });
});

describe("E6 guessing a password", () => {
  test("is stopped after ten tries from one address, and doesn't shut the owner out at another", async () => {
    const behind = await testServer({ TRUSTED_PROXY: "true" });
    const email = await behind.world.account(await behind.world.member(await behind.world.territory()));
    const tryFrom = (address: string, password: string) => behind.ask(behind.portal, "/connexion", { method: "POST", headers: { "x-forwarded-for": address }, form: { email, password, retour: "/" } });

    const guesses: number[] = [];
    for (let turn = 0; turn < 11; turn++) guesses.push((await tryFrom("192.0.2.66", `devinette numéro ${turn}`)).status);
    const stopped = await tryFrom("192.0.2.66", "une phrase assez longue");
    const owner = await tryFrom("198.51.100.7", "une phrase assez longue");

    expect([guesses.at(9), guesses.at(10), stopped.status, stopped.cookies.length]).toEqual([422, 429, 429, 0]);
    expect([owner.status, owner.cookies.join().includes("es_session")]).toEqual([303, true]);
  });
});
