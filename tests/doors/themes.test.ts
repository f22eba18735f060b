import { expect, test } from "vitest";
import { testServer, until, type Ask } from "../support/server.ts";

const password = "une phrase assez longue";
const server = await testServer();
const { world } = server;

async function aTown() {
  const [here, there] = [await world.territory(), await world.territory()];
  const [member, animator, neighbour] = [await world.member(here), await world.member(here, { animates: [here] }), await world.member(there, { animates: [there] })];
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookies = { member: await server.logIn(await world.account(member), password, host), animator: await server.logIn(await world.account(animator), password, host), neighbour: await server.logIn(await world.account(neighbour), password, host) };
  const ask = (path: string, cookie?: string, form?: Ask["form"]) => server.ask(host, path, { ...(cookie ? { cookie } : {}), ...(form ? { method: "POST", form } : {}) });
  const shown = async (path: string, text: string) => until(async () => (await ask(path, cookies.animator)).text.includes(text));
  return { here, there, host, code: `${here.slug}-la-montagne`, ...cookies, ask, shown };
}

const mountain = { fr: "La montagne", en: "Mountains", pattern: "strata", icon: "mountain" };
const article = (more: Record<string, string>) => ({ title: "Le glacier", summary: "", body: "Texte.", do: "publish", ...more });

test("an animator's theme is proposed in forms, found in every output in both languages, followed, renamed, ordered and retired", async () => {
  const { host, there, code, member, animator, ask, shown } = await aTown();
  const faulty = await ask("/animation/themes", animator, { ...mountain, en: " ", pattern: "x" });
  expect([faulty.status, faulty.text.includes('id="en-fault"'), faulty.text.includes('id="pattern-fault"'), faulty.text.includes('value="La montagne"')]).toEqual([422, true, true, true]);
  expect((await ask("/animation/themes", animator, mountain)).headers["location"]).toBe("/animation/themes?dit=fait");
  await shown("/contribuer/article", `value="${code}"`);

  expect((await ask("/contribuer/article", member, article({ themes: code }))).headers["location"]).toBe("/articles/le-glacier");
  // A structure bears it as well; another territory's theme, or one that never was, it doesn't.
  expect((await ask("/contribuer/structure", animator, { name: "Refuge des glaciologues", type: "association", themes: [code, "rien-de-tel"], autre: "1", do: "save" })).status).toBe(303);
  const structure = await ask("/structures/refuge-des-glaciologues");
  expect([structure.text.includes(`href="/themes/${code}">La montagne`), structure.text.includes("rien-de-tel")]).toEqual([true, false]);
  expect((await ask(`/structures?theme=${code}`)).text).toContain("Refuge des glaciologues");
  expect((await ask("/suivre", member, { kind: "theme", target: code, retour: "/" })).status).toBe(303);
  expect((await ask("/suivre", member, { kind: "theme", target: "rien-de-tel", retour: "/" })).status).toBe(404);
  const own = await ask("/mon-espace", member);
  expect([own.text.includes("La montagne"), own.text.includes("Le glacier")]).toEqual([true, true]);
  for (const path of [`/themes/${code}`, `/themes/${code}.rss`, `/themes/${code}.json`, `/api/v1/articles?theme=${code}`]) expect((await ask(path)).text, path).toContain("Le glacier");
  for (const path of ["/articles/le-glacier", "/mots-cles", "/agenda", `/themes/${code}`]) expect((await ask(path)).text, path).toContain("La montagne");
  expect((await server.ask(host, `/themes/${code}`, { headers: { "accept-language": "en" } })).text).toContain("Mountains");
  expect((await ask("/api/v1/themes")).text).toContain(`"theme":"${code}"`);
  expect((await server.ask(server.hostOf(there.slug), "/api/v1/themes")).text).not.toContain(code);
  // On another territory it isn't proposed, nor taken.
  const elsewhere = await server.ask(server.hostOf(there.slug), "/mots-cles");
  expect(elsewhere.text).not.toContain(code);

  await ask(`/animation/themes/${code}`, animator, Object.fromEntries(Object.entries({ ...mountain, fr: "Les sommets" }).map(([name, value]) => [`${name}-${code}`, value])));
  await ask("/animation/themes", animator, { ...mountain, fr: "Les lacs", en: "Lakes" });
  await shown("/animation/themes", "Les lacs");
  await shown(`/themes/${code}`, "Les sommets");
  const order = async () => [...(await ask("/animation/themes", animator)).text.matchAll(/href="\/themes\/[^"]+-(la-montagne|les-lacs)"/g)].map((match) => match[1]);
  expect(await order()).toEqual(["la-montagne", "les-lacs"]);
  await ask(`/animation/themes/${code}/descendre`, animator, {});
  await until(async () => (await order())[0] === "les-lacs");

  await ask(`/animation/themes/${code}/retirer`, animator, {});
  await until(async () => !(await ask("/contribuer/article", animator)).text.includes(`value="${code}"`));
  expect((await ask("/articles/le-glacier")).text).toContain("Les sommets");
  expect((await ask(`/themes/${code}`)).status).toBe(200);
  const refused = await ask("/contribuer/article", member, article({ title: "Trop tard", themes: code }));
  expect([refused.status, refused.text.includes('class="field faulty" id="themes"')]).toEqual([422, true]);
  await ask(`/animation/themes/${code}/proposer`, animator, {});
  await shown("/contribuer/article", `value="${code}"`);
});

test("E5: nobody but the territory's animator touches its themes, and a foreign or invented one isn't put on a content", async () => {
  const { here, there, code, member, animator, neighbour, ask, shown } = await aTown();
  await ask("/animation/themes", animator, mountain);
  await shown("/animation/themes", "La montagne");

  for (const cookie of [member, neighbour]) {
    for (const [path, form] of [["/animation/themes", mountain], [`/animation/themes/${code}`, {}], [`/animation/themes/${code}/retirer`, {}]] as const) expect([path, (await ask(path, cookie, form)).status]).toEqual([path, 403]);
  }
  expect((await ask("/animation/themes/astronomie/retirer", animator, {})).status).toBe(404);
  expect((await ask(`/animation/themes/${code}/constructor`, animator, {})).status).toBe(404);
  expect((await ask("/themes/constructor")).status).toBe(404);
  const foreign = await world.member(there);
  await expect(world.article(foreign, there, { themes: [code] })).rejects.toThrow("theme-gone");
  await expect(world.article(foreign, here, { themes: ["une-invention"] })).rejects.toThrow("theme-gone");
});
