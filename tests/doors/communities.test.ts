import { describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { CommunityId } from "../../src/platform/ids.ts";
import { addressOf, routes } from "../house/routes.ts";
import { forgetThrottles } from "../support/hostile.ts";
import { testServer, until, type Ask } from "../support/server.ts";

const password = "une phrase assez longue";
const server = await testServer();
const { world } = server;

async function aTown() {
  const [here, there] = [await world.territory(), await world.territory()];
  await server.reload();
  const host = server.hostOf(here.slug);
  const signIn = async (member: Awaited<ReturnType<typeof world.member>>) => server.logIn(await world.account(member), password, host);
  const ask = (path: string, cookie?: string, form?: Ask["form"]) => server.ask(host, path, { ...(cookie ? { cookie } : {}), ...(form ? { method: "POST", form } : {}) });
  const idOf = async (slug: string) => ((await sql<{ id: CommunityId }>`select id from communities where territory_id = ${here.id} and slug = ${slug}`.execute(world.db)).rows[0]?.id ?? "") as CommunityId;
  return { here, there, host, signIn, ask, idOf };
}

const founded = { name: "Réseau des médiatrices", purpose: "professional-network", access: "open", summary: "On s’y retrouve.", body: "Un **réseau**.", archiveOn: "", submission: "" };
const article = (more: Record<string, string>) => ({ title: "Une visite", summary: "", body: "Texte.", do: "publish", ...more });

describe("a community lives", () => {
  test("it is asked for, accepted with a mail, joined, published in, followed, found and read by programs", async () => {
    const { here, there, host, signIn, ask, idOf } = await aTown();
    const [member, animator, guest] = [await world.member(here), await world.member(here, { animates: [here] }), await world.member(there, { name: "Ida Lointaine" })];
    const [asMember, asAnimator, asGuest] = [await signIn(member), await signIn(animator), await signIn(guest)];

    const faulty = await ask("/contribuer/communaute", asMember, { ...founded, purpose: "", archiveOn: "demain" });
    expect([faulty.status, faulty.text.includes('id="purpose-fault"'), faulty.text.includes('id="archiveOn-fault"'), faulty.text.includes("Réseau des médiatrices")]).toEqual([422, true, true, true]);
    expect((await ask("/contribuer/communaute", asMember, founded)).headers["location"]).toBe("/communautes/reseau-des-mediatrices");
    expect([(await ask("/communautes/reseau-des-mediatrices")).status, (await ask("/communautes/reseau-des-mediatrices", asMember)).status, (await ask("/communautes/reseau-des-mediatrices", asGuest)).status]).toEqual([404, 200, 404]);
    const id = await idOf("reseau-des-mediatrices");
    expect((await ask("/animation/communautes", asAnimator)).text).toContain("Réseau des médiatrices");
    expect((await ask(`/animation/communautes/${id}`, asAnimator, { reponse: "non" })).status).toBe(422);
    expect((await ask(`/animation/communautes/${id}`, asAnimator, { reponse: "oui" })).status).toBe(303);
    const { rows: mails } = await sql<{ subject: string }>`select subject from accounts.mails where recipient = ${`${member.handle}@example.org`}`.execute(world.db);
    expect(mails.map((mail) => mail.subject)).toEqual([expect.stringContaining("Réseau des médiatrices")]);

    expect((await ask(`/communautes/${id}/rejoindre`, asGuest, {})).headers["location"]).toBe("/communautes/reseau-des-mediatrices?dit=bienvenue");
    expect((await ask("/contribuer/article", asGuest, article({ community: id, themes: "physique" }))).headers["location"]).toBe("/articles/une-visite");
    expect((await ask("/suivre", asMember, { kind: "community", target: id, retour: "/" })).status).toBe(303);
    for (const path of ["/communautes/reseau-des-mediatrices", "/communautes/reseau-des-mediatrices/contenus?genre=article&theme=physique", "/communautes/reseau-des-mediatrices.rss", "/communautes/reseau-des-mediatrices.atom?genre=article", "/communautes/reseau-des-mediatrices.json", "/communautes/reseau-des-mediatrices.csv", `/api/v1/articles?community=${id}`, "/api/v1/contents?community=reseau-des-mediatrices"]) {
      const { status, text } = await ask(path);
      expect([path, status, text.includes("Une visite")]).toEqual([path, 200, true]);
    }
    expect((await ask("/mon-espace", asMember)).text).toContain("Une visite");
    expect((await ask("/communautes/reseau-des-mediatrices.rss?genre=event")).text).not.toContain("Une visite");
    expect((await ask("/communautes/reseau-des-mediatrices.ics")).text).toContain("BEGIN:VCALENDAR");
    for (const path of ["/", "/communautes", "/communautes?nom=mediatrice", "/communautes.atom", "/communautes.rss", "/communautes.json", "/communautes.csv", "/api/v1/communities", "/api/v1/communities/reseau-des-mediatrices", "/recherche?q=mediatrices", "/sitemap/communautes-1.xml", `/membres/${guest.handle}`]) {
      const { status, text } = await ask(path);
      expect([path, status, /m(é|\\u00e9)diatrices|reseau-des-mediatrices/.test(text)]).toEqual([path, 200, true]);
    }
    const page = await ask("/communautes/reseau-des-mediatrices");
    expect(page.text).toContain('"@type":"CollectionPage"');
    expect((await ask("/communautes/reseau-des-mediatrices/membres")).text).toContain("Ida Lointaine");
    expect([(await ask("/communautes/reseau-des-mediatrices/articles/une-visite")).status, (await ask("/communautes/reseau-des-mediatrices/articles/une-visite")).headers["location"]]).toEqual([301, `http://${host}/articles/une-visite`]);
    expect((await ask("/communautes/reseau-des-mediatrices/articles/autre")).status).toBe(404);
  });

  test("those in charge feature, take out with a reason, answer requests, invite; others see no such button and are told no", async () => {
    const { here, signIn, ask } = await aTown();
    const id = await world.community(here, { slug: "les-roches", name: "Les roches", access: "request" });
    const [moderator, plain, asking] = [await world.member(here, { moderates: [id] }), await world.member(here, { communities: [id] }), await world.member(here)];
    const [asModerator, asPlain, asAsking] = [await signIn(moderator), await signIn(plain), await signIn(asking)];
    await ask("/contribuer/article", asPlain, article({ community: id }));
    const content = (await sql<{ id: string }>`select id from contents where community_id = ${id}`.execute(world.db)).rows[0]?.id ?? "";

    expect((await ask("/articles/une-visite", asPlain)).text).not.toContain(`/communautes/contenus/${content}/`);
    expect((await ask("/articles/une-visite", asModerator)).text).toContain(`/communautes/contenus/${content}/mettre-a-la-une`);
    expect((await ask(`/communautes/contenus/${content}/mettre-a-la-une`, asPlain, {})).status).toBe(403);
    await ask(`/communautes/contenus/${content}/mettre-a-la-une`, asModerator, {});
    expect((await ask("/communautes/les-roches")).text).toContain('id="featured"');
    await ask(`/communautes/contenus/${content}/retirer`, asModerator, { reason: "Ce n’est pas le sujet." });
    expect([(await ask("/articles/une-visite")).status, (await ask("/communautes/les-roches")).text.includes("Une visite")]).toEqual([200, false]);

    await ask(`/communautes/${id}/rejoindre`, asAsking, { words: "<b>Bonjour</b>" });
    expect((await ask("/communautes/les-roches/demandes", asPlain)).status).toBe(403);
    expect((await ask("/communautes/les-roches/demandes", asModerator)).text).toContain("&lt;b&gt;Bonjour&lt;/b&gt;");
    const silent = await ask(`/communautes/${id}/demandes`, asModerator, { member: asking.id, reponse: "non", [`reason-${asking.id}`]: "" });
    expect([silent.status, silent.text.includes(`id="reason-${asking.id}-fault"`)]).toEqual([422, true]);
    await ask(`/communautes/${id}/demandes`, asModerator, { member: asking.id, reponse: "non", [`reason-${asking.id}`]: "<i>Pas</i> cette année." });
    const { rows } = await sql<{ text: string; html: string }>`select body_text as text, body_html as html from accounts.mails where recipient like ${`${asking.handle}%`}`.execute(world.db);
    expect(rows).toMatchObject([{ text: expect.stringContaining("<i>Pas</i> cette année."), html: expect.stringContaining("&#60;i&#62;Pas&#60;/i&#62;") }]);

    expect((await ask(`/communautes/${id}/inviter`, asPlain, { days: "1", most: "1" })).status).toBe(403);
    const made = await ask(`/communautes/${id}/inviter`, asModerator, { days: "7", most: "1" });
    const link = /\/communautes\/invitation\/[\w-]+/.exec(made.text)?.[0] ?? "";
    expect((await ask("/communautes/les-roches/invitations", asModerator)).text).not.toContain(link);
    expect([(await ask(link)).status, (await ask(link, asAsking)).text.includes("Les roches")]).toEqual([303, true]);
    expect((await ask(link, asAsking, {})).headers["location"]).toBe("/communautes/les-roches?dit=bienvenue");
    expect((await ask(link, asPlain, {})).status).toBe(404);
    expect((await ask(`/communautes/${id}/membres`, asModerator, { member: moderator.id, role: "administrator" })).status).toBe(403);
    expect((await ask(`/contribuer/communaute/${id}`, asModerator)).status).toBe(403);
    expect((await ask(`/communautes/${id}/archiver`, asModerator, {})).status).toBe(403);
  });

  test("renamed it answers at both addresses; archived it says so, stays readable, and takes nothing in until it is opened again", async () => {
    const { here, signIn, ask } = await aTown();
    const id = await world.community(here, { slug: "la-sixieme-b", name: "La sixième B" });
    const cookie = await signIn(await world.member(here, { runs: [id] }));
    await ask("/contribuer/article", cookie, article({ community: id }));
    await ask(`/contribuer/communaute/${id}`, cookie, { ...founded, name: "La cinquième B", purpose: "class", revision: "1" });

    for (const part of ["", "/contenus", "/membres"]) expect((await ask(`/communautes/la-sixieme-b${part}`)).headers["location"]).toBe(`/communautes/la-cinquieme-b${part}`);
    await ask(`/communautes/${id}/archiver`, cookie, {});
    const page = await ask("/communautes/la-cinquieme-b");
    expect([page.text.includes("est archivée depuis"), page.text.includes("Une visite"), page.text.includes("/rejoindre")]).toEqual([true, true, false]);
    const refused = await ask("/contribuer/article", cookie, article({ title: "Trop tard", community: id }));
    expect([refused.status, refused.text.includes('id="community-fault"')]).toEqual([422, true]);
    expect((await ask("/communautes/la-cinquieme-b/invitations", cookie)).status).toBe(403);
    await ask(`/communautes/${id}/rouvrir`, cookie, {});
    // A visitor's page is forgotten when the news of the change comes round to it, not in the request that made it.
    await until(async () => (await ask("/communautes/la-cinquieme-b")).text.includes("/rejoindre"));
  });
});

describe("E1, E4: a private community, for whoever isn't in it", () => {
  test("answers in every output exactly like one that never was, and its members' pages, pictures and feeds don't tell of it", async () => {
    const { here, there, host, signIn, ask } = await aTown();
    const id = await world.community(here, { slug: "zirconium-secret", name: "Zirconium secret", access: "private" });
    const [insider, stranger, neighbour] = [await world.member(here, { runs: [id], name: "Une personne" }), await world.member(here), await world.member(there, { animates: [there], coordinator: true })];
    const [asInsider, asStranger, asNeighbour] = [await signIn(insider), await signIn(stranger), await signIn(neighbour)];
    await ask("/contribuer/article", asInsider, article({ title: "Zirconium réservé", community: id, tags: "zirconium", themes: "physique" }));
    const content = (await sql<{ id: string }>`select id from contents where community_id = ${id}`.execute(world.db)).rows[0]?.id ?? "";
    expect([(await ask("/communautes/zirconium-secret", asInsider)).status, (await ask("/communautes/zirconium-secret", asInsider)).text.includes("Zirconium réservé"), (await ask("/articles/zirconium-reserve", asInsider)).status]).toEqual([200, true, 200]);
    expect((await ask("/suivre", asInsider, { kind: "community", target: id, retour: "/" })).status).toBe(303);
    expect((await ask("/mon-espace", asInsider)).text).toContain("Zirconium réservé");
    expect((await ask("/recherche?q=zirconium", asInsider)).text).toContain("Zirconium secret");
    expect((await ask(`/membres/${insider.handle}`, asInsider)).text).not.toContain("Zirconium");

    const samples = [{ slug: "zirconium-secret", id, tag: "zirconium", theme: "physique", handle: insider.handle, plural: "articles", content: "zirconium-reserve", file: "zirconium-reserve" }, { slug: "zirconium-reserve", id: content, tag: "zirconium", theme: "physique", handle: insider.handle, plural: "articles", content: "x", file: "x" }];
    const readable = routes.filter((route) => route.method === "GET" && (route.access === "public" || route.access === "member"));
    const paths = [...new Set(readable.flatMap((route) => samples.map((values) => addressOf(route.path, values)))), "/recherche?q=zirconium", "/recherche?q=zirconium&reseau=1", `/api/v1/contents?community=${id}`, "/api/v1/contents?community=zirconium-secret", "/api/v1/search?q=zirconium", "/communautes?nom=zirconium", `/api/v1/contents?updated_since=2000-01-01T00:00:00Z`];
    let answered = 0;
    for (const cookie of [undefined, asStranger, asNeighbour]) {
      for (const path of paths) {
        const { status, text } = await ask(path, cookie);
        expect(status, path).toBeLessThan(500);
        expect(text, path).not.toMatch(/Zirconium (secret|réservé)/);
        if (status === 200) answered++;
      }
      await forgetThrottles(world);
    }
    expect(answered).toBeGreaterThan(100);
    // Word for word what an address answers that never was.
    for (const cookie of [undefined, asStranger, asNeighbour]) {
      for (const shape of ["/communautes/X", "/communautes/X/contenus", "/communautes/X/membres", "/communautes/X/rejoindre", "/communautes/X/demandes", "/communautes/X/invitations", "/communautes/X.rss", "/communautes/X.ics", "/api/v1/communities/X", "/api/v1/contents?community=X"]) {
        const [real, nothing] = await Promise.all(["zirconium-secret", "zirconium-absents"].map((slug) => ask(shape.replace("X", slug), cookie)));
        const plain = (text: string | undefined) => text?.replaceAll("zirconium-absents", "zirconium-secret");
        expect([shape, real?.status, plain(real?.text)]).toEqual([shape, nothing?.status, plain(nothing?.text)]);
      }
    }
    expect((await server.ask(server.portal, "/communautes")).text).not.toContain("Zirconium");
    expect((await server.ask(host, `/communautes/zirconium-secret.rss`, { cookie: asInsider })).status).toBe(404);
  });

  test("its identifier, its contents' and its links' in any form change nothing and say nothing", async () => {
    const { here, there, signIn, ask } = await aTown();
    const id = await world.community(here, { slug: "secret", access: "private" });
    const [insider, stranger, neighbour] = [await world.member(here, { runs: [id] }), await world.member(here), await world.member(there, { animates: [there], coordinator: true })];
    const [asInsider, ...outside] = [await signIn(insider), await signIn(stranger), await signIn(neighbour)];
    await ask("/contribuer/article", asInsider ?? "", article({ community: id }));
    await ask(`/communautes/${id}/inviter`, asInsider ?? "", { days: "3", most: "3" });
    const content = (await sql<{ id: string }>`select id from contents where community_id = ${id}`.execute(world.db)).rows[0]?.id ?? "";
    const invitation = (await sql<{ id: string }>`select id from community_invitations where community_id = ${id}`.execute(world.db)).rows[0]?.id ?? "";
    const state = async () => JSON.stringify([(await sql`select * from communities where id = ${id}`.execute(world.db)).rows, (await sql`select * from community_members where community_id = ${id}`.execute(world.db)).rows, (await sql`select * from community_invitations where community_id = ${id}`.execute(world.db)).rows, (await sql`select state, community_id from contents where id = ${content}`.execute(world.db)).rows]);
    const before = await state();

    for (const cookie of outside) {
      const forms: readonly [string, Record<string, string>][] = [
        [`/communautes/${id}/rejoindre`, {}], [`/communautes/${id}/quitter`, {}], [`/communautes/${id}/membres`, { member: stranger.id, role: "administrator" }], [`/communautes/${id}/membres`, { member: insider.id, role: "none" }], [`/communautes/${id}/demandes`, { member: stranger.id, reponse: "oui" }],
        [`/communautes/${id}/inviter`, { days: "1", most: "1" }], [`/communautes/invitations/${invitation}/revoquer`, {}], [`/communautes/${id}/archiver`, {}], [`/communautes/${id}/rouvrir`, {}], [`/contribuer/communaute/${id}`, { ...founded }],
        [`/communautes/contenus/${content}/retirer`, { reason: "x" }], [`/communautes/contenus/${content}/mettre-a-la-une`, {}], ["/suivre", { kind: "community", target: id, retour: "/" }], ["/communautes/invitation/devinee", {}], [`/aimer`, { content, retour: "/" }], ["/commenter", { content, body: "x", retour: "/" }],
      ];
      for (const [path, form] of forms) expect([path, (await ask(path, cookie, form)).status]).toEqual([path, 404]);
      expect((await ask("/contribuer/article", cookie, article({ community: id }))).text).toContain('id="community-fault"');
      expect((await ask(`/contribuer/article?communaute=${id}`, cookie)).text).not.toContain(`value="${id}"`);
    }
    expect(await state()).toBe(before);
  });
});
