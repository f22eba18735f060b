import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import { addUpdate } from "../../src/features/projects/add-update.ts";
import { updateInput } from "../../src/features/projects/input.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { TestServer } from "../support/server.ts";
import { away, camille, from, here, home, lea, page, settle, there } from "./one-account.ts";
import { activityOf, otherServer, post } from "./other-server.ts";
import { countRows, eventually, originOf, personOf } from "./servers.ts";
import type { Traveller } from "./traveller.ts";

beforeAll(settle);

const one = async ({ world }: TestServer, what: string) => (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(what)}`.execute(world.db)).rows[0]?.n ?? -1;
const send = (browser: Traveller, path: string, form: Record<string, string>) => browser.send(new URL(path, page), { retour: new URL(page).pathname, ...form });
const slugOf = async (content: ContentId) => (await sql<{ slug: string }>`select slug from contents where id = ${content}`.execute(away.world.db)).rows[0]?.slug ?? "";
const day = (days: number) => Temporal.Now.plainDateISO("Europe/Paris").add({ days }).toString();

test("a visitor follows a dossier, a place, an itinerary, an operation: their home keeps it, and asks who publishes it", async () => {
  const place = await away.world.place(camille, there, { title: "Le phare" });
  const operation = await away.world.operation({ ...camille, animates: [there.id] }, there, { title: "Semaine des marées", startsOn: day(3), endsOn: day(9) });
  const all = [
    ["dossier", "dossiers", await away.world.dossier(camille, there, { title: "Les marées" })], ["place", "lieux", place], ["operation", "operations", operation],
    ["itinerary", "parcours", await away.world.itinerary(camille, there, [{ place, name: "Un", communeCode: "38185" }, { place, name: "Deux", communeCode: "38185" }], { title: "De phare en phare" })],
  ] as const;
  const { browser } = await from.arrived();
  for (const [kind, plural, target] of all) {
    const path = new URL(`/${plural}/${await slugOf(target)}`, page);
    expect((await browser.open(path)).text, kind).toMatch(/name="suivre" value="1"/);

    const followed = await send(browser, "/suivre", { kind, target, suivre: "1", retour: path.pathname });

    expect([followed.url.pathname, /name="suivre" value="0"/.test(followed.text)], kind).toEqual([path.pathname, true]);
    expect(await one(home, `follows f join contents c on c.id::text = f.target where f.kind = '${kind}' and f.member_id = '${lea.id}' and c.kind = '${kind}'`), kind).toBe(1);
  }
  // Who publishes all of it is followed once, by the territory of those who read it.
  await eventually(() => one(home, "federation.following g join federation.actors w on w.id = g.follower_id and w.kind = 'territory' where g.state = 'accepted'"), (n) => n >= 1, [home, away]);
  expect(await one(away, `follows f join members m on m.id = f.member_id and m.remote`)).toBe(4);

  for (const [kind, , target] of all) await send(browser, "/suivre", { kind, target, suivre: "0" });
  expect([await one(home, `follows where member_id = '${lea.id}'`), await one(away, `follows f join members m on m.id = f.member_id and m.remote`)]).toEqual([0, 0]);
  await eventually(() => one(away, "federation.followers"), (n) => n === 0, [home, away]);
});

test("a visitor follows a project, a structure, a community, a tag and a territory, each by its own voice", async () => {
  const structure = await away.world.structure(there, { name: "L’observatoire" });
  const community = await away.world.community(there, { name: "Les veilleurs" });
  const project = await away.world.project(camille, there, { title: "Compter les vagues" });
  await away.world.article(camille, there, { title: "Sous ce mot", tags: ["marée"] });
  const { browser } = await from.arrived();
  for (const [kind, target] of [["structure", structure], ["community", community], ["project", project], ["tag", "maree"], ["territory", there.id]] as const) {
    const before = await one(away, "federation.followers");
    await send(browser, "/suivre", { kind, target, suivre: "1" });
    await eventually(() => one(away, "federation.followers"), (n) => n === before + 1, [home, away]);
  }
  expect(await one(home, `follows where member_id = '${lea.id}' and kind = 'member'`)).toBe(5);
});

test("a project of another server is followed by its own voice: it agrees, and what is written in its logbook comes", async () => {
  const project = await away.world.project(camille, there, { title: "Mesurer la houle" });
  const reader = await personOf(home, here, "Rémi Roc");
  const path = await reader.lookUp(`${originOf(away, there.slug)}/projets/${await slugOf(project)}`);
  const shown = (await sql<{ id: string }>`select id from contents where kind = 'project' and title = 'Mesurer la houle'`.execute(home.world.db)).rows[0]?.id ?? "";
  expect(new URL(path, page).pathname).toBe("/projets/mesurer-la-houle");

  expect(await reader.send("/suivre", { kind: "project", target: shown, suivre: "1", retour: "/" })).toBe(303);

  const uri = `${originOf(away, there.slug)}/ap/projects/${project}`;
  await eventually(() => one(home, `federation.following g join federation.actors a on a.id = g.actor_id where g.state = 'accepted' and a.uri = '${uri}'`), (n) => n === 1, [home, away]);
  expect((await home.ask(home.portal, "/projets/mesurer-la-houle", { cookie: await portalCookie(reader.viewer.handle) })).text).toMatch(/name="suivre" value="0"/);
  expect((await addUpdate(away.world.as(camille), project, updateInput.parse({ body: fromMarkdown("Première houle : deux mètres.") }))).done).toBe(true);
  await eventually(() => one(home, "contents where title like '%Première houle%' and state = 'published'"), (n) => n === 1, [home, away]);
  expect((await home.ask(reader.host, "/mon-espace", { cookie: reader.cookie })).text).toContain("Première houle");

  await reader.send("/suivre", { kind: "project", target: shown, suivre: "0", retour: "/" });
  await eventually(() => one(away, `federation.followers f join federation.actors a on a.id = f.actor_id where a.uri = '${uri}' and f.follower_id in (select id from federation.actors where handle = '${reader.viewer.handle}')`), (n) => n === 0, [home, away]);
});

const portalCookie = (handle: string) => home.logIn(`${handle}@example.org`, "une phrase assez longue", home.portal);

test("what isn't public, and what a blocked server's people ask for, is followed by nobody", async () => {
  const draft = await away.world.dossier(camille, there, { title: "Brouillon de dossier", intent: "draft" });
  const open = await away.world.dossier(camille, there, { title: "Dossier ouvert" });
  const { browser } = await from.arrived();
  const before = await Promise.all([countRows(home), countRows(away)]);

  expect((await send(browser, "/suivre", { kind: "dossier", target: draft, suivre: "1" })).status).toBe(404);
  const animator = await away.world.member(there, { animates: [there] });
  const decide = (trust: "blocked" | null) => decideTrust(away.world.as(animator), there.id, [{ host: home.hostOf(here.slug), trust, reason: "Pour voir." }]);
  expect((await decide("blocked")).done).toBe(true);
  expect((await send(browser, "/suivre", { kind: "dossier", target: open, suivre: "1" })).status).toBe(404);
  expect((await decide(null)).done).toBe(true);

  const after = await Promise.all([countRows(home), countRows(away)]);
  expect(after.map(({ follows, contents }) => [follows, contents])).toEqual(before.map(({ follows, contents }) => [follows, contents]));
});

test("another server can't say that somebody of the visitor's home follows, nor agree in the project's name", async () => {
  const project = await away.world.project(camille, there, { title: "Peser l’écume" });
  const reader = await personOf(home, here, "Nora Nil");
  await reader.lookUp(`${originOf(away, there.slug)}/projets/${await slugOf(project)}`);
  const mallory = await (await otherServer("faussaire")).person("mallory");
  const before = await Promise.all([one(away, "federation.followers"), one(home, "federation.following where state = 'accepted'")]);

  const forged = await post(away, away.hostOf(there.slug), { ...activityOf(mallory, "Follow", `${originOf(away, there.slug)}/ap/projects/${project}`), actor: await from(reader.viewer) }, mallory);
  const agreed = await post(home, home.hostOf(here.slug), activityOf(mallory, "Accept", { id: `${originOf(home, here.slug)}/ap/activities/01930a2e-7c40-7000-8000-000000000001`, type: "Follow", actor: await from(reader.viewer), object: `${originOf(away, there.slug)}/ap/projects/${project}` }), mallory);

  expect([forged.status >= 400, agreed.status]).toEqual([true, 202]);
  await eventually(() => one(home, "federation.received where state = 'waiting'"), (n) => n === 0, [home]);
  expect(await Promise.all([one(away, "federation.followers"), one(home, "federation.following where state = 'accepted'")])).toEqual(before);
});
