import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { findActorOfMemberAnywhere } from "../../src/features/federation/find-actor.ts";
import { liftSuspension } from "../../src/features/suspensions/lift-suspension.ts";
import { suspendMember } from "../../src/features/suspensions/suspend-member.ts";
import { eraseMember } from "../../src/features/erasure/erase-member.ts";
import { inTransaction } from "../../src/platform/database.ts";
import { addressOf, nameOf, routes } from "../house/routes.ts";
import type { TestServer } from "../support/server.ts";
import { eventually, originOf, standInOf } from "./servers.ts";
import { away, camille, content, from, goHome, here, home, lea, logInAtHome, page, settle, there } from "./one-account.ts";
import { hiddenIn, traveller, type Traveller } from "./traveller.ts";

beforeAll(settle);

/** What visitors do by their own server is asked for under the same addresses. */
const visitingPaths = new Set(routes.filter((route) => route.visiting).map(nameOf));

const one = async (server: TestServer, what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(server.world.db)).rows[0]?.n ?? -1;
const recognised = async (browser: Traveller) => (await browser.open(page)).text.includes("Terminer la visite");
const atHome = () => `${originOf(home, here.slug)}`;
/** The form under the article, not one under a comment. */
const comment = () => ({ content, parent: "", field: "body", submission: crypto.randomUUID() });
const send = (browser: Traveller, path: string, form: Record<string, string>) => browser.send(new URL(path, page), { retour: new URL(page).pathname, ...form });

test("whoever has an account elsewhere continues with it: their own server asks them, says who they are, and no password is typed on the way", async () => {
  const browser = traveller([home, away]);
  const left = await goHome(browser, from.handle());
  expect([left.status, left.text.includes(`Vous continuez sur ${home.portal}`)]).toEqual([200, true]);
  const asked = await logInAtHome(browser, await browser.open(String(left.headers["refresh"]).slice("0; url=".length)));
  expect(asked.url.pathname).toMatch(/^\/autorisations\//);
  expect(asked.text).toContain(`${away.portal} demande qui vous êtes`);
  expect(asked.text).toContain("Personne n’a encore répondu");

  const back = await browser.send(asked.url, { permits: ["comment", "applaud", "follow", "go", "join"], reponse: "oui" });

  expect([back.status, back.url.href]).toEqual([200, page]);
  expect(back.text).toContain("Léa Le Goff");
  expect(back.text).toContain(`Mon espace sur ${home.hostOf(here.slug)}`);
  expect(await one(away, "accounts.users")).toBe(0);
  expect(await one(away, "members where remote and name = 'Léa Le Goff'")).toBe(1);
});

test("who chose before is let through without being asked again; whoever chooses the platform by its name alone, too", async () => {
  const { seen } = await from.arrived();
  expect([seen.status, seen.url.href]).toEqual([200, page]);

  for (const typed of [home.hostOf(here.slug), home.portal, `http://${home.portal}/agenda`]) {
    const browser = traveller([home, away]);
    expect((await from.through(browser, await goHome(browser, typed))).url.href, typed).toBe(page);
  }
});

test("what a visitor says is said by their own server, shows at once, is corrected and taken back from either, and comes signed", async () => {
  const { browser } = await from.arrived();

  const commented = await send(browser, "/commenter", { ...comment(), body: "Une **marée** sans lune ?" });

  expect(commented.text).toContain("Une <strong>marée</strong> sans lune");
  const said = async () => (await sql<{ id: string; author: string; state: string; words: string }>`select k.id, m.handle as author, k.state, k.body::text as words from comments k join members m on m.id = k.author_id where k.content_id = ${content}`.execute(away.world.db)).rows;
  expect(await said()).toMatchObject([{ author: from.handle(), state: "visible" }]);
  expect(await one(home, `comments where author_id = '${lea.id}'`)).toBe(1);
  await eventually(() => one(away, "federation.received where type = 'Create' and state in ('applied', 'ignored')"), (n) => n === 1, [home, away]);
  const [first] = await said();
  const edited = await send(browser, `/commentaires/${first?.id}/modifier`, { body: "Une marée sans lune, vraiment ?" });
  expect(edited.text).toContain("sans lune, vraiment");
  expect(await one(away, "comments")).toBe(1);
  const { rows } = await sql<{ words: string }>`select body::text as words from comments where author_id = ${lea.id}`.execute(home.world.db);
  expect(rows[0]?.words).toContain("vraiment");

  await send(browser, `/commentaires/${first?.id}/retirer`, {});
  expect((await said())[0]?.state).toBe("withdrawn");
  expect(await one(home, "comments where state = 'withdrawn'")).toBe(1);
});

test("they answer somebody of this platform under what is said there", async () => {
  const asked = await away.world.member(there, { name: "Paul Petit" });
  const { addComment } = await import("../../src/features/comments/add-comment.ts");
  const { fromMarkdown } = await import("../../src/platform/text/from-markdown.ts");
  const question = await addComment(away.world.as(asked), { content, parent: null, body: fromMarkdown("Et sur Phobos ?"), submission: null });
  if (!question.done) throw new Error(question.refusal.kind);
  const { browser } = await from.arrived();

  await send(browser, "/commenter", { content, parent: question.value, field: "body", submission: "", body: "Pas davantage." });

  const { rows } = await sql<{ depth: number; author: string }>`select k.depth, m.handle as author from comments k join members m on m.id = k.author_id where k.parent_id = ${question.value}`.execute(away.world.db);
  expect(rows).toEqual([{ depth: 1, author: from.handle() }]);
});

test("whom they name is whom that name means where they are, not their namesake at home", async () => {
  await sql`update members set handle = 'alix' where id = ${camille.id}`.execute(away.world.db);
  const namesake = await home.world.member(here, { name: "Alix du pays" });
  await sql`update members set handle = 'alix' where id = ${namesake.id}`.execute(home.world.db);
  const { browser } = await from.arrived();

  const told = await send(browser, "/commenter", { ...comment(), body: "Merci @alix !" });

  expect(told.text).toMatch(/Merci <a href="\/membres\/alix" title="Camille Roy">/);
  expect(await one(home, `comments where body::text like '%@alix@${away.hostOf(there.slug)}%'`)).toBe(1);
  expect(await one(home, `mentions where member_id = '${namesake.id}'`)).toBe(0);
  await sql`update members set handle = ${camille.handle} where id = ${camille.id}`.execute(away.world.db);
});

test("they like, share, follow and come to an event, once, and not any more", async () => {
  const { browser } = await from.arrived();
  const event = await away.world.event(camille, there, { title: "Marée haute" });
  const applause = async () => (await sql<{ likes: number; relays: number }>`select likes, relays from contents where id = ${content}`.execute(away.world.db)).rows[0];

  await send(browser, "/aimer", { content, aimer: "1" });
  await send(browser, "/relayer", { content, relayer: "1", mot: "À lire" });
  expect(await applause()).toEqual({ likes: 1, relays: 1 });
  await eventually(() => one(away, "federation.received where type in ('Like', 'Announce') and state <> 'waiting'"), (n) => n === 2, [home, away]);
  expect(await applause()).toEqual({ likes: 1, relays: 1 });
  expect([await one(home, `likes where member_id = '${lea.id}'`), await one(home, `relays where member_id = '${lea.id}' and word = 'À lire'`)]).toEqual([1, 1]);

  await send(browser, "/suivre", { kind: "member", target: camille.id });
  await eventually(() => one(away, "federation.followers"), (n) => n === 1, [home, away]);
  expect((await browser.open(new URL(`/membres/${camille.handle}`, page))).text).toMatch(/name="suivre" value="0"/);
  await send(browser, "/participer", { content: event, aller: "1" });
  await eventually(() => one(away, "participations where state = 'going'"), (n) => n === 1, [home, away]);

  await send(browser, "/aimer", { content, aimer: "0" });
  await send(browser, "/relayer", { content, relayer: "0" });
  await send(browser, "/suivre", { kind: "member", target: camille.id, suivre: "0" });
  await send(browser, "/participer", { content: event, aller: "0" });
  expect(await applause()).toEqual({ likes: 0, relays: 0 });
  await eventually(async () => [await one(away, "federation.followers"), await one(away, "participations")], (counts) => counts.every((n) => n === 0), [home, away]);
});

test("a visitor publishes nothing of the platform's own, sees nobody's own pages, and is told where theirs are", async () => {
  const { browser } = await from.arrived();
  const before = await one(away, "contents");

  const shut = routes.filter((route) => route.access !== "public" && !route.visiting && !visitingPaths.has(nameOf(route)));
  expect(shut.length).toBeGreaterThan(100);
  for (const route of shut) {
    const seen = await browser.step(`http://${route.at === "portal" ? away.portal : away.hostOf(there.slug)}${addressOf(route.path)}`, route.method === "POST" ? { title: "Un titre", body: "Un texte", intent: "publish" } : undefined);
    expect([403, 404], nameOf(route)).toContain(seen.status);
  }
  const own = await browser.step(new URL("/mon-espace", page));
  expect(own.text).toContain(`href="${atHome()}/mon-espace"`);
  expect(await one(away, "contents")).toBe(before);
  expect((await browser.open(page)).text).toContain(`${atHome()}/interactions?uri=${encodeURIComponent(page)}`);
});

test("what is wrong with a page is told to those who animate it, by a visitor as by anybody", async () => {
  const { browser } = await from.arrived();

  const asked = await browser.open(new URL(`/signaler?contenu=${content}`, page));
  const told = await send(browser, "/signaler", { ...hiddenIn(asked.text, "/signaler"), raison: "Il n’y a pas de marées sur Mars." });

  expect([asked.status, told.status]).toEqual([200, 200]);
  const { rows } = await sql<{ territory: string; reason: string }>`select territory_id as territory, reason from reports`.execute(away.world.db);
  expect(rows).toEqual([{ territory: there.id, reason: "Il n’y a pas de marées sur Mars." }]);
});

test("what the member didn't permit isn't asked; they are told, and nothing that was typed is lost", async () => {
  const { browser } = await from.arrived(["follow"], { choisir: "1" });
  const before = [await one(away, "comments"), await one(home, "comments")];

  const told = await send(browser, "/commenter", { ...comment(), body: "Ce que j’ai tapé longuement" });

  expect([told.status, told.text.includes("Ce que j’ai tapé longuement"), told.text.includes("Vous n’avez pas autorisé")]).toEqual([403, true, true]);
  expect([await one(away, "comments"), await one(home, "comments")]).toEqual(before);
  await from.arrived(undefined, { choisir: "1" });
});

test("at home, they see which platforms they let in, what was done there, and end it: nothing more is done in their name, and they are out there", async () => {
  const { browser } = await from.arrived();
  const own = await browser.open(`${atHome()}/connexion?retour=/mon-espace/plateformes`);
  expect(own.url.pathname).toBe("/mon-espace/plateformes");
  expect(own.text).toContain(away.portal);
  expect(own.text).toContain("La fin d’un abonnement");
  const before = await one(home, "comments");

  const ended = await browser.send(own.url.origin + (/action="(\/mon-espace\/plateformes\/[^"]+)"/.exec(own.text)?.[1] ?? ""), {});

  expect(ended.text).toContain("ne peut plus rien demander en votre nom");
  const told = await send(browser, "/commenter", { ...comment(), body: "Trop tard" });
  expect([[401, 303, 200].includes(told.status), await one(home, "comments")]).toEqual([true, before]);
  await eventually(() => recognised(browser), (known) => !known, [home, away]);
  expect(await one(home, "passports.passports")).toBe(0);
  expect(await one(home, "passports.artefacts where kind in ('AccessToken', 'RefreshToken') and opening_id is not null")).toBe(0);
});

test("who leaves the platform stays at home; who logs out at home is out everywhere", async () => {
  const { browser } = await from.arrived();
  const second = await from.arrived();
  await browser.send(new URL("/deconnexion", page), {});
  expect([await recognised(browser), await recognised(second.browser)]).toEqual([false, true]);
  expect((await browser.open(`http://${home.portal}/connexion`)).text).toContain("Léa Le Goff");

  const confirm = await second.browser.open(`http://${home.portal}/deconnexion`);
  expect(confirm.text).toContain("Cela vaut aussi pour les plateformes");
  await second.browser.send(confirm.url, {});

  await eventually(() => recognised(second.browser), (known) => !known, [home, away]);
});

test("E7: whoever is suspended at home does nothing anywhere from that moment, and is out within a minute", async () => {
  const { browser } = await from.arrived();
  const before = await one(home, "comments");
  const animator = await home.world.member(here, { animates: [here] });
  const mail = ({ email: to }: { email: string }) => ({ to, subject: "", text: "", html: "" });
  const suspend = async () => {
    const outcome = await suspendMember(home.world.as(animator), { member: lea.id, reason: "Publicité", days: null }, mail);
    if (!outcome.done) throw new Error(outcome.refusal.kind);
    return async () => expect((await liftSuspension(home.world.as(animator), outcome.value, mail)).done).toBe(true);
  };
  const lift = await suspend();

  await send(browser, "/commenter", { ...comment(), body: "Sans en avoir l’air" });
  expect(await one(home, "comments")).toBe(before);
  await eventually(() => recognised(browser), (known) => !known, [home, away]);
  // Nobody knows them there any more: led to the log-in, as anybody.
  const told = await send(browser, "/commenter", { ...comment(), body: "Sans en avoir l’air" });
  expect([told.status, told.url.pathname, await one(home, "comments")]).toEqual([200, "/connexion", before]);
  expect([await one(home, `passports.openings where member_id = '${lea.id}'`), await one(away, "accounts.sessions")]).toEqual([0, 0]);
  // At home the log-in says why; nothing comes back here with them.
  const again = traveller([home, away]);
  const asked = await again.open(String((await goHome(again, home.portal)).headers["refresh"]).slice("0; url=".length));
  const refused = await logInAtHome(again, asked);
  expect([refused.status, refused.text.includes("Votre compte est suspendu"), refused.text.includes("Publicité")]).toEqual([403, true, true]);

  await lift();
  await eventually(() => one(away, "suspensions where ended_at is null"), (n) => n === 0, [home, away]);
  const { seen } = await from.arrived();
  expect(seen.url.href).toBe(page);
});

test("E7: whoever is suspended here by the coordination can't come in by their own server, which knows nothing of it", async () => {
  const { browser } = await from.arrived();
  const coordinator = await away.world.member(there, { coordinator: true });
  const mail = ({ email: to }: { email: string }) => ({ to, subject: "", text: "", html: "" });
  const standIn = await standInOf(away, "Léa Le Goff");
  const outcome = await suspendMember(away.world.as(coordinator), { member: standIn, reason: "Publicité", days: null }, mail);
  if (!outcome.done) throw new Error(outcome.refusal.kind);

  expect(await recognised(browser)).toBe(false);
  const { seen } = await from.arrived();
  expect([seen.url.searchParams.get("ailleurs"), seen.text.includes("ne peut pas entrer ici")]).toEqual(["suspended", true]);

  expect((await liftSuspension(away.world.as(coordinator), outcome.value, mail)).done).toBe(true);
  expect((await from.arrived()).seen.url.href).toBe(page);
});

test("a home that is blocked here isn't heard any more, also of those who are in already", async () => {
  const { browser } = await from.arrived();
  const coordinator = await away.world.member(there, { coordinator: true });
  const { decideTrust } = await import("../../src/features/federation/decide-trust.ts");
  const decide = (trust: "blocked" | "open") => decideTrust(away.world.as(coordinator), null, [{ host: home.hostOf(here.slug), trust, reason: "Pour voir." }]);

  expect((await decide("blocked")).done).toBe(true);
  expect(await recognised(browser)).toBe(false);
  const refused = await goHome(traveller([home, away]), from.handle());
  expect(String(refused.headers["location"])).toContain("ailleurs=blocked");

  await decide("open");
  expect(await recognised(browser)).toBe(true);
});

test("E10: whoever erases their account at home is gone here too, with their visits", async () => {
  const gone = await home.world.member(here, { name: "Ana Adieu" });
  const mail = await home.world.account(gone);
  const browser = traveller([home, away]);
  const asked = await browser.open(String((await goHome(browser, `${gone.handle}@${home.hostOf(here.slug)}`)).headers["refresh"]).slice("0; url=".length));
  const question = await browser.send(new URL("/connexion", asked.url), { ...hiddenIn(asked.text, "/connexion"), email: mail, password: "une phrase assez longue" });
  await browser.send(question.url, { permits: ["comment"], reponse: "oui" });
  expect(await recognised(browser)).toBe(true);
  const standIn = await standInOf(away, "Ana Adieu");
  expect(await findActorOfMemberAnywhere(away.world.db, standIn)).not.toBeNull();

  await inTransaction(home.world.db, (tx) => eraseMember(tx, gone.id, "delete"));

  await eventually(() => recognised(browser), (known) => !known, [home, away]);
  expect(await one(home, `passports.openings where member_id = '${gone.id}'`)).toBe(0);
});

test("a home that doesn't answer loses nothing: it is said, and what was typed is sent again", async () => {
  const { browser } = await from.arrived();
  const { rows } = await sql<{ issuer: string; described: object }>`select issuer, described from visits.providers`.execute(away.world.db);
  await sql`update visits.providers set described = described || '{"echosciences_acts_endpoint": "http://lune.localhost:9/openid/acts"}'`.execute(away.world.db);
  const typed = { ...comment(), body: "Écrit pendant la panne" };

  const told = await send(browser, "/commenter", typed);

  expect([told.status, told.text.includes("ne répond pas"), told.text.includes("Écrit pendant la panne"), await one(away, "comments where body::text like '%panne%'")]).toEqual([503, true, true, 0]);
  for (const { issuer, described } of rows) await sql`update visits.providers set described = ${JSON.stringify(described)}::jsonb where issuer = ${issuer}`.execute(away.world.db);
  const again = await browser.send(new URL("/commenter", page), { ...hiddenIn(told.text, "/commenter"), body: "Écrit pendant la panne" });
  expect([again.status, again.text.includes("Écrit pendant la panne"), await one(away, "comments where body::text like '%panne%'")]).toEqual([200, true, 1]);
});
