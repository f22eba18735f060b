import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { webRoutes } from "../../src/edge/web/routes.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { TestServer } from "../support/server.ts";
import { testServer } from "../support/server.ts";
import { articleForm, digestOfAll, dossierForm, eventForm, forgetThrottles, png, signedIn, upload } from "../support/hostile.ts";

type Person = Awaited<ReturnType<typeof signedIn>>;
let server: TestServer;
let here: Territory;
let victim: Person;
let other: Person;
let neighbour: Person;
const ids: Record<string, string> = {};

/** A person with a draft, a dossier, a comment, a picture and a session; another member, and the animator of the territory next door. */
beforeAll(async () => {
  server = await testServer();
  const { world } = server;
  here = await world.territory();
  const there = await world.territory();
  await server.reload();
  victim = await signedIn(server, here);
  other = await signedIn(server, here);
  neighbour = await signedIn(server, there, { animates: [there], coordinator: true });
  ids["article"] = await world.article(victim.member, here, { title: "Le brouillon secret", intent: "draft" });
  ids["event"] = await world.event(victim.member, here, { title: "La soirée secrète", intent: "draft" });
  ids["dossier"] = await world.dossier(victim.member, here, { title: "Le dossier secret", intent: "draft" });
  ids["published"] = await world.article(victim.member, here, { title: "Un article public" });
  ids["open"] = await world.dossier(victim.member, here, { title: "Un dossier public", contributions: "closed" });
  await server.ask(victim.host, "/commenter", { method: "POST", cookie: victim.cookie, form: { content: ids["published"], body: "Mon commentaire", retour: "/" } });
  await server.ask(victim.host, `/dossiers/${ids["open"]}/ajouter`, { method: "POST", cookie: victim.cookie, form: { content: ids["published"], note: "Ma note" } });
  ids["comment"] = (await sql<{ id: string }>`select id from comments`.execute(world.db)).rows[0]?.id ?? "";
  ids["session"] = (await sql<{ id: string }>`select id from accounts.sessions where user_id = ${victim.member.id}`.execute(world.db)).rows[0]?.id ?? "";
  ids["picture"] = (JSON.parse((await upload(server, victim, { filename: "a.png", type: "image/png", bytes: await png() })).text) as { id: string }).id;
});

const all = () => Object.values(ids);

describe("E4 another's identifier", () => {
  test("put into each route that takes one changes nothing and shows nothing", async () => {
    const before = await digestOfAll(server.world);
    const acts = ["retirer", "republier", "mettre-a-la-une", "retirer-de-la-une", "monter", "descendre", "enlever", "noter", "ajouter", "accepter", "reponse", "constructor", "__proto__", "toString"];
    for (const route of webRoutes.filter((each) => each.path.includes(":") && (each.access !== "public" || each.method === "POST"))) {
      for (const id of [...all(), crypto.randomUUID(), "x", "constructor"]) {
        for (const act of route.path.includes(":act") ? acts : [""]) {
          for (const person of [other, neighbour]) {
            const path = route.path.replace(":act", act).replace(/:\w+/, id);
            const form = { ...articleForm, ...dossierForm, ...eventForm(), title: "Volé", content: ids["published"] ?? "", note: "volée", field: "note", retour: "/", revision: "1" };
            const answer = await server.ask(person.host, path, route.method === "POST" ? { method: "POST", cookie: person.cookie, form } : { cookie: person.cookie });
            // Closing a session that isn't yours says nothing, and closes none. A link that never was is said to be stale.
            const expected = route.path.includes("/sessions/") ? [303] : route.path.includes(":secret") ? [200, 404, 409] : route.path.includes(":slug") ? [200, 404] : [403, 404];
            expect(expected, `${route.method} ${path} ${answer.status}`).toContain(answer.status);
            expect(answer.text, path).not.toMatch(/brouillon secret|soirée secrète|dossier secret/);
          }
          await forgetThrottles(server.world);
        }
      }
    }
    expect(await digestOfAll(server.world)).toBe(before);
    expect((await server.ask(victim.host, "/mon-espace", { cookie: victim.cookie })).status).toBe(200);
  });

  test("put into a form's field changes nothing", async () => {
    const before = await digestOfAll(server.world);
    for (const id of [ids["article"], ids["event"], ids["dossier"], ids["comment"], ids["session"], ids["picture"]] as string[]) {
      for (const [path, form] of [["/aimer", { content: id }], ["/commenter", { content: id, body: "Bonjour" }], ["/commenter", { content: ids["published"], parent: id === ids["comment"] ? ids["article"] : id, body: "Bonjour" }], ["/suivre", { kind: "dossier", target: id }], ["/suivre", { kind: "member", target: id }], [`/dossiers/${ids["open"]}/ajouter`, { content: id }]] as [string, Record<string, string>][]) {
        const answer = await server.ask(other.host, path, { method: "POST", cookie: other.cookie, form: { retour: "/", ...form } });
        if (path === "/commenter" && form["parent"] === ids["comment"]) continue;
        expect([403, 404], `${path} ${answer.status}`).toContain(answer.status);
      }
    }
    expect(await digestOfAll(server.world)).toBe(before);
  });

  test("of a picture can't be put into what one writes, as its lead or in its text", async () => {
    for (const form of [{ body_json: "", lead: ids["picture"] ?? "" }, { body_json: "", body: `![vol](media:${ids["picture"]})` }, { body_json: JSON.stringify({ type: "doc", content: [{ type: "image", attrs: { media: ids["picture"], alt: "", credit: "", caption: "" } }] }) }]) {
      const answer = await server.ask(other.host, "/contribuer/article", { method: "POST", cookie: other.cookie, form: { ...articleForm, title: "Volé", ...form } });
      expect(answer.status).toBe(422);
    }
    const { rows } = await sql`select from contents where title = 'Volé'`.execute(server.world.db);
    expect(rows).toEqual([]);
  });

  test("of a form sent already by somebody else gives neither their content nor its address", async () => {
    const submission = crypto.randomUUID();
    const send = (person: Person, title: string) => server.ask(person.host, "/contribuer/article", { method: "POST", cookie: person.cookie, form: { ...articleForm, title, do: "draft", submission } });
    expect((await send(victim, "Tout à fait secret")).status).toBe(303);
    const stolen = await send(other, "À moi");
    expect(JSON.stringify(stolen.headers)).not.toContain("secret");
    expect(stolen.text).not.toContain("secret");
    // It is each one's own: what the other sent is a content of theirs, and the first stays as it was.
    const { rows } = await sql<{ title: string; by: string }>`select title, created_by as by from contents where submission = ${submission} order by title`.execute(server.world.db);
    expect(rows).toEqual([{ title: "À moi", by: other.member.id }, { title: "Tout à fait secret", by: victim.member.id }].sort((a, b) => (a.title < b.title ? -1 : 1)));
  });

  test("D6 what a form doesn't offer isn't taken from it: roles, states, authors, territories", async () => {
    const there = await server.world.territory();
    const more = { coordinator: "true", animates: here.id, state: "published", status: "on", author: victim.member.id, authors: victim.member.id, created_by: victim.member.id, territory: there.id, territory_id: there.id, published_at: "2020-01-01", featured_at: "2020-01-01", id: ids["article"] ?? "", slug: "admin", likes: "999", "__proto__": "x", "constructor": "x", "__proto__[coordinator]": "1", handle: "admin", home_id: there.id };
    expect((await server.ask(other.host, "/contribuer/article", { method: "POST", cookie: other.cookie, form: { ...articleForm, title: "Gonflé", ...more, do: "draft" } })).status).toBe(303);
    expect((await server.ask(other.host, "/mon-espace/profil", { method: "POST", cookie: other.cookie, form: { name: "Nom", bio: "", commune: "", links: "", home: here.id, listed: "1", ...more } })).status).toBe(303);
    const { rows } = await sql<{ state: string; territory: string; by: string; likes: number; slug: string; featured: string | null }>`select state, territory_id as territory, created_by as by, likes, slug, featured_at as featured from contents where title = 'Gonflé'`.execute(server.world.db);
    expect(rows).toEqual([{ state: "draft", territory: here.id, by: other.member.id, likes: 0, slug: "gonfle", featured: null }]);
    const { rows: members } = await sql<{ coordinator: boolean; handle: string; animates: number }>`select coordinator, handle, (select count(*)::int from animators where member_id = id) as animates from members where id = ${other.member.id}`.execute(server.world.db);
    expect(members).toEqual([{ coordinator: false, handle: other.member.handle, animates: 0 }]);
    expect(({} as Record<string, unknown>)["coordinator"]).toBeUndefined();
  });

  test("D6 a text in JSON keeps nothing but what a text is made of", async () => {
    const body = `{"type":"doc","__proto__":{"admin":true},"content":[{"type":"paragraph","onclick":"x","attrs":{"style":"x"},"content":[{"type":"text","text":"a\\u0000b\\ud800","marks":[{"type":"link","attrs":{"href":"https://a.example","onclick":"x","target":"_top"}}]}]}]}`;
    const answer = await server.ask(other.host, "/contribuer/article", { method: "POST", cookie: other.cookie, form: { ...articleForm, title: "En JSON", body_json: body } });
    expect(answer.status).toBe(303);
    const { rows } = await sql<{ body: unknown; id: ContentId }>`select body, id from contents where title = 'En JSON'`.execute(server.world.db);
    expect(rows[0]?.body).toEqual({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "ab\ufffd", marks: [{ type: "link", attrs: { href: "https://a.example" } }] }] }] });
    for (const bad of ["[]", "null", "{", "1", `{"type":"doc","content":[{"type":"script"}]}`, `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"javascript:x"}}]}]}]}`, `{"type":"doc","content":${'[{"type":"blockquote","content":'.repeat(500)}[]${"}]".repeat(500)}}`]) {
      expect((await server.ask(other.host, "/contribuer/article", { method: "POST", cookie: other.cookie, form: { ...articleForm, body_json: bad } })).status, bad.slice(0, 80)).toBe(422);
    }
  });

  test("E5 who animates next door, or coordinates the network, has no power over what is written here", async () => {
    for (const act of ["retirer", "mettre-a-la-une", "retirer-de-la-une"]) {
      expect((await server.ask(victim.host, `/contenus/${ids["published"]}/${act}`, { method: "POST", cookie: await server.logIn(neighbour.email, "une phrase assez longue", victim.host) })).status).toBe(403);
    }
    expect((await server.ask(victim.host, "/animation", { cookie: await server.logIn(neighbour.email, "une phrase assez longue", victim.host) })).status).toBe(403);
    const { rows } = await sql<{ state: string }>`select state from contents where id = ${ids["published"]}`.execute(server.world.db);
    expect(rows[0]?.state).toBe("published");
  });
});
