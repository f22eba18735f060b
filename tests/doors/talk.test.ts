import { sql } from "kysely";
import { expect, test } from "vitest";
import { makeApiToken } from "../../src/features/accounts/make-api-token.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { testServer, until, type TestServer } from "../support/server.ts";
import { password, writer } from "../support/writer.ts";

async function addressOf(server: TestServer, id: ContentId): Promise<string> {
  return `/articles/${(await sql<{ slug: string }>`select slug from contents where id = ${id}`.execute(server.world.db)).rows[0]?.slug ?? ""}`;
}

/** Asks the API as a program of this member's. */
async function program(server: TestServer, host: string, member: MemberViewer) {
  await server.world.account(member);
  const token = await makeApiToken(server.world.db, Temporal.Now.instant(), { member: member.id, name: "essai", days: 1 });
  return async (method: string, path: string, body?: object) => {
    const answer = await server.ask(host, `/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, "content-type": "application/json", origin: `http://${host}` }, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: answer.status, json: answer.text ? (JSON.parse(answer.text) as { data?: Record<string, unknown> & Record<string, unknown>[]; title?: string; field?: string }) : null };
  };
}

test("a comment is written, answered, corrected, withdrawn and closed on the page, whatever the reader's browser runs", async () => {
  const server = await testServer();
  const { here, author, host, post, get } = await writer(server);
  const article = await server.world.article(author, here, { title: "À discuter" });
  const path = await addressOf(server, article);
  const [named, reader] = [await server.world.member(here, { name: "Nadia Nommée" }), await server.world.member(here)];
  const cookie = await server.logIn(await server.world.account(reader), password, host);
  const send = (to: string, form: Record<string, string>) => server.ask(host, to, { method: "POST", cookie, form: { retour: path, ...form } });

  const sent = await send("/commenter", { content: article, body: `Bravo @${named.handle} !` });
  expect([sent.status, String(sent.headers["location"])]).toEqual([303, expect.stringMatching(/^\/commentaires\/[0-9a-f-]{36}$/)]);
  const id = String(sent.headers["location"]).split("/").at(-1) ?? "";
  expect((await server.ask(host, `/commentaires/${id}`)).headers["location"]).toBe(`${path}#c-${id}`);
  expect((await server.ask(host, path, { cookie })).text).toContain(`<a href="/membres/${named.handle}" title="Nadia Nommée">@${named.handle}</a>`);
  const empty = await send("/commenter", { content: article, body: "  " });
  expect([empty.status, empty.text.includes("textarea")]).toEqual([422, true]);

  expect((await get(`/commentaires/${id}/modifier`)).status).toBe(403);
  expect((await send(`/commentaires/${id}/modifier`, { body: "Bravo à tout le monde" })).status).toBe(303);
  const edited = (await server.ask(host, path, { cookie })).text;
  expect([edited.includes("Bravo à tout le monde"), edited.includes("modifié"), edited.includes(`@${named.handle}`)]).toEqual([true, true, false]);
  expect((await server.ask(host, `/commentaires/${id}/versions`, { cookie })).text).toContain(`@${named.handle}`);
  expect((await get(`/commentaires/${id}/versions`)).status).toBe(403);

  expect((await send(`/contenus/${article}/commentaires/fermer`, {})).status).toBe(403);
  expect((await post(`/contenus/${article}/commentaires/fermer`, { retour: path })).status).toBe(303);
  const closed = await server.ask(host, path, { cookie });
  expect([closed.text.includes("Les commentaires sont fermés"), closed.text.includes('action="/commenter"'), closed.text.includes("Bravo à tout le monde")]).toEqual([true, false, true]);
  expect((await send("/commenter", { content: article, body: "Trop tard" })).status).toBe(422);
  expect((await send(`/commentaires/${id}/retirer`, {})).status).toBe(303);
  expect((await server.ask(host, path, { cookie })).text).toContain("Commentaire retiré par la personne qui l’a écrit");
});

test("a program comments, corrects and withdraws for its member, with the same rules, and never without a token", async () => {
  const server = await testServer();
  const { here, author, host } = await writer(server);
  const [article, draft] = [await server.world.article(author, here, { title: "Pour les programmes" }), await server.world.article(author, here, { intent: "draft" })];
  const [member, other] = [await server.world.member(here), await server.world.member(here)];
  const [ask, asOther] = [await program(server, host, member), await program(server, host, other)];

  expect((await server.ask(host, `/api/v1/contents/${article}/comments`, { method: "POST", body: JSON.stringify({ text: "Anonyme" }), headers: { "content-type": "application/json" } })).status).toBe(401);
  const written = await ask("POST", `/contents/${article}/comments`, { text: `Bonjour @${author.handle}` });
  expect([written.status, written.json?.data?.["author"]]).toEqual([201, expect.objectContaining({ handle: member.handle })]);
  expect(String(written.json?.data?.["html"])).toContain(`href="http://${host}/membres/${author.handle}"`);
  const id = String(written.json?.data?.["id"]);
  expect((await asOther("PATCH", `/comments/${id}`, { text: "Volé" })).status).toBe(403);
  expect((await asOther("DELETE", `/comments/${id}`)).status).toBe(403);
  expect((await ask("POST", `/contents/${draft}/comments`, { text: "Vu ?" })).status).toBe(404);
  expect((await ask("POST", `/contents/${article}/comments`, { text: "" })).json).toMatchObject({ status: 400, field: "text" });
  expect((await ask("POST", `/contents/${article}/comments`, { text: "x", author: other.id })).status).toBe(400);
  expect((await ask("PATCH", `/comments/${id}`, { text: "Bonsoir" })).json?.data?.["html"]).toBe("<p>Bonsoir</p>");
  const answered = await ask("POST", `/contents/${article}/comments`, { text: "Une réponse", parent: id });

  const list = async () => (JSON.parse((await server.ask(host, `/api/v1/contents/${article}/comments`)).text) as { data: { id: string; depth: number; html: string }[] }).data;
  expect((await list()).map((each) => [each.html, each.depth])).toEqual([["<p>Bonsoir</p>", 0], ["<p>Une réponse</p>", 1]]);
  expect((await server.ask(host, `/contenus/${article}/commentaires.atom`)).text).toContain("Une réponse");
  expect((await ask("DELETE", `/comments/${id}`)).status).toBe(204);
  await until(async () => (await list()).map((each) => each.id).join() === String(answered.json?.data?.["id"]));
  await until(async () => !(await server.ask(host, `/contenus/${article}/commentaires.rss`)).text.includes("Bonsoir"));
  for (const path of [`/api/v1/contents/${draft}/comments`, `/api/v1/contents/${draft}/relays`, `/contenus/${draft}/commentaires.json`]) expect((await server.ask(host, path)).status, path).toBe(404);
});

test("a content is relayed with a word on the page and by a program, read by the API, and undone", async () => {
  const server = await testServer();
  const { here, author, host } = await writer(server);
  const article = await server.world.article(author, here, { title: "À faire passer" });
  const path = await addressOf(server, article);
  const member = await server.world.member(here);
  const cookie = await server.logIn(await server.world.account(member), password, host);
  const ask = await program(server, host, member);

  expect((await server.ask(host, "/relayer", { method: "POST", cookie, form: { content: article, mot: "<b>À lire</b>", relayer: "1", retour: path } })).status).toBe(303);
  const profile = (await server.ask(host, `/membres/${member.handle}`)).text;
  expect([profile.includes("À faire passer"), profile.includes("<b>À lire"), profile.includes("&lt;b&gt;À lire") || profile.includes("&#60;b&#62;À lire")]).toEqual([true, false, true]);
  expect((await server.ask(host, path, { cookie })).text).toContain("Relayé (1)");
  expect((JSON.parse((await server.ask(host, `/api/v1/members/${member.handle}/relays`)).text) as { data: { word: string; content: { title: string } }[] }).data).toMatchObject([{ word: "<b>À lire</b>", content: { title: "À faire passer" } }]);
  expect((await ask("POST", `/contents/${article}/relays`, { word: "Encore" })).status).toBe(204);
  expect((JSON.parse((await server.ask(host, `/api/v1/contents/${article}/relays`)).text) as { data: { word: string }[] }).data).toMatchObject([{ word: "Encore" }]);
  expect((await ask("DELETE", `/contents/${article}/relays`)).status).toBe(204);
  expect((await ask("DELETE", `/contents/${article}/relays`)).status).toBe(404);
  expect((await server.ask(host, "/relayer", { method: "POST", cookie, form: { content: article, relayer: "0" } })).status).toBe(404);
});
