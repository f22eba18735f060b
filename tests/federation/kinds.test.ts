import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { TestServer } from "../support/server.ts";
import { otherServer } from "./other-server.ts";
import { acceptsActivity, originOf, personOf, reachableServer, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("kander"), reachableServer("leman")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
});

const day = (days: number) => Temporal.Now.plainDateISO("Europe/Paris").add({ days }).toString();

/** What a table says of a content on one server: all but identifiers and what each server counts for itself. */
async function rowOf(server: TestServer, table: string, title: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(x) - array['content_id', 'territory_id', 'place_id', 'parent_id', 'root_id', 'going', 'going_told', 'organiser', 'contact_url', 'relay', 'own_metres', 'own_minutes', 'updated_at', 'closed_at', 'changed_at'] as row
    from ${sql.raw(table)} x join contents c on c.id = x.content_id where c.title = ${title}`.execute(server.world.db);
  return rows[0]?.row;
}

/** A content of B that A's member looks up by its address: where it shows here. */
async function brought(original: ContentId): Promise<string> {
  const wire = (await sql<{ kind: string }>`select kind from contents where id = ${original}`.execute(b.world.db)).rows[0]?.kind ?? "";
  const plural = { announcement: "announcements", article: "articles", event: "events", itinerary: "itineraries", operation: "operations", place: "places" }[wire];
  const uri = wire === "project" ? `${originOf(b, there.slug)}/ap/projects/${original}/presentation` : `${originOf(b, there.slug)}/ap/${plural}/${original}`;
  return new URL(await lea.lookUp(uri), "http://x").pathname;
}

const lists = ["/articles", "/annonces", "/operations", "/parcours", "/projets", "/lieux", "/evenements", "/agenda", "/recherche?q=lichens", "/carte/points", "/", "/api/v1/announcements", "/api/v1/operations", "/api/v1/itineraries", "/api/v1/projects", "/api/v1/places", "/api/v1/events", "/api/v1/contents", "/annonces.atom", "/sitemap.xml"];

test.each([
  ["announcement", "announcements", "/annonces/", (title: string) => b.world.announcement(camille.viewer, there, { title, input: { type: "internship", contract: "apprenticeship", organisation: "Muséum", communeCode: "38185", deadline: `${day(12)}T17:00` } })],
  ["project", "projects", "/projets/", (title: string) => b.world.project(camille.viewer, there, { title, input: { stage: "running", startsOn: day(-20), endsOn: day(90), funding: "Région", website: "https://projet.example.org/x", communeCode: "38185" } })],
  ["place", "places", "/lieux/", (title: string) => b.world.place(camille.viewer, there, { title, input: { type: "planetarium", address: "1 rue des Étoiles", latitude: 45.2, longitude: 5.73, hours: "Tu-Su 10:00-18:00", transport: "Tram B", parking: "Aucun", pricing: "paid", prices: [{ label: "Plein tarif", cents: 850 }], accessibility: ["wheelchair"], website: "https://etoiles.example.org/", phone: "04 76 00 00 00" } })],
  ["itinerary", "itineraries", "/parcours/", (title: string) => b.world.itinerary(camille.viewer, there, [{ name: "La Casemate", communeCode: "38185", latitude: 45.1983, longitude: 5.7325, note: "Le départ", minutes: 20 }, { name: "Le quai", communeCode: "38185", latitude: 45.2, longitude: 5.74 }], { title, input: { travel: "bike", level: "easy", looped: true, audience: ["families"], accessibility: ["wheelchair"], pricing: "free" } })],
  ["operation", "operations", "/operations/", async (title: string) => {
    await sql`insert into animators (territory_id, member_id) values (${there.id}, ${camille.viewer.id}) on conflict do nothing`.execute(b.world.db);
    return b.world.operation({ ...camille.viewer, animates: [there.id] }, there, { title, startsOn: day(10), endsOn: day(20), labels: ["Nuit des lichens"] });
  }],
] as const)("an %s of another of our servers is one here too, with all that it says, in no list of this server", async (kind, table, path, write) => {
  const title = `Lichens en ${kind}, du col de la Croix-de-Fer au Grand Pic de Belledonne, en passant par toutes les crêtes`;
  const original = await write(title);
  const shown = await brought(original);
  expect(shown).toContain(path);
  expect(await rowOf(a, table, title)).toEqual(await rowOf(b, table, title));
  const page = await a.ask(a.portal, shown);
  expect(page.status).toBe(200);
  expect(page.text).toContain(`<meta property="og:url" content="${originOf(b, there.slug)}${path}`);
  for (const list of lists) expect((await a.ask(a.portal, list)).text, list).not.toContain(`Lichens en ${kind}`);
});

test("an event of another of our servers keeps its rules, openings, prices, ages, and the date that it first had", async () => {
  const title = "Exposition de lichens";
  const sessions = [{ kind: "opening", from: day(3), until: day(60), hours: [{ days: [2, 3, 4], opens: "10:00", closes: "18:00" }], except: [day(30)] }, { kind: "repeated", start: `${day(5)}T18:00`, end: `${day(5)}T20:00`, rule: "FREQ=WEEKLY;COUNT=3", except: [] }];
  const input = { type: "exhibition", ageMin: 6, ageMax: 99, pricing: "paid", prices: [{ label: "Plein", cents: 600 }], audience: ["families"], accessibility: ["tactile"], joining: "restricted" };
  const original = await b.world.event(camille.viewer, there, { title, sessions, input });
  const postponed = eventInput.parse({ title, body: fromMarkdown("Venez."), sessions: [{ kind: "slot", start: `${day(40)}T14:00`, end: `${day(40)}T16:00` }], placeName: "Médiathèque", communeCode: "38185", ...input, status: "postponed", statusReason: "Travaux." });
  await brought(original);
  const { starts_at: _s, ends_at: _e, ...words } = (await rowOf(b, "events", title)) ?? {};
  expect(await rowOf(a, "events", title)).toMatchObject(words);

  const later = "Conférence reportée sur les lichens";
  const second = await b.world.event(camille.viewer, there, { title: later });
  await writeEvent(b.world.as(camille.viewer), { content: second, moderation: "after" }, { ...postponed, title: later }, { intent: "publish", publishAt: null, submission: null, revision: null });
  const shown = await brought(second);
  const [theirs, ours] = [await rowOf(b, "events", later), await rowOf(a, "events", later)];
  expect(theirs?.["first_start"]).toMatch(/^\d{4}-/);
  expect(ours).toEqual(theirs);
  expect((await a.ask(a.portal, shown)).text).toContain("Travaux.");
});

test("an article keeps its genre and its whole title", async () => {
  const title = "Ce que les lichens des crêtes de Belledonne racontent, année après année, de l’air que respirent les Alpes du Nord";
  const input = articleInput.parse({ title, summary: "Un **reportage**.", body: fromMarkdown("Un texte."), genre: "report" });
  const written = await writeArticle(b.world.as(camille.viewer), { territory: there }, input, { intent: "publish", publishAt: null, submission: null, revision: null });
  await brought((written as { value: { id: ContentId } }).value.id);
  expect((await sql<{ genre: string; summary: string }>`select genre, summary from contents where title = ${title}`.execute(a.world.db)).rows).toEqual([{ genre: "report", summary: "Un **reportage**." }]);
});

test("what passes no form of ours, or names what is ours, is read as what it says to all", async () => {
  const other = await otherServer("faux");
  const by = await other.person("mal");
  const article = { "@context": "https://www.w3.org/ns/activitystreams", type: "Article", actor: by.id, attributedTo: by.id, content: "<p>Des mots.</p>", license: "https://creativecommons.org/licenses/by/4.0/", to: ["https://www.w3.org/ns/activitystreams#Public"], published: "2026-11-24T10:00:00Z", attachment: [], tag: [] };
  const own = await a.world.structure(here);
  const place = await a.world.place(lea.viewer, here, { title: "Musée d’ici" });
  const cases: readonly (readonly [string, object, RegExp])[] = [
    ["Sans date", { "es:kind": "announcement", "es:details": { type: "job", deadline: "demain" } }, /^\/articles\//],
    ["Avec un script", { "es:kind": "project", "es:details": { stage: "running", website: "javascript:alert(1)" } }, /^\/articles\//],
    ["Au nom d’un autre", { "es:kind": "project", "es:details": { stage: "running", organisers: [own], structure: own, community: own, lead: own, licence: "cc0", themes: ["climat"], territory: here.id } }, /^\/projets\//],
    ["Étapes d’ici", { "es:kind": "itinerary", "es:details": { travel: "walk", stops: [{ place, name: "Un", communeCode: "38185" }, { place, name: "Deux", communeCode: "38185" }] } }, /^\/parcours\//],
    ["Un proto", { "es:kind": "constructor", "es:details": { __proto__: { type: "job" } } }, /^\/articles\//],
  ];
  for (const [title, more, path] of cases) {
    const id = `${other.origin}/${encodeURIComponent(title)}`;
    other.serve(new URL(id).pathname, { ...article, id, name: title, ...more });
    expect(new URL(await lea.lookUp(id), "http://x").pathname, title).toMatch(path);
  }
  const { rows } = await sql<{ structures: number; community: string | null; lead: string | null; licence: string; territory: string; stops: number }>`select (select count(*)::int from content_structures s where s.content_id = c.id) as structures, c.community_id as community, c.lead_id as lead, c.licence, c.territory_id as territory,
    (select count(*)::int from itinerary_stops s where s.itinerary_id = c.id and s.place_id is not null) as stops from contents c where c.title in ('Au nom d’un autre', 'Étapes d’ici')`.execute(a.world.db);
  expect(rows).toHaveLength(2);
  expect(rows.every((row) => row.structures === 0 && row.community === null && row.lead === null && row.licence === "cc-by" && row.territory !== here.id && row.stops === 0)).toBe(true);
});

test("our words are explained at every host: to people as a page, to machines as a context", async () => {
  const page = await b.ask(camille.host, "/ns");
  expect([page.status, page.text.includes("es:details")]).toEqual([200, true]);
  const context = await b.ask(camille.host, "/ns", { headers: { accept: "application/ld+json" } });
  expect(context.headers["content-type"]).toContain("application/ld+json");
  expect(JSON.parse(context.text)).toMatchObject({ "@context": { es: "https://echosciences.example/ns#" } });
  expect((await b.ask(camille.host, "/ns", { headers: acceptsActivity })).headers["content-type"]).toContain("application/ld+json");
});
