import { sql } from "kysely";
import { expect, test } from "vitest";
import { activityOf, otherServer, post } from "../federation/other-server.ts";
import { eventually, originOf, reachableServer } from "../federation/servers.ts";

const password = "une phrase assez longue";

test("an animator sees another server, what it runs and what came of what it said, and decides for their territory with a reason", async () => {
  const server = await reachableServer("phare");
  const { world } = server;
  const [here, there] = [await world.territory(), await world.territory()];
  const [author, animator] = [await world.member(here), await world.member(here, { animates: [here], name: "Nadia Roche" })];
  await server.reload();
  const other = await otherServer("voisine");
  other.serve("/.well-known/nodeinfo", { links: [{ rel: "http://nodeinfo.diaspora.software/ns/schema/2.1", href: `${other.origin}/nodeinfo/2.1` }] }, { type: "application/json" });
  other.serve("/nodeinfo/2.1", { version: "2.1", software: { name: "Mobilizon", version: "5.2" }, metadata: { nodeName: "L’agenda d’à côté" }, protocols: ["activitypub"] }, { type: "application/json" });
  const alice = await other.person("alice");
  const otherHost = new URL(other.origin).host;
  const host = server.hostOf(here.slug);
  await world.article(author, here, { title: "La houle" });
  await post(server, host, activityOf(alice, "Follow", `${originOf(server, here.slug)}/ap/members/${author.id}`), alice);
  await post(server, host, activityOf(alice, "Like", `${originOf(server, here.slug)}/ap/articles/${author.id}`), alice);
  await eventually(async () => (await sql<{ software: string }>`select software from federation.servers`.execute(world.db)).rows, ([row]) => row?.software === "mobilizon", [server]);
  await eventually(async () => (await sql`select from federation.received where state = 'waiting'`.execute(world.db)).rows, (rows) => rows.length === 0, [server]);

  const cookie = await server.logIn(await world.account(animator), password, host);
  const ask = (path: string, form?: Record<string, string>) => server.ask(host, path, { cookie, ...(form ? { method: "POST", form } : {}) });
  const list = await ask("/animation/serveurs");
  expect(list.text).toContain("L’agenda d’à côté");
  expect(list.text).toContain("mobilizon");
  expect((await ask("/animation/serveurs?q=inconnu")).text).not.toContain("L’agenda d’à côté");
  expect((await ask("/animation/serveurs?etat=trouble")).text).not.toContain("L’agenda d’à côté");
  const page = await ask(`/animation/serveurs/${otherHost}`);
  expect(page.text).toContain("laissé de côté");
  expect(page.text).toContain("Demande d’abonnement");

  const decision = { host: otherHost, named: "1", trust: "limited" };
  const refused = await ask("/animation/serveurs/decisions", { ...decision, reason: " " });
  expect([refused.status, refused.text.includes('id="reason-fault"')]).toEqual([422, true]);
  expect((await ask("/animation/serveurs/decisions", { ...decision, trust: "network", reason: "Amis" })).status).toBe(422);
  expect((await ask("/animation/serveurs/decisions", { ...decision, reason: "Trop de publicités" })).status).toBe(303);
  const told = (await ask(`/animation/serveurs/${otherHost}`)).text;
  expect(told).toContain("Trop de publicités");
  expect(told).toContain("par Nadia Roche");
  expect((await sql<{ trust: string }>`select trust from federation.servers where host = ${otherHost}`.execute(world.db)).rows).toEqual([{ trust: "open" }]);
  const neighbour = await world.member(there, { animates: [there] });
  const asNeighbour = await server.logIn(await world.account(neighbour), password, server.hostOf(there.slug));
  expect((await server.ask(server.hostOf(there.slug), `/animation/serveurs/${otherHost}`, { cookie: asNeighbour })).text).not.toContain("Trop de publicités");
});

test("what doesn't get through is said in plain words, and sent again", async () => {
  const server = await reachableServer("brume");
  const { world } = server;
  const here = await world.territory();
  const [author, coordinator] = [await world.member(here), await world.member(here, { coordinator: true })];
  await server.reload();
  const other = await otherServer("fermee");
  const alice = await other.person("alice");
  const host = server.hostOf(here.slug);
  await post(server, host, activityOf(alice, "Follow", `${originOf(server, here.slug)}/ap/members/${author.id}`), alice);
  await eventually(async () => other.heard.length, (n) => n === 1, [server]);
  other.answerWith(403);
  await world.article(author, here, { title: "Une brume épaisse" });
  await eventually(async () => (await sql<{ state: string }>`select state from federation.deliveries where state = 'refused'`.execute(world.db)).rows, (rows) => rows.length === 1, [server]);

  const cookie = await server.logIn(await world.account(coordinator), password);
  const at = `/coordination/serveurs/${encodeURIComponent(new URL(other.origin).host)}`;
  const page = (await server.ask(server.portal, at, { cookie })).text;
  expect(page).toMatch(/refuse nos envois depuis .+ \(réponse 403\)/);
  expect(page).toContain("Une brume épaisse");
  expect(page).toContain("refusé (réponse 403)");
  const content = (await sql<{ id: string }>`select id from contents where title = 'Une brume épaisse'`.execute(world.db)).rows[0]?.id ?? "";
  const asAuthor = await server.logIn(await world.account(author), password, host);
  const reach = await server.ask(host, `/contenus/${content}/diffusion`, { cookie: asAuthor });
  expect(reach.text).toContain("refusé (réponse 403)");
  expect(reach.text).not.toContain("/diffusion/renvoyer");
  const stranger = await server.logIn(await world.account(await world.member(here)), password, host);
  expect((await server.ask(host, `/contenus/${content}/diffusion`, { cookie: stranger })).status).toBe(403);
  expect((await server.ask(host, `/contenus/${content}/diffusion/renvoyer`, { method: "POST", cookie: asAuthor, form: {} })).status).toBe(403);
  const measured = (await server.ask(server.portal, "/metrics")).text;
  expect(measured).toContain(`federation_deliveries_failed_day{host="${new URL(other.origin).host}"} 1`);
  expect(measured).toMatch(/^federation_posts_total\{answer="taken"\} [1-9]/m);
  await server.ask(host, "/inbox", { method: "POST", body: "{}", headers: { "content-type": "application/activity+json" } });
  expect((await server.ask(server.portal, "/metrics")).text).toContain('federation_posts_total{answer="unsigned"} 1');
  other.answerWith(202);
  expect((await server.ask(server.portal, `${at}/renvoyer`, { method: "POST", cookie, form: {} })).headers["location"]).toBe(`${at}?renvoye=1`);
  await eventually(async () => other.heard.some((each) => JSON.stringify(each.activity).includes("Une brume épaisse")), Boolean, [server]);
  await eventually(async () => (await server.ask(server.portal, at, { cookie })).text, (text) => !text.includes("refuse nos envois"), [server]);
});

test("a block list as Mastodon exports it is shown before it is applied, never loosens what is stricter, and comes out again", async () => {
  const server = await reachableServer("digue");
  const { world } = server;
  const here = await world.territory();
  const coordinator = await world.member(here, { coordinator: true });
  await server.reload();
  const cookie = await server.logIn(await world.account(coordinator), password);
  const ask = (path: string, form?: Record<string, string>) => server.ask(server.portal, path, { cookie, ...(form ? { method: "POST", form } : {}) });
  const decided = async () => (await sql<{ host: string; trust: string; reason: string }>`select host, trust, reason from federation.servers order by host`.execute(world.db)).rows;
  await ask("/coordination/serveurs/decisions", { host: "pire.example", trust: "blocked", reason: "Déjà vu" });
  const list = '#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate\r\nhaine.example,suspend,true,true,"Des insultes, souvent",false\r\nbruit.example,silence,false,false,,false\r\npire.example,silence,false,false,Moins pire,false\r\nca****.example,suspend,true,true,,true\r\nrien.example,noop,false,false,,false\r\n';

  const preview = await ask("/coordination/serveurs/listes", { list });
  expect(preview.text).toContain("Des insultes, souvent");
  expect(preview.text).toContain("2 serveurs seraient traités autrement.");
  expect(preview.text).toContain("2 lignes ne désignent aucun serveur");
  expect((await decided()).map((each) => each.host)).toEqual(["pire.example"]);
  const kept = /name="list" value="([^"]*)"/.exec(preview.text)?.[1]?.replaceAll("&quot;", '"').replaceAll("&#39;", "'") ?? "";
  expect((await ask("/coordination/serveurs/listes/appliquer", { list: kept })).headers["location"]).toBe("/coordination/serveurs/listes?fait=2");
  expect(await decided()).toEqual([{ host: "bruit.example", trust: "limited", reason: "repris d’une liste de blocage" }, { host: "haine.example", trust: "blocked", reason: "Des insultes, souvent" }, { host: "pire.example", trust: "blocked", reason: "Déjà vu" }]);
  const taken = await ask("/coordination/serveurs/listes/blocages.csv");
  expect(taken.text).toContain('haine.example,suspend,true,true,"Des insultes, souvent",false');
  expect((await ask("/coordination/serveurs/listes", { list: taken.text })).text).toContain("Cette liste ne changerait rien.");
  expect((await ask("/coordination/serveurs/listes", { list: " " })).status).toBe(422);
});
