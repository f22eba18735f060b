import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { makeApiToken } from "../../src/features/accounts/make-api-token.ts";
import { editCommunity, foundCommunity } from "../../src/features/communities/write-community.ts";
import { communityInput } from "../../src/features/communities/input.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { multipart, png } from "../support/hostile.ts";
import { testServer, type TestServer } from "../support/server.ts";
import { writer } from "../support/writer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});

const ofWhole = (text: string) => (JSON.parse(text) as { data: { id: string; html: string } }).data;

test("a text is shown by the API as its page shows it: pictures, files, cards, players, mentions, formulae and notes, at whole addresses", async () => {
  const who = await writer(server);
  const named = await server.world.member(who.here, { name: "Ana Vidal" });
  const upload = async (path: string, field: string, name: string, bytes: Uint8Array) => JSON.parse((await server.ask(who.host, path, { method: "POST", cookie: who.cookie, ...multipart({ alt: "La mare", credit: "Ana" }, { name: field, filename: name, type: "application/octet-stream", bytes }) })).text) as { id: string };
  const [picture, file] = [await upload("/televerser", "picture", "m.png", await png(40, 30)), await upload("/televerser/fichier", "file", "Guide.pdf", new TextEncoder().encode("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"))];
  const cited = await server.world.article(who.author, who.here, { title: "Comète citée" });
  const body = [`![La mare](media:${picture.id})`, `![Guide](fichier:${file.id})`, `![x](contenu:${cited})`, "https://www.youtube.com/watch?v=abcdefghijk", `Avec @${named.handle} : $x^2$[^1], et [l’agenda](/agenda).`, "[^1]: Un carré."].join("\n\n");
  expect((await who.post("/contribuer/article", { title: "Tout y est", summary: "x", body, do: "publish" })).status).toBe(303);

  const { id, html } = ofWhole((await server.ask(who.host, "/api/v1/articles/tout-y-est")).text);

  const origin = `http://${who.host}`;
  expect(html).toMatch(new RegExp(`<img src="${origin}/media/[0-9a-f]+-\\d+\\.webp"[^>]* alt="La mare"`));
  expect(html).toContain(`<a href="${origin}/media/${file.id}/Guide.pdf" download>Guide.pdf</a>`);
  expect(html).toContain(`<a href="${origin}/articles/comete-citee">Comète citée</a>`);
  expect(html).toContain(`<a href="https://www.youtube.com/watch?v=abcdefghijk" rel="nofollow ugc noopener">`);
  expect(html).toContain(`<a href="${origin}/membres/${named.handle}" title="Ana Vidal">`);
  expect(html).toContain("<math");
  expect(html).toMatch(/role="doc-noteref".*role="doc-endnotes"/s);
  expect(html).toContain(`<a href="${origin}/agenda">`);
  expect(html).not.toMatch(/<es-embed|(?:href|src)="\//);
  // From the portal, and by its id, the text is the same.
  expect(ofWhole((await server.ask(server.portal, `/api/v1/contents/${id}`)).text).html).toBe(html);
  // What a draft offers, the public reader doesn't know.
  await sql`update contents set state = 'draft', published_at = null where id = ${id}`.execute(server.world.db);
  expect((await sql`select id from attachments`.execute(server.world.connections.reader)).rows).toEqual([]);
});

test("a page of another site may write with a token: it is told the exact methods and headers, and a cookie alone still does nothing", async () => {
  const here = await server.world.territory();
  const member = await server.world.member(here);
  const email = await server.world.account(member);
  const article = await server.world.article(await server.world.member(here), here, { title: "À commenter" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const elsewhere = { origin: "https://mairie.example", "content-type": "application/json" };
  const asks = (path: string) => server.ask(host, path, { method: "OPTIONS", headers: { origin: "https://mairie.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type" } });
  const told = async (path: string) => {
    const { status, headers } = await asks(path);
    return [status, headers["access-control-allow-origin"], headers["access-control-allow-methods"], headers["access-control-allow-headers"], headers["access-control-allow-credentials"]];
  };

  expect(await told(`/api/v1/contents/${article}/comments`)).toEqual([204, "*", "GET, POST", "Authorization, If-None-Match, Content-Type", undefined]);
  expect(await told(`/api/v1/comments/${article}`)).toEqual([204, "*", "DELETE, PATCH", "Authorization, Content-Type", undefined]);
  expect(await told("/api/v1/articles")).toEqual([204, "*", "GET", "Authorization, If-None-Match", undefined]);
  expect((await asks("/api/v1/rien")).status).toBe(404);

  const path = `/api/v1/contents/${article}/comments`;
  const body = JSON.stringify({ text: "Bravo depuis la mairie." });
  const token = await makeApiToken(server.world.db, Temporal.Now.instant(), { member: member.id, name: "site de la mairie", days: 1 });
  const written = await server.ask(host, path, { method: "POST", headers: { ...elsewhere, authorization: `Bearer ${token}` }, body });
  expect([written.status, written.headers["access-control-allow-origin"]]).toEqual([201, "*"]);
  const cookie = await server.logIn(email, "une phrase assez longue", host);
  expect((await server.ask(host, path, { method: "POST", cookie, headers: elsewhere, body })).status).toBe(403);
  const neither = await server.ask(host, path, { method: "POST", cookie, headers: { ...elsewhere, authorization: "Bearer faux" }, body });
  expect([neither.status, neither.headers["access-control-allow-origin"]]).toEqual([401, "*"]);
  expect((await server.ask(host, "/bookmarks", { method: "POST", cookie, headers: { ...elsewhere, authorization: `Bearer ${token}` }, body })).status).toBe(403);
});

test("who keeps a copy of the communities learns what changed since, page by page, and forgets those that became private", async () => {
  const { world } = server;
  const here = await world.territory();
  const animator = await world.member(here, { animates: [here] });
  const since = Temporal.Now.instant();
  const input = (name: string, access: string) => communityInput.parse({ name, purpose: "theme", access, body: fromMarkdown("Bienvenue.") });
  const found = async (name: string) => {
    const made = await foundCommunity(world.as(animator), here.id, input(name, "open"), null);
    if (!made.done) throw new Error(made.refusal.kind);
    return made.value.id;
  };
  const [mares, ciel] = [await found("Mares"), await found("Ciel")];
  await foundCommunity(world.as(animator), here.id, input("Secrète depuis toujours", "private"), null);
  await server.reload();
  interface Page { data: { id: string; name?: string; deleted?: boolean }[]; next: string | null }
  const page = async (more = "") => JSON.parse((await server.ask(server.hostOf(here.slug), `/api/v1/communities?updated_since=${since.toString()}${more}`)).text) as Page;

  const first = await page("&limit=1");
  const second = await page(`&limit=1&cursor=${first.next ?? ""}`);
  expect([first.data.map((each) => each.id), second.data.map((each) => each.id), second.next]).toEqual([[mares], [ciel], null]);

  await editCommunity(world.as(animator), mares, input("Mares", "private"), null);
  await expect.poll(async () => (await page()).data).toEqual([expect.objectContaining({ id: ciel, name: "Ciel" }), expect.objectContaining({ id: mares, deleted: true })]);
  await editCommunity(world.as(animator), mares, input("Mares", "open"), null);
  await expect.poll(async () => (await page()).data.map((each) => [each.id, each.deleted])).toEqual([[ciel, undefined], [mares, undefined]]);
});
