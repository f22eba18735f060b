import { sql } from "kysely";
import { expect, test } from "vitest";
import { follow } from "../../src/features/follows/follow.ts";
import { editTerritory } from "../../src/features/territories/edit-territory.ts";
import { settingsInput } from "../../src/features/territories/input.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, standInOf } from "./servers.ts";

const alternate = (page: string) => /<link rel="alternate" type="application\/activity\+json" href="([^"]*)"/.exec(page)?.[1] ?? null;

test("each page of what others can read says where its document stands, and only what everybody may read has one", async () => {
  const b = await reachableServer("quartz");
  const [there, beside] = [await b.world.territory(), await b.world.territory()];
  await b.reload();
  const camille = await b.world.member(there, { name: "Camille Roy" });
  const casemate = await b.world.structure(there, { name: "La Casemate" });
  const [climate, secret] = [await b.world.community(there), await b.world.community(there, { access: "private" })];
  const away = await b.world.article(camille, beside, { title: "Écrit chez les voisins", tags: ["lichens"] });
  const dossier = await b.world.dossier(camille, there, { title: "Un dossier" });
  const draft = await b.world.article(camille, there, { title: "Un brouillon", intent: "draft" });
  const one = async (table: string, id: string) => (await sql<{ slug: string }>`select slug from ${sql.table(table)} where id = ${id}`.execute(b.world.db)).rows[0]?.slug ?? "";
  const head = async (territory: { slug: string }, path: string) => alternate((await b.ask(b.hostOf(territory.slug), path)).text);
  const [home, neighbour] = [originOf(b, there.slug), originOf(b, beside.slug)];

  expect(await head(there, "/")).toBe(`${home}/ap/actor`);
  expect(await head(there, `/membres/${camille.handle}`)).toBe(`${home}/ap/members/${camille.id}`);
  expect(await head(there, `/structures/${await one("structures", casemate)}`)).toBe(`${home}/ap/structures/${casemate}`);
  expect(await head(there, `/communautes/${await one("communities", climate)}`)).toBe(`${home}/ap/communities/${climate}`);
  expect(await head(beside, `/articles/${await one("contents", away)}`)).toBe(`${home}/ap/articles/${away}`);
  expect(await head(beside, "/mots-cles/lichens")).toBe(`${neighbour}/ap/tags/lichens`);
  expect(await head(there, `/dossiers/${await one("contents", dossier)}`)).toBe(`${home}/ap/dossiers/${dossier}/notice`);
  for (const path of [`/communautes/${await one("communities", secret)}`, `/articles/${await one("contents", draft)}`, "/articles"]) expect(await head(there, path), path).toBeNull();
  expect((await b.ask(b.hostOf(there.slug), `/ap/structures/${casemate}`, { headers: acceptsActivity })).status).toBe(200);
});

test("a territory that is called otherwise tells those who follow it", async () => {
  const [a, b] = await Promise.all([reachableServer("rivage"), reachableServer("safran")]);
  const [here, there] = [await a.world.territory(), await b.world.territory()];
  await Promise.all([a.reload(), b.reload()]);
  const lea = await personOf(a, here, "Léa Le Goff");
  const animator = await b.world.member(there, { animates: [there] });
  await lea.lookUp(`${originOf(b, there.slug)}/ap/actor`);
  const known = await standInOf(a, `Echosciences ${there.name}`);
  await follow(a.world.as(lea.viewer), { kind: "member", target: known }, true);
  await eventually(async () => (await sql`select from federation.followers`.execute(b.world.db)).rows.length, (n) => n === 1, [a, b]);

  const text = fromMarkdown("Nous.");
  const settings = settingsInput.parse({ name: "Pays de Safran", structureName: "Une structure", about: text, editorialLine: text, legalNotice: text, moderation: "after", strangers: "shown", hue: 30, zone: "Europe/Paris", languages: ["fr"] });
  await editTerritory(b.world.as(animator), there.id, settings);

  await eventually(async () => (await sql<{ name: string }>`select name from members where id = ${known}`.execute(a.world.db)).rows[0]?.name, (name) => name === "Echosciences Pays de Safran", [a, b]);
});
