import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { decideFor } from "../../src/features/federation/decide-trust.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { house, join, type House } from "./houses.ts";
import { eventually, personOf } from "./servers.ts";

let [a, b] = [] as unknown as [House, House];
let author: MemberViewer;
const both = () => [a.server, b.server];
const lists = ["/articles", "/recherche?q=salamandre", "/mots-cles/salamandre", "/articles.rss", "/api/v1/articles"];
const agendas = ["/agenda", "/agenda.ics", "/api/v1/events", "/recherche?q=veillee"];
const shown = async (path: string) => (await a.server.ask(a.server.portal, path)).text;
/** Whether any of what the other server published stands at this address. */
const holds = async (path: string) => `${path} ${/La salamandre du|Veillée sous/.exec(await shown(path))?.[0] ?? "nothing"}`;

beforeAll(async () => {
  [a, b] = await Promise.all([house("anse"), house("bassin")]);
  author = await b.server.world.member(b.territory, { name: "Camille Roy" });
  await b.server.world.article(author, b.territory, { title: "La salamandre du ruisseau", body: "Elle sort **la nuit**.", tags: ["salamandre"] });
  await b.server.world.event(author, b.territory, { title: "Veillée sous les étoiles" });
  await b.server.world.place(author, b.territory, { title: "La grotte aux salamandres", input: { latitude: 45.19, longitude: 5.72 } });
  await b.server.world.project(author, b.territory, { title: "Compter les salamandres" });
  await b.server.world.dossier(author, b.territory, { title: "Dossier salamandres" });
  await sql`select graphile_worker.add_job('recount')`.execute(b.server.world.db);
  await eventually(async () => (await sql`select from settings where name = ${`counts:${b.territory.id}`} and (value ->> 'articles')::int = 1`.execute(b.server.world.db)).rows.length, (n) => n === 1, [b.server]);
  await join(a, b);
});

test("what a server of the network had published stands in the portal's lists, agenda and search, as if it were ours", async () => {
  for (const path of lists) await eventually(() => shown(path), (text) => text.includes("La salamandre du ruisseau"), both());
  for (const path of agendas) await eventually(() => shown(path), (text) => text.includes("Veillée sous les étoiles"), both());
  const own = (await a.server.ask(a.server.hostOf(a.territory.slug), "/articles")).text;
  expect(own).not.toContain("La salamandre");

  const page = await a.server.ask(a.server.portal, "/articles/la-salamandre-du-ruisseau");
  expect([page.status, page.headers["location"]]).toEqual([302, `http://${b.server.hostOf(b.territory.slug)}/articles/la-salamandre-du-ruisseau`]);
  const lea = await personOf(a.server, a.territory, "Léa Le Goff");
  const cookie = await a.server.logIn(await a.server.world.account(lea.viewer), "une phrase assez longue").catch(() => "");
  expect((await a.server.ask(a.server.portal, "/articles/la-salamandre-du-ruisseau", { cookie: cookie || a.cookie })).status).toBe(200);
});

/** Where each kind that lasts stands at the portal: its list, its feed, the API, the map. */
const lasting = [["/lieux", "La grotte aux salamandres"], ["/lieux.geojson", "La grotte aux salamandres"], ["/api/v1/places", "La grotte aux salamandres"], ["/carte/points?vue=-5,41,10,52&z=14&quoi=lieux", "La grotte aux salamandres"],
  ["/projets", "Compter les salamandres"], ["/projets.rss", "Compter les salamandres"], ["/api/v1/projects", "Compter les salamandres"],
  ["/dossiers", "Dossier salamandres"], ["/dossiers.rss", "Dossier salamandres"], ["/api/v1/dossiers", "Dossier salamandres"], ["/recherche?q=salamandres", "Dossier salamandres"], ["/recherche?q=grotte", "La grotte aux salamandres"]] as const;

test("places, projects and dossiers that a server of the network had published stand in the portal's lists, feeds, map and search too, and lead to where they were published", async () => {
  for (const [path, title] of lasting) await eventually(() => shown(path), (text) => text.includes(title), both());
  for (const [path, there] of [["/lieux/la-grotte-aux-salamandres", "/lieux/la-grotte-aux-salamandres"], ["/dossiers/dossier-salamandres", "/dossiers/dossier-salamandres"]] as const) {
    const page = await a.server.ask(a.server.portal, path);
    expect([page.status, page.headers["location"]]).toEqual([302, `http://${b.server.hostOf(b.territory.slug)}${there}`]);
  }
  // What comes out from now on, too.
  await b.server.world.place(author, b.territory, { title: "La mare aux tritons" });
  await b.server.world.dossier(author, b.territory, { title: "Dossier tritons" });
  await b.server.world.project(author, b.territory, { title: "Compter les tritons" });
  for (const [path, title] of [["/lieux", "La mare aux tritons"], ["/dossiers", "Dossier tritons"], ["/projets", "Compter les tritons"]] as const) await eventually(() => shown(path), (text) => text.includes(title), both());
});

test("the portal names the platforms of every server, and counts what each told", async () => {
  for (const path of ["/territoires", "/", "/chiffres", "/api/v1/territories"]) expect(await shown(path), path).toContain(b.territory.name);
  expect(await shown("/territoires")).toContain(`http://${b.server.hostOf(b.territory.slug)}`);
  expect(await shown("/chiffres")).toMatch(new RegExp(`${b.territory.name}.*?</tr>`, "s"));
  expect(JSON.parse(await shown("/api/v1/stats")) as { data: object }).toMatchObject({ data: { articles: 1, events: 1 } });
  expect(JSON.parse((await a.server.ask(a.server.portal, "/nodeinfo/2.1")).text) as object).toMatchObject({ usage: { localPosts: 0 } });
});

test("what is published, changed and taken back there from now on is so here", async () => {
  const content = await b.server.world.article(author, b.territory, { title: "Une salamandre de plus", tags: ["salamandre"] });
  await eventually(() => shown("/articles"), (text) => text.includes("Une salamandre de plus"), both());
  await withdraw(b.server.world.as(author), content);
  await eventually(() => shown("/articles"), (text) => !text.includes("Une salamandre de plus"), both());
});

test("a server that is blocked, or leaves, is in none of the lists any more, and in them again when it is back", async () => {
  const host = b.server.hostOf(b.territory.slug);
  await decideFor(a.server.world.db, null, [{ host, trust: "limited", reason: "À revoir" }], null, Temporal.Now.instant());
  for (const path of [...lists, ...agendas]) await eventually(() => holds(path), (held) => held === `${path} nothing`, both());
  await decideFor(a.server.world.db, null, [{ host, trust: "network", reason: "" }], null, Temporal.Now.instant());
  for (const path of agendas) await eventually(() => shown(path), (text) => text.includes("Veillée sous les étoiles"), both());

  await b.post("quitter", {});
  for (const path of [...lists, ...agendas]) await eventually(() => holds(path), (held) => held === `${path} nothing`, both());
  await eventually(() => shown("/territoires"), (text) => !text.includes(b.territory.name), both());
  expect(JSON.parse(await shown("/api/v1/stats")) as { data: object }).toMatchObject({ data: { articles: 0, events: 0 } });
});
