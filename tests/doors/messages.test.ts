import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { dangersIn, forgetThrottles, script } from "../support/hostile.ts";
import { testServer, until, type TestServer } from "../support/server.ts";

let server: TestServer;
let here: Territory;
let host: string;

interface Someone {
  readonly viewer: MemberViewer;
  readonly email: string;
  readonly cookie: string;
  get(path: string): Promise<{ status: number; text: string; location: string }>;
  post(path: string, form: Record<string, string>): Promise<{ status: number; text: string; location: string }>;
}

async function someone(name: string, more: { animates?: readonly Territory[] } = {}): Promise<Someone> {
  const viewer = await server.world.member(here, { name, ...more });
  const email = await server.world.account(viewer);
  const cookie = await server.logIn(email, "une phrase assez longue", host);
  const ask = async (path: string, form?: Record<string, string>) => {
    const answer = await server.ask(host, path, { cookie, ...(form ? { method: "POST", form } : {}) });
    return { status: answer.status, text: answer.text, location: String(answer.headers["location"] ?? "") };
  };
  return { viewer, email, cookie, get: (path) => ask(path), post: (path, form) => ask(path, form) };
}

beforeAll(async () => {
  server = await testServer();
  here = await server.world.territory();
  await server.reload();
  host = server.hostOf(here.slug);
});

const mailsTo = async (person: Someone) => (await sql<{ subject: string; text: string; headers: unknown }>`select subject, body_text as text, headers from accounts.mails where recipient = ${person.email} order by created_at`.execute(server.world.db)).rows;

/** The address of a conversation that one has begun. */
async function begin(by: Someone, to: Someone, words: string): Promise<{ page: string; message: string }> {
  const sent = await by.post(`/membres/${to.viewer.handle}/ecrire`, { body: words, submission: crypto.randomUUID() });
  expect(sent.status).toBe(303);
  const [page = "", message = ""] = sent.location.split("#m-");
  return { page, message };
}

test("a member writes from another's page, who is told by mail without the words, reads, answers, corrects and takes back", async () => {
  const [ana, bo] = [await someone("Ana Roux"), await someone("Bo Lenoir")];
  const profile = await server.ask(host, `/membres/${bo.viewer.handle}`);
  expect(profile.text).toContain(`/membres/${bo.viewer.handle}/ecrire`);
  expect((await server.ask(host, `/membres/${bo.viewer.handle}/ecrire`)).status).toBe(303);
  expect((await ana.get(`/membres/${bo.viewer.handle}/ecrire`)).text).toContain("Écrire à Bo Lenoir");
  expect((await ana.post(`/membres/${bo.viewer.handle}/ecrire`, { body: "  " })).status).toBe(422);

  const { page, message } = await begin(ana, bo, `Le **télescope** est-il libre ?\n\n${script}`);
  expect((await ana.get(`/membres/${bo.viewer.handle}/ecrire`)).location).toBe(page);
  await until(async () => (await mailsTo(bo)).length > 0);
  await ana.post(page, { body: "Je passe demain.", submission: crypto.randomUUID() });
  expect((await bo.get("/mon-espace")).text).toContain("1 conversation à lire");
  expect((await bo.get("/messages")).text).toContain("2 nouveaux messages");

  const seen = await bo.get(page);
  expect(seen.text).toContain("<strong>télescope</strong>");
  expect(dangersIn(seen.text)).toEqual([]);
  expect(dangersIn((await bo.get("/messages")).text)).toEqual([]);
  expect((await bo.get("/mon-espace")).text).not.toContain("conversation à lire");
  const mails = await mailsTo(bo);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe("Ana Roux vous a écrit");
  expect(JSON.stringify(mails[0])).not.toContain("télescope");
  expect(mails[0]?.text).toContain(page);

  await bo.post(page, { body: "Oui, venez.", submission: crypto.randomUUID() });
  expect((await ana.get(page)).text).toContain("Oui, venez.");
  expect((await ana.post(`${page}/${message}/modifier`, { body: "Le télescope, demain ?" })).status).toBe(303);
  expect((await bo.get(page)).text).toContain("Le télescope, demain ?");
  expect((await bo.get(page)).text).toContain("modifié");
  expect((await ana.post(`${page}/${message}/retirer`, {})).status).toBe(303);
  expect((await bo.get(page)).text).toContain("Message retiré.");
  expect((await bo.get(page)).text).not.toContain("Le télescope, demain ?");
});

test("mails of messages stop with one click, and by choice", async () => {
  const [ana, bo] = [await someone("Ana Stop"), await someone("Bo Stop")];
  await begin(ana, bo, "Un");
  await until(async () => (await mailsTo(bo)).length > 0);
  const [mail] = await mailsTo(bo);
  const stop = /https?:\/\/\S+\/courriels\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  expect(JSON.stringify(mail?.headers)).toContain(stop);
  const at = new URL(stop);
  expect((await server.ask(server.portal, at.pathname)).text).toContain("quand un message m’attend");
  expect((await server.ask(server.portal, at.pathname, { method: "POST", form: {} })).status).toBe(200);
  const { rows } = await sql<{ messages: boolean; answers: boolean }>`select messages, answers from accounts.mail_choices where user_id = ${bo.viewer.id}`.execute(server.world.db);
  expect(rows).toEqual([{ messages: false, answers: true }]);
  const zoe = await someone("Zoé Stop");
  await begin(zoe, bo, "Deux");
  await until(async () => (await sql`select from messages where told_at is not null and author_id = ${zoe.viewer.id}`.execute(server.world.db)).rows.length > 0);
  expect(await mailsTo(bo)).toHaveLength(1);
});

test("E3 E4 another's conversation, and every act on it, is as if it weren't there: for a visitor, another member, the animator", async () => {
  const [ana, bo, eve, animator] = [await someone("Ana Secret"), await someone("Bo Secret"), await someone("Eve"), await someone("Animatrice", { animates: [here] })];
  const { page, message } = await begin(ana, bo, "Mot-secret-42");
  const absent = `/messages/${crypto.randomUUID()}`;
  const before = await sql`select body, state from messages where id = ${message}`.execute(server.world.db);

  for (const other of [eve, animator]) {
    expect((await other.get(page)).text.replaceAll(page, "X")).toBe((await other.get(absent)).text.replaceAll(absent, "X"));
    for (const [path, form] of [[page, { body: "Je m’invite" }], [`${page}/${message}/modifier`, { body: "Autre" }], [`${page}/${message}/retirer`, {}]] as const) expect((await other.post(path, form)).status, path).toBe(404);
    expect((await other.get(`${page}/${message}/modifier`)).status).toBe(404);
    expect((await other.get(`/signaler?message=${message}`)).status).toBe(404);
    expect((await other.post("/signaler", { message, raison: "Curieuse", retour: "/" })).status).toBe(404);
    expect((await other.get("/messages")).text).not.toContain("Mot-secret-42");
  }
  // The other of the two changes nothing of what one wrote, in whichever conversation they say that it is.
  const own = await begin(bo, eve, "À Eve");
  expect((await bo.post(`${page}/${message}/modifier`, { body: "Volé" })).status).toBe(404);
  expect((await bo.post(`${own.page}/${message}/retirer`, {})).status).toBe(404);
  expect((await ana.get(`${own.page}/${message}/modifier`)).status).toBe(404);
  expect((await sql`select body, state from messages where id = ${message}`.execute(server.world.db)).rows).toEqual(before.rows);
  for (const path of [page, "/messages", `${page}/${message}/modifier`]) expect((await server.ask(host, path)).status, path).toBe(303);
});

test("E1 E3 no page, feed, search, API, document or outbox of the territory or the portal holds a private message or the address of its conversation", async () => {
  await forgetThrottles(server.world);
  const [ana, bo] = [await someone("Ana Publique"), await someone("Bo Public")];
  const article = await server.world.article(ana.viewer, here, { title: "Un article d’Ana" });
  const { page, message } = await begin(ana, bo, "Aiguillefine dans la botte");
  const member = `/ap/members/${ana.viewer.id}`;
  const paths = ["/", "/articles", "/articles/un-article-d-ana", "/membres", `/membres/${ana.viewer.handle}`, `/membres/${bo.viewer.handle}`, "/recherche?q=aiguillefine", "/articles.rss", "/articles.json", "/sitemap.xml", "/chiffres",
    "/api/v1/search?q=aiguillefine", "/api/v1/contents", "/api/v1/members", `/api/v1/members/${ana.viewer.handle}`, `/api/v1/contents/${article}/comments`, "/api/v1/openapi.json", member, `${member}/outbox`, `${member}/outbox?page=1`, `${member}/featured`, `${member}/followers`, `/ap/articles/${article}`, `/ap/articles/${article}/replies`,
    `/ap/messages/${message}`, `/ap/comments/${message}`, `/ap/activities/${message}`, `/messages/${message}`, page, "/.well-known/nodeinfo"];
  for (const at of [host, server.portal]) for (const path of paths) for (const accept of ["text/html", "application/activity+json"]) {
    const answer = await server.ask(at, path, { headers: { accept } });
    expect(answer.status, path).toBeLessThan(500);
    for (const secret of ["Aiguillefine", message, page]) if (!path.includes(secret)) expect(answer.text.includes(secret), `${at} ${path} ${secret}`).toBe(false);
    expect(answer.text, path).not.toContain("Aiguillefine");
  }
  for (const accept of ["text/html", "application/activity+json"]) expect((await server.ask(host, `/ap/messages/${message}`, { headers: { accept } })).status).toBe(404);
  const { rows } = await sql<{ n: number }>`select has_table_privilege('echosciences_reader', t, 'select')::int as n from unnest(array['messages', 'conversations', 'conversation_members', 'message_blocks', 'message_choices']) t`.execute(server.world.db);
  expect(rows.map((row) => row.n)).toEqual([0, 0, 0, 0, 0]);
  expect((await server.ask(host, page, { cookie: ana.cookie })).headers["cache-control"]).toBe("private, no-store");
});

test("of a message that is reported the animator reads what it said, also once it was taken back, and nothing else of the conversation", async () => {
  const [ana, bo, animator] = [await someone("Ana Pub"), await someone("Bo Pub"), await someone("Anim", { animates: [here] })];
  const { page, message } = await begin(ana, bo, "Achetez mes pilules");
  await bo.post(page, { body: "Mon-numéro-privé", submission: crypto.randomUUID() });
  const asked = await bo.get(`/signaler?message=${message}&retour=${page}`);
  expect(asked.text).toContain("ne lira que ce message");
  expect((await ana.get(`/signaler?message=${message}`)).status).toBe(404);
  expect((await bo.post("/signaler", { message, raison: "Publicité", retour: page })).status).toBe(200);
  await ana.post(`${page}/${message}/retirer`, {});

  const queue = (await animator.get("/animation/signalements")).text;
  expect(queue).toContain("Achetez mes pilules");
  expect(queue).toContain("Message privé écrit par Ana Pub");
  expect(queue).not.toContain("Mon-numéro-privé");
  expect(queue).not.toContain(page);
  expect((await animator.get(page)).status).toBe(404);
});

test("one declines messages, blocks and unblocks from the pages; the sentence says which it is, and who is blocked sees nothing of it", async () => {
  const [ana, bo] = [await someone("Ana Non"), await someone("Bo Non")];
  expect((await bo.post("/mon-espace/messages", { accepte: "nobody" })).status).toBe(303);
  expect((await server.ask(host, `/membres/${bo.viewer.handle}`)).text).not.toContain("/ecrire");
  expect((await ana.get(`/membres/${bo.viewer.handle}/ecrire`)).text).toContain("Cette personne ne reçoit pas de messages.");
  expect((await ana.post(`/membres/${bo.viewer.handle}/ecrire`, { body: "Quand même" })).status).toBe(422);
  await bo.post("/mon-espace/messages", { accepte: "known" });
  expect((await ana.get(`/membres/${bo.viewer.handle}/ecrire`)).text).toContain("qu’elle suit");
  await bo.post("/mon-espace/messages", { accepte: "n’importe quoi" });
  await bo.post("/mon-espace/messages", { accepte: "everyone" });

  const { page } = await begin(ana, bo, "Premier");
  expect((await bo.post("/mon-espace/messages/bloquer", { membre: ana.viewer.id, bloquer: "1", retour: page })).location).toBe(page);
  expect((await bo.get(page)).text).toContain("Débloquer Ana Non");
  expect((await bo.get("/messages")).text).toContain("Personnes bloquées");
  const sent = await ana.post(page, { body: "Deuxième", submission: crypto.randomUUID() });
  expect(sent.status).toBe(303);
  expect((await ana.get(page)).text).toContain("Deuxième");
  expect((await bo.get(page)).text).not.toContain("Deuxième");
  expect((await bo.get("/messages")).text).not.toContain("nouveau message");
  await bo.post("/mon-espace/messages/bloquer", { membre: ana.viewer.id, bloquer: "0" });
  expect((await bo.get(page)).text).not.toContain("Deuxième");
});

test("what one takes along holds what one wrote, not what one got, nor who blocked one", async () => {
  const [ana, bo] = [await someone("Ana Export"), await someone("Bo Export")];
  const { page } = await begin(ana, bo, "Écrit-par-Ana");
  await bo.post(page, { body: "Écrit-par-Bo", submission: crypto.randomUUID() });
  await bo.post("/mon-espace/messages/bloquer", { membre: ana.viewer.id, bloquer: "1" });
  const { listOwnRowsAnywhere, listOwnTablesAnywhere } = await import("../../src/features/own-data/list-own-data.ts");
  const tables = await listOwnTablesAnywhere(server.world.db);
  const text = JSON.stringify(await Promise.all(tables.map((table) => listOwnRowsAnywhere(server.world.db, table, ana.viewer.id))));

  expect(text).toContain("Écrit-par-Ana");
  expect(text).not.toContain("Écrit-par-Bo");
  expect(text).not.toContain("withheld");
  expect(tables.map((each) => `${each.table}.${each.column}`)).toContain("message_blocks.member_id");
  expect(tables.map((each) => `${each.table}.${each.column}`)).not.toContain("message_blocks.blocked_id");
});
