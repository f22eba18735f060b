import { generateKeyPair } from "jose";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { testServer } from "../support/server.ts";
import { falseProvider } from "./false-provider.ts";
import { countRows } from "./servers.ts";
import { away, content, countVisits, from, goHome, here, home, lea, logInAtHome, page, settle, there } from "./one-account.ts";
import { hiddenIn, traveller } from "./traveller.ts";
import { originOf } from "./servers.ts";

beforeAll(settle);

/** Everything that an attack must leave as it was, on both servers. */
async function rows() {
  return { ...(await countRows(away)), ...(await countVisits()) };
}

test("A3: another server vouches for a member that isn't its own: it isn't believed, whatever its own WebFinger says", async () => {
  const evil = await falseProvider("faux");
  const before = await rows();
  const browser = traveller([home, away]);
  const left = await goHome(browser, `qui@${evil.host}`);
  const asked = new URL(String(left.headers["refresh"]).slice("0; url=".length));
  evil.nonce = String(asked.searchParams.get("nonce"));
  evil.says = { sub: await from(lea) };

  const seen = await browser.open(`http://${away.portal}/connexion/ailleurs/retour?${new URLSearchParams({ code: "c", state: String(asked.searchParams.get("state")), iss: evil.origin })}`);

  expect([seen.status, seen.url.pathname, seen.url.searchParams.get("ailleurs"), evil.traded]).toEqual([200, "/connexion", "refused", 1]);
  expect(seen.text).toContain("n’était pas celle que nous attendions");
  expect(browser.cookieAt(away.portal)).not.toContain("es_session");
  expect(await rows()).toEqual(before);
});

test.each([
  ["another provider's name in the answer", {}, { iss: "https://autre.example" }, 0],
  ["no name in the answer", {}, { iss: null }, 0],
  ["a state that isn't this browser's", {}, { state: "autre" }, 0],
  ["no state", {}, { state: null }, 0],
  ["a token for another platform", { aud: "another-client" }, {}, 1],
  ["a token from another issuer", { iss: "https://autre.example" }, {}, 1],
  ["another question's nonce", { nonce: "autre" }, {}, 1],
  ["a token out of date", { exp: 1 }, {}, 1],
] as const)("nobody comes in by an answer with %s", async (_, says, query, traded) => {
  const evil = await falseProvider("faux");
  const browser = traveller([home, away]);
  const left = await goHome(browser, `qui@${evil.host}`);
  const asked = new URL(String(left.headers["refresh"]).slice("0; url=".length));
  evil.nonce = String(asked.searchParams.get("nonce"));
  evil.says = { sub: `${evil.origin}/qui`, ...says };
  const before = await rows();
  const answer = { code: "c", state: asked.searchParams.get("state"), iss: evil.origin, ...query };

  const seen = await browser.open(`http://${away.portal}/connexion/ailleurs/retour?${new URLSearchParams(Object.entries(answer).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))}`);

  expect([seen.url.pathname, ["refused", "stale"].includes(seen.url.searchParams.get("ailleurs") ?? ""), evil.traded]).toEqual(["/connexion", true, traded]);
  expect(browser.cookieAt(away.portal)).not.toContain("es_session");
  expect(await rows()).toEqual(before);
});

test("a token that another key signed than the one its provider shows is no token", async () => {
  const evil = await falseProvider("faux");
  evil.signsWith = (await generateKeyPair("RS256")).privateKey;
  const browser = traveller([home, away]);
  const left = await goHome(browser, `qui@${evil.host}`);
  const asked = new URL(String(left.headers["refresh"]).slice("0; url=".length));
  evil.nonce = String(asked.searchParams.get("nonce"));
  evil.says = { sub: `${evil.origin}/qui` };
  const before = await rows();

  const seen = await browser.open(`http://${away.portal}/connexion/ailleurs/retour?${new URLSearchParams({ code: "c", state: String(asked.searchParams.get("state")), iss: evil.origin })}`);

  expect(seen.url.searchParams.get("ailleurs")).toBe("refused");
  expect(await rows()).toEqual(before);
});

test("E6: the way back is gone once, by the browser that went: neither the same address again nor another's browser comes in", async () => {
  const browser = traveller([home, away]);
  const asked = await logInAtHome(browser, await browser.open(String((await goHome(browser, from.handle())).headers["refresh"]).slice("0; url=".length)));
  const answered = await browser.step(asked.url, { permits: ["comment"], reponse: "oui" });
  const resumed = await browser.step(String(answered.headers["refresh"]).slice("0; url=".length));
  const back = String(resumed.headers["location"]);
  expect(back).toContain(`http://${away.portal}/connexion/ailleurs/retour?code=`);
  const before = await rows();

  const thief = await traveller([home, away]).open(back);
  expect([thief.url.searchParams.get("ailleurs"), await rows()]).toEqual(["stale", before]);
  expect((await browser.open(back)).status).toBe(200);
  const after = await rows();
  expect(after.visits).toBe(before.visits + 1);

  const again = await browser.step(back);
  expect(String(again.headers["location"])).toContain("ailleurs=stale");
  expect(await rows()).toEqual(after);
});

test("a code is traded once, by the platform that it was given to, with the secret of its question", async () => {
  const client = await from.registered("http://vrai.example.localhost:8080/retour");
  const other = await from.registered("http://autre.example.localhost:8080/retour");
  const before = await rows();
  const code = await from.code(client);

  expect(await from.trade(other, code)).toEqual([400, "invalid_grant"]);
  expect(await from.trade(client, { ...code, verifier: "un-autre-secret-qui-est-assez-long-pour-en-etre-un" })).toEqual([400, "invalid_grant"]);
  const good = await from.code(client);
  expect(await from.trade(client, good)).toEqual([200, undefined]);
  const held = async () => (await sql`select from passports.artefacts where kind = 'RefreshToken' and payload ->> 'clientId' = ${client.id}`.execute(home.world.db)).rows.length;
  expect(await held()).toBe(1);
  expect(await from.trade(client, good)).toEqual([400, "invalid_grant"]);
  // Whoever else had it may have been first: what it gave is taken back.
  expect(await held()).toBe(0);
  expect(await rows()).toEqual({ ...before, openings: before.openings + 2, passports: before.passports + 1, platforms: before.platforms + 1 });
});

test("a platform changes only what was said through it, does nothing twice, and nothing that wasn't permitted", async () => {
  const token = await from.token(await from.registered("http://vrai.example.localhost:8080/retour"));
  const own = await home.world.article(lea, here, { title: "Écrit chez moi" });
  const said = await addComment(home.world.as(lea), { content: own, parent: null, body: fromMarkdown("De ma main"), submission: null });
  if (!said.done) throw new Error(said.refusal.kind);
  const origin = originOf(home, here.slug);
  const before = await countRows(home);

  for (const act of ["edit", "withdraw"]) expect(await from.act(token, { act, object: `${origin}/ap/comments/${said.value}`, text: "D’une autre" })).toEqual([404, { error: "unknown" }]);
  for (const act of ["like", "relay", "follow", "go"]) expect(await from.act(token, { act, object: `${origin}/ap/articles/${own}` })).toEqual([403, { error: "insufficient_scope" }]);
  for (const asked of [{ act: "delete", object: `${origin}/ap/articles/${own}` }, { act: "comment", object: "javascript:alert(1)" }, { act: "comment" }, [], "x"]) expect((await from.act(token, asked as object))[0]).toBe(400);
  expect(await countRows(home)).toEqual(before);

  const asked = { act: "comment", object: `${origin}/ap/articles/${own}`, text: "Une seule fois", submission: crypto.randomUUID() };
  const [first, second] = await Promise.all([from.act(token, asked), from.act(token, asked)]);
  expect([first[0], second[0], first[1].object === second[1].object]).toEqual([200, 200, true]);
  expect(await countRows(home)).toEqual({ ...before, comments: (before["comments"] ?? 0) + 1 });
  expect((await from.act(token, { act: "edit", object: first[1].object, text: "Autrement" }))[0]).toBe(200);
});

test.each([
  ["another path", { redirect_uri: "http://vrai.example.localhost:8080/autre" }],
  ["the same path with a query", { redirect_uri: "http://vrai.example.localhost:8080/retour?x=1" }],
  ["another host", { redirect_uri: "https://evil.example/retour" }],
  ["a port more", { redirect_uri: "http://vrai.example.localhost:80801/retour" }],
  ["nobody's name", { client_id: "inconnu" }],
])("a question that would be answered to %s is answered to nobody", async (_, changed) => {
  const client = await from.registered("http://vrai.example.localhost:8080/retour");
  const before = await rows();

  const seen = await traveller([home, away]).step(from.question(client, changed));

  expect([seen.status, seen.headers["location"], seen.text.includes("Cette demande ne peut pas aboutir")]).toEqual([400, undefined, true]);
  expect(await rows()).toEqual(before);
});

test.each([["no challenge", { code_challenge: null }], ["a plain challenge", { code_challenge_method: "plain" }], ["a token at once", { response_type: "token" }]])("a question with %s is refused", async (_, changed) => {
  const client = await from.registered("http://vrai.example.localhost:8080/retour");

  const seen = await traveller([home, away]).step(from.question(client, changed));

  expect([303, 400]).toContain(seen.status);
  expect(String(seen.headers["location"] ?? "error=")).toMatch(/error=/);
});

test("E6: nobody says yes to what another browser was asked", async () => {
  const attacker = traveller([home, away]);
  const asked = await attacker.open(String((await goHome(attacker, from.handle())).headers["refresh"]).slice("0; url=".length));
  const question = new URL(String(new URL(asked.url).searchParams.get("retour")), asked.url);
  expect(question.pathname).toMatch(/^\/autorisations\//);
  const victim = traveller([home, away]);
  await logInAtHome(victim, await victim.open(`http://${home.portal}/connexion`));
  const before = await rows();

  expect((await victim.step(question)).status).toBe(400);
  expect((await victim.step(question, { permits: ["comment"], reponse: "oui" })).status).toBe(400);
  expect(await rows()).toEqual(before);
});

test.each([
  ["addresses of two hosts", { backchannel_logout_uri: "http://autre.example.localhost:8080/fin" }, 400],
  ["several ways back", { redirect_uris: ["http://vrai.example.localhost:8080/a", "http://vrai.example.localhost:8080/b"] }, 400],
  ["a way back that runs a script", { redirect_uris: ["javascript:alert(1)"], backchannel_logout_uri: "javascript:alert(1)" }, 400],
  ["our own host", { redirect_uris: [`http://lune.localhost:1/retour`], backchannel_logout_uri: `http://lune.localhost:1/fin` }, 400],
  ["no name", { client_name: "" }, 400],
  ["a secret in the address", { redirect_uris: ["http://u:p@vrai.example.localhost:8080/retour"] }, 400],
])("a platform that names %s isn't registered", async (_, changed, status) => {
  const before = await rows();

  const answer = await from.register({ client_name: "Vrai", redirect_uris: ["http://vrai.example.localhost:8080/retour"], backchannel_logout_uri: "http://vrai.example.localhost:8080/fin", ...changed });

  expect(answer.status).toBe(status);
  expect(await rows()).toEqual(before);
});

test("a blocked server neither registers nor lets its people in", async () => {
  const evil = await falseProvider("bloque");
  const coordinator = await home.world.member(await home.world.territory(), { coordinator: true });
  await decideTrust(home.world.as(coordinator), null, [{ host: "bloque.localhost", trust: "blocked", reason: "Courriers indésirables." }]);
  const there2 = await away.world.member(there, { coordinator: true });
  await decideTrust(away.world.as(there2), null, [{ host: "bloque.localhost", trust: "blocked", reason: "Courriers indésirables." }]);
  const before = await rows();

  const answer = await from.register({ client_name: "X", redirect_uris: [`${evil.origin}/retour`], backchannel_logout_uri: `${evil.origin}/fin` });
  const left = await goHome(traveller([home, away]), `qui@${evil.host}`);

  expect([answer.status, String(left.headers["location"]).includes("ailleurs=blocked")]).toEqual([403, true]);
  expect(await rows()).toEqual(before);
});

test("the page to go back to is a page of the platform, whatever the address says", async () => {
  for (const retour of ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]) {
    const browser = traveller([home, away]);
    const logIn = await browser.open(`${originOf(away, there.slug)}/connexion?retour=${encodeURIComponent(retour)}`);
    const seen = await from.through(browser, await browser.step(new URL("/connexion/ailleurs", logIn.url), { ...hiddenIn(logIn.text, "/connexion/ailleurs"), retour, chez: from.handle() }));
    expect([seen.status, seen.url.host, seen.url.pathname], retour).toEqual([200, away.hostOf(there.slug), "/"]);
  }
});

test("E4: what nobody gave opens nothing: no token, another's, one of a home that isn't this", async () => {
  const before = { ...(await rows()), here: await countRows(home) };
  for (const authorization of ["", "Bearer", "Bearer nothing", "Basic YTpi", `Bearer ${"a".repeat(600)}`]) {
    const answer = await home.ask(home.portal, "/openid/acts", { method: "POST", headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) }, body: JSON.stringify({ act: "like", object: `${originOf(away, there.slug)}/ap/articles/${content}` }) });
    expect([answer.status, JSON.parse(answer.text)], authorization).toEqual([401, { error: "invalid_token" }]);
  }
  expect({ ...(await rows()), here: await countRows(home) }).toEqual(before);
});

test("E5: an account here with the same address of mail is another's: nothing joins the two", async () => {
  const local = await away.world.member(there, { name: "Une autre Léa" });
  const { rows: mails } = await sql<{ email: string }>`select email from accounts.users where id = ${lea.id}`.execute(home.world.db);
  await sql`insert into accounts.users (id, email, created_at) values (${local.id}, ${mails[0]?.email ?? ""}, now())`.execute(away.world.db);
  const users = async () => (await sql`select id, email, password from accounts.users order by id`.execute(away.world.db)).rows;
  const before = await users();

  const browser = traveller([home, away]);
  await from.through(browser, await goHome(browser, from.handle()));

  expect((await browser.open(page)).text).toContain("Léa Le Goff");
  expect((await sql`select from accounts.sessions where user_id = ${local.id}`.execute(away.world.db)).rows).toEqual([]);
  expect(await users()).toEqual(before);
});

test("nobody but a visitor's own server ends their visit, and only by a word that is one", async () => {
  const evil = await falseProvider("faux");
  await goHome(traveller([home, away]), `qui@${evil.host}`);
  const { browser } = await from.arrived();
  const subject = await from(lea);
  const { rows: known } = await sql<{ client: string }>`select client_id as client from visits.providers where issuer = ${`http://${home.portal}`}`.execute(away.world.db);
  const word = { jti: "1", sub: subject, events: { "http://schemas.openid.net/event/backchannel-logout": {} } };
  const tokens = [
    ["its own word about another's", await evil.token(word, "logout+jwt"), 200],
    ["another's name", await evil.token({ ...word, iss: `http://${home.portal}`, aud: known[0]?.client }, "logout+jwt"), 400],
    ["another platform's", await evil.token({ ...word, aud: "another" }, "logout+jwt"), 400],
    ["no logging out", await evil.token({ ...word, events: {} }, "logout+jwt"), 400],
    ["a token of a log-in", await evil.token({ ...word, nonce: "n" }, "logout+jwt"), 400],
    ["another type", await evil.token(word, "JWT"), 400],
    ["too old", await evil.token({ ...word, iat: 1_700_000_000 }, "logout+jwt"), 400],
    ["none", "", 400], ["no token", "a.b.c", 400],
  ] as const;
  const before = await rows();

  for (const [what, token, status] of tokens) expect((await away.ask(away.portal, "/connexion/ailleurs/fin", { method: "POST", form: { logout_token: token } })).status, what).toBe(status);

  expect(await rows()).toEqual(before);
  expect((await browser.open(page)).text).toContain("Terminer la visite");
});

test("one who visits is nobody's second home: from there, they vouch for themselves nowhere", async () => {
  const { browser } = await from.arrived();
  const before = await rows();

  const seen = await browser.step(`http://${away.portal}/autorisations/quelconque`);

  expect(seen.status).toBe(403);
  expect(await rows()).toEqual(before);
});

test("where the network speaks https, the provider does, and its cookies go no other way", async () => {
  const secure = await testServer({ BASE_URL: "https://sure.test" }, "sure");
  const ask = (path: string, body?: object) => secure.ask("sure.test", path, { headers: { origin: "https://sure.test", ...(body ? { "content-type": "application/json" } : {}) }, ...(body ? { method: "POST", body: JSON.stringify(body) } : {}) });
  const described = JSON.parse((await ask("/.well-known/openid-configuration")).text) as Record<string, string>;
  const client = JSON.parse((await ask("/openid/registration", { client_name: "Vrai", redirect_uris: ["https://vrai.example/retour"], backchannel_logout_uri: "https://vrai.example/fin" })).text) as { client_id: string };
  const question = new URL(from.question({ id: client.client_id, secret: "", redirect: "https://vrai.example/retour" }));

  const asked = await ask(`/openid/auth${question.search}`);

  expect([described["issuer"], described["authorization_endpoint"], described["echosciences_acts_endpoint"]]).toEqual(["https://sure.test", "https://sure.test/openid/auth", "https://sure.test/openid/acts"]);
  expect(described["code_challenge_methods_supported"]).toEqual(["S256"]);
  expect([asked.status, String(asked.headers["location"]).startsWith("/autorisations/") || String(asked.headers["location"]).startsWith("https://sure.test/autorisations/")]).toEqual([303, true]);
  expect(asked.cookies.length).toBeGreaterThan(1);
  expect(asked.cookies.filter((cookie) => !/; ?secure/i.test(cookie) || !/httponly/i.test(cookie) || !/samesite=lax/i.test(cookie))).toEqual([]);
  expect((await ask("/openid/registration", { client_name: "Vrai", redirect_uris: ["http://vrai.example/retour"], backchannel_logout_uri: "http://vrai.example/fin" })).status).toBe(400);
});
