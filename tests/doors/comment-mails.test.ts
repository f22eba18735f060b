import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer, until } from "../support/server.ts";
import { password, writer } from "../support/writer.ts";

test("whoever is mentioned or answered is told once by mail, as long as they want to be, and stops it from the mail itself", async () => {
  const server = await testServer();
  const { here, author, host, post } = await writer(server);
  const article = await server.world.article(author, here, { title: "À commenter" });
  const named = await server.world.member(here);
  const email = await server.world.account(named);
  const cookie = await server.logIn(email, password, host);
  const mails = async (to: string) => (await sql<{ text: string; headers: { unsubscribe?: string }; about: string }>`select body_text as text, headers, about_id as about from accounts.mails where recipient = ${to} order by created_at`.execute(server.world.db)).rows;
  const said = async (body: string, parent = "") => String((await post("/commenter", { content: article, body, parent, retour: "/" })).headers["location"]).split("/").at(-1) ?? "";

  const first = await said(`Bonjour @${named.handle} <b>`);
  await until(async () => (await mails(email)).length === 1);
  const [mail] = await mails(email);
  expect([mail?.text.includes(`/commentaires/${first}`), mail?.text.includes("vous mentionne"), mail?.about]).toEqual([true, true, author.id]);
  await post(`/commentaires/${first}/modifier`, { body: `Bonsoir @${named.handle} @${author.handle}` });
  await server.ask(host, "/commenter", { method: "POST", cookie, form: { content: article, parent: first, body: "Merci !", retour: "/" } });
  await until(async () => (await mails(`${author.handle}@example.org`)).length === 1);
  expect((await mails(`${author.handle}@example.org`))[0]?.text).toContain("répond à votre commentaire");
  expect(await mails(email)).toHaveLength(1);

  const stop = new URL(mail?.headers.unsubscribe ?? "http://x");
  expect((await server.ask(server.portal, stop.pathname)).status).toBe(200);
  expect((await server.ask(server.portal, stop.pathname, { method: "POST", body: "List-Unsubscribe=One-Click", headers: { "content-type": "application/x-www-form-urlencoded" } })).text).toContain("C’est noté");
  expect((await server.ask(server.portal, "/courriels/pas-le-bon/mentions", { method: "POST", form: {} })).status).toBe(404);
  await said(`Encore @${named.handle}`);
  await said("Une réponse de plus", first);
  await until(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'comment-mails'`.execute(server.world.db)).rows.length === 0);
  expect(await mails(email)).toHaveLength(1);
  expect((await server.ask(host, "/mon-espace/compte", { cookie })).text).not.toMatch(/value="mentions" checked/);
});
