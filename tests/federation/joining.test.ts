import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { CommunityId } from "../../src/platform/ids.ts";
import type { TestServer } from "../support/server.ts";
import { away, from, here, home, lea, page, settle, there } from "./one-account.ts";
import { activityOf, otherServer, post } from "./other-server.ts";
import { countRows, eventually, originOf, personOf, standInOf, type Person } from "./servers.ts";
import type { Traveller } from "./traveller.ts";

let [open, asked, closed] = [] as unknown as [CommunityId, CommunityId, CommunityId];
let keeper: Person;

beforeAll(async () => {
  await settle();
  [open, asked, closed] = [await away.world.community(there, { name: "Marées ouvertes", slug: "marees-ouvertes" }), await away.world.community(there, { name: "Marées sur demande", slug: "marees-demande", access: "request" }), await away.world.community(there, { name: "Marées fermées", slug: "marees-fermees", access: "private" })];
  keeper = await personOf(away, there, "Paule Phare");
  for (const community of [open, asked, closed]) await sql`with added as (insert into community_members (community_id, member_id, role, state, since) values (${community}, ${keeper.viewer.id}, 'administrator', 'in', now()) returning community_id) update communities set members = members + 1 where id in (select community_id from added)`.execute(away.world.db);
});

const one = async ({ world }: TestServer, what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(world.db)).rows[0]?.n ?? -1;
const send = (browser: Traveller, path: string, form: Record<string, string>) => browser.send(new URL(path, page), form);
const uriOf = (community: CommunityId) => `${originOf(away, there.slug)}/ap/communities/${community}`;
const people = async (community: CommunityId) => (await sql<{ line: string }>`select m.name || ' ' || k.state as line from community_members k join members m on m.id = k.member_id where k.community_id = ${community} and m.remote order by 1`.execute(away.world.db)).rows.map((row) => row.line);
const far = async (member = lea.id) => (await sql<{ line: string }>`select a.handle || ' ' || g.state as line from federation.memberships g join federation.actors a on a.id = g.actor_id where g.member_id = ${member} order by 1`.execute(home.world.db)).rows.map((row) => row.line);
const mails = async (server: TestServer, to: string) => (await sql<{ subject: string; text: string }>`select subject, body_text as text from accounts.mails where recipient = ${`${to}@example.org`} order by created_at`.execute(server.world.db)).rows;
const shown = (title: string) => one(home, `contents where title = '${title}' and state = 'published'`);

async function publishIn(community: CommunityId, title: string): Promise<void> {
  const input = articleInput.parse({ title, body: fromMarkdown("Un texte."), community });
  const writer = { ...keeper.viewer, memberships: [{ community, role: "administrator" as const }] };
  expect((await writeArticle(away.world.as(writer), { territory: there }, input, { intent: "publish", publishAt: null, submission: null, revision: null })).done).toBe(true);
}

test("a visitor joins an open community: they are in at once, what is published in it comes home, and they leave", async () => {
  const { browser } = await from.arrived();
  const path = new URL("/communautes/marees-ouvertes", page);
  expect((await browser.open(path)).text).toContain("/communautes/marees-ouvertes/rejoindre");
  expect((await browser.open(`${path.href}/rejoindre`)).text).toContain("avec votre plateforme");

  const joined = await send(browser, `/communautes/${open}/rejoindre`, {});

  expect([joined.url.href, joined.text.includes("vous faites maintenant partie de cette communauté")]).toEqual([`${path.href}?dit=bienvenue`, true]);
  expect((await browser.open(`${path.href}/membres`)).text).toContain(from.handle());
  await eventually(far, (lines) => lines.join() === "marees-ouvertes in", [home, away]);
  await publishIn(open, "La marée du matin");
  await eventually(() => shown("La marée du matin"), (n) => n === 1, [home, away]);
  // The page said it: no mail does.
  expect(await mails(home, lea.handle)).toEqual([]);

  const left = await send(browser, `/communautes/${open}/quitter`, {});
  expect([left.url.href, await people(open)]).toEqual([path.href, []]);
  await eventually(() => one(away, "federation.followers"), (n) => n === 0, [home, away]);
  expect([await far(), await one(home, `follows where member_id = '${lea.id}'`), await one(away, `federation.admissions`)]).toEqual([[], 0, 0]);
});

test("a visitor asks to come into a community on request: those in charge read it, answer, and both are told", async () => {
  const { browser } = await from.arrived();
  const path = new URL("/communautes/marees-demande", page);
  await sql`update members set locale = 'en' where id = ${keeper.viewer.id}`.execute(away.world.db);

  const sent = await send(browser, `/communautes/${asked}/rejoindre`, { words: "Je compte les vagues." });

  expect([sent.text.includes("Votre demande est envoyée"), await people(asked), await far()]).toEqual([true, ["Léa Le Goff asked"], ["marees-demande asked"]]);
  expect((await mails(away, keeper.viewer.handle)).map((each) => [each.subject, each.text.includes("Je compte les vagues.")])).toEqual([["A request to join Marées sur demande", true]]);
  const requests = (await away.ask(keeper.host, "/communautes/marees-demande/demandes", { cookie: keeper.cookie })).text;
  expect([requests.includes("Je compte les vagues."), requests.includes(from.handle())]).toEqual([true, true]);
  expect(await one(away, "federation.followers")).toBe(0);
  // Those who asked long ago have left the page.
  await sql`update federation.memberships set at = at - interval '1 hour'`.execute(home.world.db);
  const standIn = await standInOf(away, "Léa Le Goff");
  expect(await keeper.send(`/communautes/${asked}/demandes`, { member: standIn, [`reason-${standIn}`]: "", reponse: "oui" })).toBe(303);

  await eventually(far, (lines) => lines.join() === "marees-demande in", [home, away]);
  await eventually(() => mails(home, lea.handle), (all) => all.some((each) => each.subject.includes("Vous faites partie de")), [home, away]);
  expect((await browser.open(path)).text).toContain("Vous en faites partie");
  await publishIn(asked, "La marée du soir");
  await eventually(() => shown("La marée du soir"), (n) => n === 1, [home, away]);
  expect(await keeper.send(`/communautes/${asked}/membres`, { member: standIn, role: "moderator" })).toBe(403);

  // Taken out, they are told, and nothing more comes.
  expect(await keeper.send(`/communautes/${asked}/membres`, { member: standIn, role: "none" })).toBe(303);
  await eventually(far, (lines) => lines.length === 0, [home, away]);
  await eventually(() => mails(home, lea.handle), (all) => all.some((each) => each.subject.includes("Vous ne faites plus partie de")), [home, away]);
  expect(await one(away, "federation.followers")).toBe(0);
});

test("a member asks from home, on the community's page there: turned down, they read why; taken back, nobody answers", async () => {
  const remi = await personOf(home, here, "Rémi Roc");
  const path = new URL(await remi.lookUp(uriOf(asked)), page).pathname;
  const shown = (await home.ask(remi.host, path, { cookie: remi.cookie })).text;
  // One joins it; it is nobody who became a member one day, or whom one writes to.
  expect([shown.includes(`${path}/rejoindre`), shown.includes("Membre depuis"), shown.includes(`${path}/ecrire`)]).toEqual([true, false, false]);
  expect((await home.ask(remi.host, `${path}/rejoindre`, { cookie: remi.cookie })).status).toBe(200);

  expect(await remi.send(`${path}/rejoindre`, { words: "Bonjour." })).toBe(303);
  await eventually(() => people(asked), (lines) => lines.join() === "Rémi Roc asked", [home, away]);
  expect((await home.ask(remi.host, path, { cookie: remi.cookie })).text).toContain("Demande envoyée");
  const standIn = await standInOf(away, "Rémi Roc");
  expect(await keeper.send(`/communautes/${asked}/demandes`, { member: standIn, [`reason-${standIn}`]: "Le groupe est complet.", reponse: "non" })).toBe(303);
  await eventually(() => mails(home, remi.viewer.handle), (all) => all.some((each) => each.subject.includes("Votre demande pour rejoindre") && each.text.includes("Le groupe est complet.")), [home, away]);
  expect([await far(remi.viewer.id), await people(asked)]).toEqual([[], []]);

  expect(await remi.send(`${path}/rejoindre`, { words: "Et maintenant ?" })).toBe(303);
  await eventually(() => people(asked), (lines) => lines.join() === "Rémi Roc asked", [home, away]);
  expect((await home.ask(remi.host, "/mon-espace/communautes", { cookie: remi.cookie })).text).toContain("Marées sur demande");
  expect(await remi.send(`${path}/quitter`, {})).toBe(303);
  await eventually(() => people(asked), (lines) => lines.length === 0, [home, away]);
});

test("a private community, a blocked server, who didn't permit it: nobody comes in, and no row changes", async () => {
  const { browser } = await from.arrived();
  const rows = async () => [await countRows(home), await countRows(away), await one(home, "federation.memberships"), await one(away, "community_members"), await one(away, "federation.admissions")];
  const before = await rows();

  expect([(await browser.open(new URL("/communautes/marees-fermees", page))).status, (await send(browser, `/communautes/${closed}/rejoindre`, {})).status]).toEqual([404, 404]);
  const animator = await away.world.member(there, { animates: [there] });
  const decide = (trust: "blocked" | null) => decideTrust(away.world.as(animator), there.id, [{ host: home.hostOf(here.slug), trust, reason: "Pour voir." }]);
  expect((await decide("blocked")).done).toBe(true);
  expect((await send(browser, `/communautes/${open}/rejoindre`, {})).status).toBe(404);
  expect((await decide(null)).done).toBe(true);
  const shy = await from.arrived(["follow"], { choisir: "1" });
  const told = await send(shy.browser, `/communautes/${open}/rejoindre`, { words: "Des mots tapés" });
  expect([told.status, told.text.includes("Vous n’avez pas autorisé"), told.text.includes("Des mots tapés")]).toEqual([403, true, true]);

  const after = await rows();
  expect([after[2], after[3], after[4]]).toEqual([before[2], before[3], before[4]]);
  expect(await people(open)).toEqual([]);
});

test("whom a territory doesn't hear comes into no community of it, whatever they post", async () => {
  const other = await otherServer("banni");
  const mallory = await other.person("mallory");
  const animator = await away.world.member(there, { animates: [there] });
  expect((await decideTrust(away.world.as(animator), there.id, [{ host: new URL(other.origin).host, trust: "blocked", reason: "Publicité." }])).done).toBe(true);
  const before = await one(away, "community_members");

  for (const community of [open, asked]) expect((await post(away, away.hostOf(there.slug), activityOf(mallory, "Join", uriOf(community)), mallory)).status).toBe(202);

  await eventually(() => one(away, "federation.received where type = 'Join' and state = 'refused' and reason = 'shut'"), (n) => n === 2, [away]);
  expect([await one(away, "community_members"), await one(away, "federation.admissions"), other.heard.length]).toEqual([before, await one(away, "federation.admissions where member_id in (select member_id from community_members)"), 0]);
});

test("another server can neither bring somebody in, nor let them in, nor take them out", async () => {
  const nora = await personOf(home, here, "Nora Nil");
  const path = new URL(await nora.lookUp(uriOf(asked)), page).pathname;
  await nora.send(`${path}/rejoindre`, { words: "" });
  await eventually(() => people(asked), (lines) => lines.join() === "Nora Nil asked", [home, away]);
  const join = await eventually(async () => (await sql<{ activity: string }>`select activity_uri as activity from federation.memberships where member_id = ${nora.viewer.id}`.execute(home.world.db)).rows[0]?.activity, Boolean, [home, away]);
  const mallory = await (await otherServer("intrus")).person("mallory");
  const actor = await from(nora.viewer);
  const state = async () => [await people(open), await people(asked), await far(nora.viewer.id), await one(home, "federation.following where state = 'accepted'"), await one(away, "federation.followers")];
  const before = await state();

  const forged = await post(away, away.hostOf(there.slug), { ...activityOf(mallory, "Join", uriOf(open)), actor }, mallory);
  const leaving = await post(away, away.hostOf(there.slug), { ...activityOf(mallory, "Leave", uriOf(asked)), actor }, mallory);
  const undone = await post(away, away.hostOf(there.slug), activityOf(mallory, "Undo", { id: join, type: "Join", actor, object: uriOf(asked) }), mallory);
  for (const type of ["Accept", "Reject"]) expect((await post(home, home.hostOf(here.slug), activityOf(mallory, type, { id: join, type: "Join", actor, object: uriOf(asked) }), mallory)).status).toBe(202);
  expect((await post(away, away.hostOf(there.slug), activityOf(mallory, "Join", uriOf(closed)), mallory)).status).toBe(202);

  expect([forged.status >= 400, leaving.status >= 400, undone.status >= 400 || undone.status === 202]).toEqual([true, true, true]);
  for (const server of [home, away]) await eventually(() => one(server, "federation.received where state = 'waiting'"), (n) => n === 0, [home, away]);
  expect(await state()).toEqual(before);
});

test("E7: whoever is suspended at home comes in nowhere, and hiddenly stays out of the list of members", async () => {
  const { suspendMember } = await import("../../src/features/suspensions/suspend-member.ts");
  const ana = await personOf(home, here, "Ana Algue");
  const path = new URL(await ana.lookUp(uriOf(open)), page).pathname;
  await ana.send(`${path}/rejoindre`, { words: "" });
  await eventually(() => people(open), (lines) => lines.join() === "Ana Algue in", [home, away]);
  const animator = await home.world.member(here, { animates: [here] });
  expect((await suspendMember(home.world.as(animator), { member: ana.viewer.id, reason: "Publicité", days: null }, ({ email }) => ({ to: email, subject: "", text: "", html: "" }))).done).toBe(true);

  await eventually(async () => (await away.ask(away.hostOf(there.slug), "/communautes/marees-ouvertes/membres")).text, (text) => !text.includes("Ana Algue"), [home, away]);
  expect([401, 403, 303]).toContain(await ana.send(`${path}/quitter`, {}));
});
