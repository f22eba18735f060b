import { describe, expect, test } from "vitest";
import { sql } from "kysely";
import { testServer, type Ask } from "../support/server.ts";

const password = "une phrase assez longue";
const recorded = { name: "Éclats de science", type: "association", communeCode: "Grenoble", website: "https://eclats.example", email: "secret@eclats.example", siret: "732 829 320 00074", body: "Nous fabriquons des **fusées**." };
/** The census is the network's: each test records a structure that looks like no other test's. */
const called = (name: string, host: string) => ({ ...recorded, name, website: `https://${host}.example`, siret: "" });

const server = await testServer();

async function aTown(...who: readonly ("member" | "animator" | "stranger")[]) {
  const { world } = server;
  const here = await world.territory();
  const people = { member: await world.member(here), animator: await world.member(here, { animates: [here] }), stranger: await world.member(here) };
  await server.reload();
  const host = server.hostOf(here.slug);
  const as = { member: "", animator: "", stranger: "" };
  for (const each of who) as[each] = await server.logIn(await world.account(people[each]), password, host);
  const ask = (path: string, cookie?: string, form?: Ask["form"]) => server.ask(host, path, { ...(cookie ? { cookie } : {}), ...(form ? { method: "POST", form } : {}) });
  const idOf = async (slug: string) => (await sql<{ id: string }>`select id from structures where territory_id = ${here.id} and slug = ${slug}`.execute(world.db)).rows[0]?.id ?? "";
  return { world, here, ...people, ask, idOf, as };
}

describe("the census", () => {
  test("a structure is recorded, found, followed, read by programs; its address is told to nobody", async () => {
    const { ask, as, idOf } = await aTown("member", "stranger");
    const faulty = await ask("/contribuer/structure", as.member, { ...recorded, siret: "1", type: "" });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('id="siret-fault"');
    expect(faulty.text).toContain('value="Éclats de science"');

    const made = await ask("/contribuer/structure", as.member, recorded);
    expect([made.status, made.headers["location"]]).toEqual([303, "/structures/eclats-de-science"]);
    const page = await ask("/structures/eclats-de-science");
    expect(page.text).toContain("<strong>fusées</strong>");
    expect(page.text).toContain('"propertyID":"SIRET","value":"73282932000074"');
    expect((await ask("/suivre", as.stranger, { kind: "structure", target: await idOf("eclats-de-science"), retour: "/structures" })).status).toBe(303);
    expect((await ask("/mon-espace", as.stranger)).text).toContain("Éclats de science");
    const outputs = ["/structures", "/structures?nom=eclat", "/structures/eclats-de-science", "/structures.csv", "/structures.geojson", "/structures.json", "/structures.atom", "/structures.rss", "/api/v1/structures", "/api/v1/structures/eclats-de-science", "/recherche?q=eclats", "/sitemap/structures-1.xml"];
    for (const path of outputs) {
      const { status, text } = await ask(path);
      expect([path, status, /clats/.test(text), text.includes("secret@")]).toEqual([path, 200, true, false]);
    }
    expect((await ask("/structures?nom=rien")).text).not.toContain("Éclats");
  });

  test("its opening hours are chosen in a form, said in words in both languages, and a text that isn't understood is said where", async () => {
    const { ask, as, idOf } = await aTown("member");
    const form = { ...called("Muséum des glaciers", "glaciers"), hours_first: "2", hours_last: "7", hours_opens: "10:00", hours_closes: "18:00", hours_holidays: "1", hours_except_from: "2027-12-24", hours_kept: "", hours_raw: "" };
    const incomplete = await ask("/contribuer/structure", as.member, { ...form, hours_closes: "" });
    expect([incomplete.status, incomplete.text.includes("Une tranche d’horaires est incomplète")]).toEqual([422, true]);
    const strange = await ask("/contribuer/structure", as.member, { ...form, hours_raw: "Mo-Fr 9h-17h" });
    expect([strange.status, strange.text.includes("à partir de\u00a0: Mo-Fr 9h-17h")]).toEqual([422, true]);

    expect((await ask("/contribuer/structure", as.member, form)).status).toBe(303);
    const page = (await ask("/structures/museum-des-glaciers")).text;
    for (const words of ["Du mardi au dimanche, 10 h – 18 h".replaceAll(" h", "\u00a0h").replace(" –", "\u00a0–"), "Fermé les jours fériés", "Le vendredi 24 décembre 2027\u00a0: fermé", '"dayOfWeek":["Tuesday"']) expect(page).toContain(words);
    expect((await ask("/structures/museum-des-glaciers", `${as.member}; es_lang=en`)).text).toContain("Tuesday to Sunday, 10\u00a0am\u00a0– 6\u00a0pm");
    expect((await ask(`/contribuer/structure/${await idOf("museum-des-glaciers")}`, as.member)).text).toContain('name="hours_raw" type="text" value="Tu-Su 10:00-18:00; PH off; 2027 Dec 24 off"');
  });

  test("one that looks like another is shown first, and recorded when it is said to be another", async () => {
    const { ask, as } = await aTown("member", "stranger");
    await ask("/contribuer/structure", as.member, called("Planète bleue du Drac", "drac"));
    const again = { ...called("Association Planete Bleue Drac", ""), website: "", email: "" };

    const typing = JSON.parse((await ask(`/contribuer/structure/ressemblantes?name=${encodeURIComponent("planette bleue")}&communeCode=Grenoble`, as.stranger)).text) as { name: string }[];
    expect(typing.map((each) => each.name)).toEqual(["Planète bleue du Drac"]);
    const asked = await ask("/contribuer/structure", as.stranger, again);
    expect([asked.status, asked.text.includes('id="alike"'), asked.text.includes("secret@")]).toEqual([200, true, false]);
    expect((await ask("/contribuer/structure", as.stranger, { ...again, different: "1" })).headers["location"]).toBe("/structures/association-planete-bleue-drac");
  });

  test("an event names the structures that organise it: typed by name, asked again when several bear it", async () => {
    const { ask, as, idOf, world, here } = await aTown("member");
    await ask("/contribuer/structure", as.member, called("Cabane aux comètes", "cabane"));
    await world.structure(here, { name: "Bocal du Vercors" });
    const event = { title: "Nuit des fusées", place_name: "Parc", s_date: "2030-05-04", s_start: "21:00", s_end: "", s_endDate: "", s_repeat: "", s_until: "", s_except: "", type: "show", pricing: "free", status: "on", do: "publish" };

    const unsure = await ask("/contribuer/evenement", as.member, { ...event, organisers_typed: "Cabane comètes" });
    expect([unsure.status, unsure.text.includes(await idOf("cabane-aux-cometes"))]).toEqual([422, true]);
    const made = await ask("/contribuer/evenement", as.member, { ...event, organisers_typed: "cabane aux cometes", partners_typed: "Bocal du Vercors" });
    expect(made.status).toBe(303);
    const page = await ask(String(made.headers["location"]));
    expect(page.text).toContain('<a href="/structures/cabane-aux-cometes">Cabane aux comètes</a>');
    expect(page.text).toMatch(/"organizer":\[\{"@type":"Organization","@id":"[^"]+\/structures\/cabane-aux-cometes"/);
    expect(page.text).toContain("Bocal du Vercors");
    expect((await ask("/structures/cabane-aux-cometes")).text).toContain("Nuit des fusées");
  });
});

describe("E4, E5, E8: what is another's", () => {
  test("another's structure, claim, people and merge answer no to whoever has no part in them", async () => {
    const { world, ask, as, idOf, member, stranger, here } = await aTown("member", "stranger", "animator");
    await ask("/contribuer/structure", as.member, called("Moulin des lumières", "moulin"));
    const id = await idOf("moulin-des-lumieres");
    const other = await world.structure(here);
    await ask("/structures/moulin-des-lumieres/representer/demande", as.member, { words: "C’est la mienne." });
    const { rows } = await sql<{ id: string }>`select id from structure_claims where structure_id = ${id}`.execute(world.db);
    const claim = rows[0]?.id ?? "";

    const tries: readonly [string, Ask["form"], number][] = [
      [`/contribuer/structure/${id}`, { ...recorded, name: "À moi" }, 403],
      [`/structures/${id}/membres`, { member: stranger.id, role: "owner" }, 403],
      [`/structures/${id}/membres`, { handle: stranger.handle, role: "editor" }, 403],
      [`/structures/demandes/${claim}`, { reponse: "oui" }, 404],
      ["/animation/fusions", { from: id, into: other }, 403],
      [`/animation/structures/${id}/retirer`, {}, 403],
      ["/animation/doublons/distinctes", { a: id, b: other }, 403],
    ];
    for (const [path, form, status] of tries) expect([path, (await ask(path, as.stranger, form)).status]).toEqual([path, status]);
    expect((await ask(`/structures/demandes/${claim}`, as.member, { reponse: "oui" })).status).toBe(404);

    // An animator next door has no hand here, whichever host they send it to.
    const elsewhere = await world.territory();
    const neighbour = await world.member(elsewhere, { animates: [elsewhere] });
    const email = await world.account(neighbour);
    await server.reload();
    const cookie = await server.logIn(email, password, server.hostOf(elsewhere.slug));
    for (const [path, form] of [["/animation/fusions", { from: id, into: other }], [`/animation/structures/${id}/retirer`, {}]] as const) expect((await server.ask(server.hostOf(elsewhere.slug), path, { method: "POST", cookie, form })).status).toBe(403);
    expect((await sql`select from structure_members where structure_id = ${id}`.execute(world.db)).rows).toHaveLength(0);

    expect((await ask(`/structures/demandes/${claim}`, as.animator, { reponse: "oui" })).status).toBe(303);
    expect((await sql<{ member: string }>`select member_id as member from structure_members where structure_id = ${id}`.execute(world.db)).rows).toEqual([{ member: member.id }]);
  });

  test("a claim's link goes to an address at the structure's own domain, never to a free mailbox", async () => {
    const { world, ask, as } = await aTown("member", "stranger");
    await ask("/contribuer/structure", as.member, called("Halle aux robots", "robots"));

    const refused = await ask("/structures/halle-aux-robots/representer/courriel", as.stranger, { email: "x@gmail.com" });
    expect([refused.status, refused.text.includes('id="email-fault"')]).toEqual([422, true]);
    expect((await ask("/structures/halle-aux-robots/representer/courriel", as.stranger, { email: "x@robots.example" })).status).toBe(303);
    const { rows } = await sql<{ text: string; to: string }>`select body_text as text, recipient as to from accounts.mails where recipient like '%robots.example'`.execute(world.db);
    expect(rows.map((row) => row.to)).toEqual(["x@robots.example"]);
    const link = /\/structures\/representer\/\S+/.exec(rows[0]?.text ?? "")?.[0] ?? "";
    expect((await ask(link, as.stranger)).status).toBe(200);
    expect((await ask(link, as.member, {})).status).toBe(409);
    expect((await ask(link, as.stranger, {})).status).toBe(200);
    expect((await ask("/structures/halle-aux-robots/membres", as.stranger)).status).toBe(200);
  });

  test("what was merged redirects, and programs that follow the census learn into which", async () => {
    const { ask, as, idOf } = await aTown("member", "animator");
    await ask("/contribuer/structure", as.member, called("Grange étoilée", "grange"));
    await ask("/contribuer/structure", as.member, { ...called("Grange", "grange"), different: "1" });
    const [from, into] = [await idOf("grange"), await idOf("grange-etoilee")];

    const merged = await ask("/animation/fusions", as.animator, { from, into });
    expect([merged.status, merged.headers["location"]], JSON.stringify([from, into])).toEqual([303, "/animation/doublons?dit=fusion"]);
    expect([(await ask("/structures/grange")).status, (await ask("/structures/grange")).headers["location"]]).toEqual([301, "/structures/grange-etoilee"]);
    const changes = JSON.parse((await ask("/api/v1/structures?updated_since=2020-01-01T00:00:00Z")).text) as { data: { id: string; deleted?: boolean; mergedInto?: string }[] };
    expect(changes.data.filter((each) => each.deleted)).toMatchObject([{ id: from, mergedInto: into }]);
    const undo = /\/animation\/fusions\/[0-9a-f-]+\/annuler/.exec((await ask("/animation/doublons", as.animator)).text)?.[0] ?? "";
    expect((await ask(undo, as.animator, {})).headers["location"]).toBe("/animation/doublons?dit=annulee");
    expect((await ask("/structures/grange")).status).toBe(200);
  });
});
