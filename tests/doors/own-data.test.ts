import { sql } from "kysely";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { request } from "node:http";
import { testServer, until, type TestServer } from "../support/server.ts";
import { password, writer } from "../support/writer.ts";

async function bytesOf(server: TestServer, host: string, path: string, cookie: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: server.port, path, headers: { host, cookie } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => resolve(Buffer.concat(chunks)));
    }).on("error", reject).end();
  });
}

/** The secret of the last mail of this kind to this address. */
async function secretIn(server: TestServer, email: string, form: RegExp): Promise<string> {
  const { rows } = await sql<{ text: string }>`select body_text as text from accounts.mails where recipient = ${email} order by created_at desc limit 1`.execute(server.world.db);
  return form.exec(rows[0]?.text ?? "")?.[1] ?? "";
}

test("a member takes their data along in one file that nobody else can fetch, and that says no secret", async () => {
  const server = await testServer();
  const { here, author, host, post, get } = await writer(server);
  await server.world.article(author, here, { title: "Le brouillon emporté", intent: "draft" });
  const other = await server.world.member(here);
  const cookie = await server.logIn(await server.world.account(other), password, host);

  expect((await post("/mon-espace/donnees")).status).toBe(303);
  expect((await get("/mon-espace/donnees")).status).toBe(200);
  await until(async () => (await get("/mon-espace/donnees")).text.includes("Télécharger mon fichier"));
  const path = /href="(\/mon-espace\/donnees\/[0-9a-f-]{36})"/.exec((await get("/mon-espace/donnees")).text)?.[1] ?? "";

  expect((await server.ask(host, path, { cookie })).status).toBe(404);
  expect((await server.ask(host, path)).status).toBe(303);
  const own = await server.logIn(`${author.handle}@example.org`, password, host);
  const files = unzipSync(await bytesOf(server, host, path, own));
  const text = (name: string) => new TextDecoder().decode(files[name]);
  expect(JSON.parse(text("member.json"))).toMatchObject({ id: author.id, name: author.name });
  expect(text("contents.json")).toContain("Le brouillon emporté");
  expect(text("accounts.users.id.json")).toContain(`${author.handle}@example.org`);
  const all = Object.keys(files).map(text).join("\n");
  expect(all).not.toMatch(/argon2id|"(password|hash|token_hash|secret)"/);
  expect(all).not.toContain(other.id);

  await sql`update accounts.exports set expires_at = now() - interval '1 minute' where user_id = ${author.id}`.execute(server.world.db);
  expect((await server.ask(host, path, { cookie: own })).status).toBe(404);
});

test("a member leaves by the link of a mail: not without the password, not by another's link, once, and everywhere at once", async () => {
  const server = await testServer();
  const { here, author, host, post, get } = await writer(server);
  const email = `${author.handle}@example.org`;
  const article = await server.world.article(author, here, { title: "Ce qui reste" });
  const slug = (await sql<{ slug: string }>`select slug from contents where id = ${article}`.execute(server.world.db)).rows[0]?.slug ?? "";

  expect((await post("/mon-espace/partir", { password, choice: "tout" })).status).toBe(422);
  const wrong = await post("/mon-espace/partir", { password: "un autre mot de passe", choice: "keep" });
  expect([wrong.status, wrong.text.includes("Ce mot de passe n’est pas le vôtre")]).toEqual([422, true]);
  expect((await sql`select from accounts.mails where recipient = ${email}`.execute(server.world.db)).rows).toEqual([]);
  expect((await post("/mon-espace/partir", { password, choice: "keep" })).status).toBe(200);
  expect((await get("/mon-espace")).status).toBe(200);
  const secret = await secretIn(server, email, /\/depart\/([\w-]+)/);

  expect((await server.ask(server.portal, "/depart/pas-le-bon", { method: "POST", form: {} })).text).toContain("Ce lien");
  expect((await server.ask(server.portal, `/depart/${secret}`)).status).toBe(200);
  const done = await server.ask(server.portal, `/depart/${secret}`, { method: "POST", form: {} });
  expect([done.status, done.text.includes("Votre compte est supprimé")]).toEqual([200, true]);

  expect((await get("/mon-espace")).status).toBe(303);
  expect((await server.ask(server.portal, "/connexion", { method: "POST", form: { email, password, retour: "/" } })).cookies.join()).not.toContain("es_session");
  expect((await server.ask(server.portal, `/depart/${secret}`, { method: "POST", form: {} })).text).toContain("Ce lien");
  const page = await server.ask(host, `/articles/${slug}`);
  expect([page.status, page.text.includes("un ancien membre"), page.text.includes(author.name)]).toEqual([200, true, false]);
  for (const path of [`/membres/${author.handle}`, `/api/v1/members/${author.handle}`]) expect((await server.ask(host, path)).status, path).toBe(404);
});
