import { sql } from "kysely";
import { expect, test } from "vitest";
import type { ContentId } from "../../src/platform/ids.ts";
import { testServer, type TestServer } from "../support/server.ts";
import { password, writer } from "../support/writer.ts";

async function mailsTo(server: TestServer, email: string): Promise<number> {
  return (await sql`select from accounts.mails where recipient = ${email}`.execute(server.world.db)).rows.length;
}

async function authorsOf(server: TestServer, content: ContentId): Promise<string[]> {
  const { rows } = await sql<{ member: string }>`select member_id as member from content_authors where content_id = ${content} order by position`.execute(server.world.db);
  return rows.map((row) => row.member);
}

async function setting() {
  const server = await testServer();
  const first = await writer(server);
  const guest = await server.world.member(first.here);
  const email = await server.world.account(guest);
  const cookie = await server.logIn(email, password, first.host);
  const asGuest = (path: string, form?: Record<string, string>) => server.ask(first.host, path, form ? { method: "POST", cookie, form } : { cookie });
  const draft = await server.world.article(first.author, first.here, { title: "À quatre mains", intent: "draft" });
  return { server, ...first, guest, email, asGuest, draft };
}

test("an author invites a member by handle; who accepts writes the draft with them, and may leave, but not the last one", async () => {
  const { server, author, post, get, guest, email, asGuest, draft } = await setting();
  expect((await asGuest(`/contribuer/article/${draft}`)).status).toBe(404);

  expect((await post(`/contenus/${draft}/auteurs`, { who: `@${guest.handle}` })).status).toBe(303);
  expect([await mailsTo(server, email), (await asGuest("/mon-espace")).text.includes("Une invitation à écrire vous attend")]).toEqual([1, true]);
  const page = (await asGuest("/mon-espace/ecrire-ensemble")).text;
  expect(page).toContain("À quatre mains");
  const invitation = /\/mon-espace\/ecrire-ensemble\/([0-9a-f-]{36})/.exec(page)?.[1] ?? "";
  // Not the inviter's to accept, and not yet the guest's to read.
  expect((await post(`/mon-espace/ecrire-ensemble/${invitation}`, { reponse: "oui" })).status).toBe(404);
  expect((await asGuest(`/contribuer/article/${draft}`)).status).toBe(404);

  expect((await asGuest(`/mon-espace/ecrire-ensemble/${invitation}`, { reponse: "oui" })).status).toBe(303);
  expect((await asGuest(`/contribuer/article/${draft}`)).status).toBe(200);
  expect(await authorsOf(server, draft)).toEqual([author.id, guest.id]);
  expect((await asGuest(`/mon-espace/ecrire-ensemble/${invitation}`, { reponse: "oui" })).status).toBe(404);

  expect((await post(`/contenus/${draft}/auteurs/quitter`)).status).toBe(303);
  expect((await get(`/contribuer/article/${draft}`)).status).toBe(404);
  await asGuest(`/contenus/${draft}/auteurs/quitter`, {});
  expect(await authorsOf(server, draft)).toEqual([guest.id]);
});

test("an invitation by address says the same whether a member has it or not, and shows no name", async () => {
  const { server, post, get, guest, email, draft } = await setting();
  for (const who of [email.toUpperCase(), "personne@example.org"]) expect((await post(`/contenus/${draft}/auteurs`, { who })).status, who).toBe(303);

  const page = (await get(`/contenus/${draft}/auteurs`)).text;
  expect([page.includes(email), page.includes("personne@example.org"), page.includes(guest.name)]).toEqual([true, true, false]);
  expect([await mailsTo(server, email), await mailsTo(server, "personne@example.org")]).toEqual([1, 0]);
  expect((await post(`/contenus/${draft}/auteurs`, { who: email })).status).toBe(303);
  expect(await mailsTo(server, email)).toBe(1);
});

test("E4 nobody but its authors invites, cancels or sees who is asked; a declined invitation is over", async () => {
  const { server, here, post, get, guest, asGuest, draft } = await setting();
  const published = await server.world.article(await server.world.member(here), here);
  expect((await post(`/contenus/${published}/auteurs`, { who: guest.handle })).status).toBe(403);
  expect((await get(`/contenus/${published}/auteurs`)).status).toBe(403);
  expect((await asGuest(`/contenus/${draft}/auteurs`, { who: guest.handle })).status).toBe(404);
  expect((await post(`/contenus/${draft}/auteurs`, { who: "personne-du-tout" })).status).toBe(422);
  expect((await post(`/contenus/${draft}/auteurs`, { who: "<script>" })).status).toBe(422);

  await post(`/contenus/${draft}/auteurs`, { who: guest.handle });
  const invitation = /\/mon-espace\/ecrire-ensemble\/([0-9a-f-]{36})/.exec((await asGuest("/mon-espace/ecrire-ensemble")).text)?.[1] ?? "";
  expect((await asGuest(`/contenus/${draft}/auteurs/annuler`, { invitation })).status).toBe(404);
  expect((await asGuest(`/mon-espace/ecrire-ensemble/${invitation}`, { reponse: "non" })).status).toBe(303);
  expect((await asGuest("/mon-espace/ecrire-ensemble")).text).toContain("Personne ne vous attend");
  expect(await authorsOf(server, draft)).toHaveLength(1);
});
