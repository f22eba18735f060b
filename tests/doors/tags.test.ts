import { expect, test } from "vitest";
import { sql } from "kysely";
import { testServer, type Ask } from "../support/server.ts";

const password = "une phrase assez longue";
const server = await testServer();
const { world } = server;

test("an old tag's page, feeds and filter lead to what it became, on its territory only, until it is undone", async () => {
  const [here, there] = [await world.territory(), await world.territory()];
  const [author, animator, member] = [await world.member(here), await world.member(here, { animates: [here] }), await world.member(here)];
  await world.article(author, here, { title: "Les perséides", tags: ["astro"] });
  await world.article(author, there, { title: "Une éclipse", tags: ["astro"] });
  await server.reload();
  const host = server.hostOf(here.slug);
  const [asAnimator, asMember] = [await server.logIn(await world.account(animator), password, host), await server.logIn(await world.account(member), password, host)];
  const ask = (path: string, cookie?: string, form?: Ask["form"]) => server.ask(host, path, { ...(cookie ? { cookie } : {}), ...(form ? { method: "POST", form } : {}) });
  const pair = { from: "Astro", into: "Astronomie" };

  expect((await ask("/animation/mots-cles/fusions", asMember, pair)).status).toBe(403);
  const faulty = await ask("/animation/mots-cles/fusions", asAnimator, { from: "astro", into: " " });
  expect([faulty.status, faulty.text.includes('id="into-fault"'), faulty.text.includes('value="astro"')]).toEqual([422, true, true]);
  expect((await ask("/animation/mots-cles/fusions", asAnimator, pair)).headers["location"]).toBe("/animation/mots-cles?dit=fusion");

  for (const suffix of ["", ".rss", ".atom", ".json", ".csv"]) {
    const moved = await ask(`/mots-cles/astro${suffix}`);
    expect([suffix, moved.status, moved.headers["location"]]).toEqual([suffix, 301, `/mots-cles/astronomie${suffix}`]);
    expect((await ask(`/mots-cles/astronomie${suffix}`)).text).toContain("Les perséides");
  }
  expect((await ask("/api/v1/articles?tag=astro")).text).toContain("Les perséides");
  expect((await ask("/api/v1/tags?q=astr")).text).toContain('"tag":"astronomie"');
  expect((await server.ask(server.hostOf(there.slug), "/mots-cles/astro")).text).toContain("Une éclipse");
  expect((await server.ask(server.portal, "/mots-cles/astro")).status).toBe(200);
  const proposed = JSON.parse((await ask("/mots-cles-proposes?q=astr", asMember)).text) as { label: string }[];
  expect(proposed.map((each) => each.label)).toContain("astro");

  const undo = /\/animation\/mots-cles\/fusions\/[0-9a-f-]+\/annuler/.exec((await ask("/animation/mots-cles", asAnimator)).text)?.[0] ?? "";
  expect((await ask(undo, asMember, {})).status).toBe(403);
  expect((await server.ask(server.hostOf(there.slug), undo, { method: "POST", cookie: asAnimator, form: {} })).status).not.toBe(200);
  expect((await ask(undo, asAnimator, {})).headers["location"]).toBe("/animation/mots-cles?dit=annulee");
  expect((await ask("/mots-cles/astro")).text).toContain("Les perséides");
});

test("the coordination merges at the portal, for every territory; an animator can't, nor a coordinator on a territory", async () => {
  const here = await world.territory();
  const [author, animator, coordinator] = [await world.member(here), await world.member(here, { animates: [here] }), await world.member(here, { coordinator: true })];
  await world.article(author, here, { title: "Des volcans", tags: ["volcano"] });
  await server.reload();
  const host = server.hostOf(here.slug);
  const emails = [await world.account(animator), await world.account(coordinator)] as const;
  const portal = [await server.logIn(emails[0], password), await server.logIn(emails[1], password)] as const;
  const onHost = await server.logIn(emails[1], password, host);
  const pair = { from: "volcano", into: "volcan" };

  expect((await server.ask(server.portal, "/coordination/mots-cles/fusions", { method: "POST", cookie: portal[0], form: pair })).status).toBe(403);
  expect((await server.ask(host, "/animation/mots-cles/fusions", { method: "POST", cookie: onHost, form: pair })).status).toBe(403);
  expect((await sql`select from tag_synonyms where from_tag = 'volcano'`.execute(world.db)).rows).toHaveLength(0);
  expect((await server.ask(server.portal, "/coordination/mots-cles/fusions", { method: "POST", cookie: portal[1], form: pair })).headers["location"]).toBe("/coordination/mots-cles?dit=fusion");
  expect((await server.ask(host, "/mots-cles/volcano")).headers["location"]).toBe("/mots-cles/volcan");
  expect((await server.ask(server.portal, "/coordination/mots-cles", { cookie: portal[1] })).text).toContain("volcano");
});
