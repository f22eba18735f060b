import { sql } from "kysely";
import { expect, test } from "vitest";
import { addComment } from "../../src/features/comments/add-comment.ts";
import { makeLoginLink } from "../../src/features/accounts/log-in.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { addressOf, routes } from "../house/routes.ts";
import { testServer } from "../support/server.ts";

const password = "une phrase assez longue";

async function setting(name = "Ulysse Zirconium") {
  const server = await testServer();
  const { world } = server;
  const [here, there] = [await world.territory(), await world.territory()];
  const [member, animator, neighbour, coordinator] = [await world.member(here, { name }), await world.member(here, { animates: [here] }), await world.member(there, { animates: [there] }), await world.member(there, { coordinator: true })];
  const emails = { member: await world.account(member), animator: await world.account(animator), neighbour: await world.account(neighbour), coordinator: await world.account(coordinator) };
  await server.reload();
  const host = server.hostOf(here.slug);
  const as = (who: keyof typeof emails, at = host) => server.logIn(emails[who], password, at);
  const count = async (what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(world.db)).rows[0]?.n;
  return { server, world, here, there, host, member, animator, emails, as, count };
}

test("an animator suspends from the member's page, with a reason: their session ends, the log-in says why and whom to write to, and the lift gives all back", async () => {
  const { server, host, here, member, emails, as, count } = await setting();
  const [theirs, cookie] = [await as("member"), await as("animator")];
  const profile = await server.ask(host, `/membres/${member.handle}`, { cookie });
  expect(profile.text).toContain(`/animation/suspensions/nouvelle?membre=${member.id}`);
  const asked = await server.ask(host, `/animation/suspensions/nouvelle?membre=${member.id}`, { cookie });
  expect([asked.status, asked.text.includes("Suspendre Ulysse Zirconium")]).toEqual([200, true]);
  const send = (form: Record<string, string>) => server.ask(host, "/animation/suspensions/nouvelle", { method: "POST", cookie, form: { membre: member.id, duree: "", ...form } });

  const without = await send({ raison: " " });
  expect([without.status, without.text.includes("Dites pourquoi"), await count("suspensions")]).toEqual([422, true, 0]);
  const done = await send({ raison: "Trois <b>publicités</b> en un jour", duree: "30" });

  expect([done.status, done.headers["location"]]).toEqual([303, "/animation/suspensions?dit=done"]);
  expect((await server.ask(host, "/mon-espace", { cookie: theirs })).status).toBe(303);
  expect(await count("accounts.sessions where user_id in (select id from members where state = 'suspended')")).toBe(0);
  const refused = await server.ask(server.portal, "/connexion", { method: "POST", form: { email: emails.member, password, retour: "/" } });
  expect([refused.status, refused.cookies.some((each) => each.startsWith("es_session=") && !each.startsWith("es_session=;"))]).toEqual([403, false]);
  expect(refused.text).toMatch(/Votre compte est suspendu jusqu’au .*: vous ne pouvez pas vous connecter/);
  expect(refused.text).toContain("Trois &lt;b&gt;publicités&lt;/b&gt; en un jour");
  expect(refused.text).toContain(`écrivez à Une structure, qui anime ${here.name}`);
  // Who doesn't know the password learns nothing.
  const guess = await server.ask(server.portal, "/connexion", { method: "POST", form: { email: emails.member, password: "une autre phrase", retour: "/" } });
  expect([guess.status, guess.text.includes("suspendu")]).toEqual([422, false]);
  expect(await count(`accounts.mails where recipient = '${emails.member}' and body_text like '%Trois <b>publicités%' and body_text like '%/a-propos%'`)).toBe(1);

  const list = await server.ask(host, "/animation/suspensions", { cookie });
  const [, path = ""] = /action="(\/animation\/suspensions\/[^"]+\/lever)"/.exec(list.text) ?? [];
  expect((await server.ask(host, path, { method: "POST", cookie })).headers["location"]).toBe("/animation/suspensions?dit=lifted");
  expect((await server.ask(host, `/membres/${member.handle}`)).status).toBe(200);
  expect(await as("member")).toContain("es_session");
  expect((await server.ask(host, "/animation/suspensions?etat=terminees", { cookie })).text).toContain("Ulysse Zirconium");
});

test("a link that logs in opens nothing for who is suspended, and nobody comes to the form whose territory it isn't", async () => {
  const { server, world, host, there, member, animator, as } = await setting();
  const [neighbour, coordinator] = [await as("neighbour", server.hostOf(there.slug)), await as("coordinator", server.portal)];
  for (const id of [member.id, animator.id]) expect((await server.ask(server.hostOf(there.slug), `/animation/suspensions/nouvelle?membre=${id}`, { cookie: neighbour })).status).toBe(404);
  expect((await server.ask(server.hostOf(there.slug), "/animation/suspensions/nouvelle", { method: "POST", cookie: neighbour, form: { membre: member.id, raison: "Non", duree: "" } })).status).toBe(404);
  expect((await server.ask(host, "/animation/suspensions", { cookie: await as("member") })).status).toBe(403);

  const sent = await server.ask(server.portal, "/coordination/suspensions/nouvelle", { method: "POST", cookie: coordinator, form: { membre: member.id, raison: "Menaces", duree: "" } });
  expect(sent.headers["location"]).toBe("/coordination/suspensions?dit=done");
  const link = await server.ask(server.portal, `/connexion/lien/${await makeLoginLink(world.db, Temporal.Now.instant(), member.id, 600)}`);
  expect([link.status, link.text.includes("Votre compte est suspendu"), link.text.includes("écrivez à la coordination du réseau")]).toEqual([403, true, true]);
  // The territory reads what the coordination decided, and doesn't undo it.
  const list = await server.ask(host, "/animation/suspensions", { cookie: await as("animator") });
  expect([list.text.includes("Menaces"), list.text.includes("/lever")]).toEqual([true, false]);
});

test("E7: what a suspended member wrote shows in no output, pages in memory included, and shows again in all once it is lifted", async () => {
  const { server, world, here, host, member, animator, as } = await setting("Ulysse Hafnium");
  const [article, event, other] = [await world.article(member, here, { title: "Zirconium caché", tags: ["zirconium"], themes: ["physique"] }), await world.event(member, here, { title: "Zirconium remis" }), await world.article(animator, here, { title: "Autre article" })];
  const said = await addComment(world.as(member), { content: other, parent: null, body: fromMarkdown("Zirconium chuchoté"), submission: null });
  expect(said.done).toBe(true);
  const samples: Readonly<Record<string, string>>[] = [{ tag: "zirconium", theme: "physique", handle: member.handle, id: article, slug: "zirconium-cache", file: "zirconium-cache", name: "zirconium" }, { id: event, slug: "zirconium-remis", handle: member.handle }, { id: other, slug: "autre-article" }];
  const readable = routes.filter((route) => route.method === "GET" && route.access === "public" && !route.path.startsWith("/connexion"));
  const outputs = [...new Set(readable.flatMap((route) => samples.map((values) => addressOf(route.path, values)))), "/recherche?q=zirconium", "/api/v1/search?q=zirconium", "/api/v1/contents?updated_since=2000-01-01T00:00:00Z", `/api/v1/contents/${other}/comments`];
  const named = async () => {
    const found: string[] = [];
    for (const at of [host, server.portal]) for (const path of outputs) {
      const answer = await server.ask(at, path);
      expect(answer.status, path).toBeLessThan(500);
      if (/Zirconium (caché|remis|chuchoté)|Ulysse Hafnium/.test(answer.text)) found.push(`${at}${path}`);
    }
    return found;
  };
  const before = await named();
  expect(before.length).toBeGreaterThan(20);
  const cookie = await as("animator");

  await server.ask(host, "/animation/suspensions/nouvelle", { method: "POST", cookie, form: { membre: member.id, raison: "Publicité", duree: "" } });
  expect(await named()).toEqual([]);

  const [, path = ""] = /action="(\/animation\/suspensions\/[^"]+\/lever)"/.exec((await server.ask(host, "/animation/suspensions", { cookie })).text) ?? [];
  await server.ask(host, path, { method: "POST", cookie });
  expect((await named()).sort()).toEqual(before.sort());
});

test("from a report, an animator suspends who answers for it", async () => {
  const { server, world, here, host, member, as } = await setting();
  const article = await world.article(member, here);
  const reader = await world.account(await world.member(here));
  const cookie = await server.logIn(reader, password, host);
  await server.ask(host, "/signaler", { method: "POST", cookie, form: { contenu: article, retour: "/", raison: "C’est une publicité" } });

  const queue = await server.ask(host, "/animation/signalements", { cookie: await as("animator") });

  expect(queue.text).toContain(`/animation/suspensions/nouvelle?membre=${member.id}`);
});
