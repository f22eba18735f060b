import { request } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { webRoutes } from "../../src/edge/web/routes.ts";
import type { TestServer } from "../support/server.ts";
import { testServer } from "../support/server.ts";
import { articleForm, digestOfAll, dossierForm, eventForm, forgetThrottles, multipart, signedIn } from "../support/hostile.ts";

let server: TestServer;
let who: Awaited<ReturnType<typeof signedIn>>;
let portalCookie: string;
let home: string;
let article: string;

beforeAll(async () => {
  server = await testServer();
  const here = await server.world.territory();
  home = here.id;
  await server.reload();
  who = await signedIn(server, here);
  portalCookie = await server.logIn(who.email, "une phrase assez longue");
  article = await server.world.article(who.member, here);
});

const posts = webRoutes.filter((route) => route.method === "POST" && route.path !== "/deconnexion" && route.path !== "/mon-espace/sessions/fermer-toutes");
const at = (route: (typeof posts)[number]) => ({ host: route.at === "portal" ? server.portal : who.host, path: route.path.replace(":act", "retirer").replace(/:\w+/g, article), cookie: route.at === "portal" ? portalCookie : who.cookie });

/** The bytes as they are, on a connection of their own. */
function raw(host: string, path: string, headers: Record<string, string>, body: Uint8Array): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port: server.port, path, method: "POST", headers: { host, origin: `http://${host}`, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => (error.code === "EPIPE" || error.code === "ECONNRESET" ? resolve({ status: 413, text: "" }) : reject(error)));
    outgoing.end(body);
  });
}

describe("a body that no form of ours makes", () => {
  const bodies: readonly [string, Record<string, string>, Uint8Array][] = [
    ["JSON", { "content-type": "application/json" }, Buffer.from('{"title":"x"}')],
    ["text", { "content-type": "text/plain" }, Buffer.from("title=x")],
    ["XML", { "content-type": "application/xml" }, Buffer.from("<a/>")],
    ["multipart without its boundary", { "content-type": "multipart/form-data" }, Buffer.from("--x\r\n\r\n")],
    ["multipart that never ends", { "content-type": "multipart/form-data; boundary=x" }, Buffer.from('--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nabc')],
    ["multipart of noise", { "content-type": "multipart/form-data; boundary=x" }, Buffer.alloc(5000, 7)],
    ["no type", {}, Buffer.from("title=x")],
  ];

  test("is told to be unreadable, by each form, and changes nothing", async () => {
    const before = await digestOfAll(server.world);
    for (const route of posts) {
      const { host, path, cookie } = at(route);
      for (const [name, headers, body] of bodies) {
        const answer = await raw(host, path, { ...headers, cookie }, body);
        const reads = !/^\/(contenus|mon-espace\/sessions|inscription\/|adresse\/)/.test(route.path);
        expect(answer.status, `${route.path} ${name}`).toBeLessThan(500);
        if (reads && route.path !== "/commentaires/:id/retirer" && !/:secret/.test(route.path)) expect(route.access === "coordinator" ? [303, 403] : [400, 403, 404], `${route.path} ${name} ${answer.status}`).toContain(answer.status);
      }
      await forgetThrottles(server.world);
    }
    expect((await digestOfAll(server.world)) === before || (await sql`select from contents where state = 'withdrawn'`.execute(server.world.db)).rows.length === 1).toBe(true);
  });

  test("of strange bytes, of very many fields, or of one very long one, is never an accident", async () => {
    const names = ["title", "summary", "body", "tags", "lead", "content", "target", "kind", "email", "password", "name", "home", "bio", "commune", "link", "retour", "note", "submission", "revision", "parent", "field", "do", "publish_at", "s_date", "s_start", "s_until", "s_except", "o_from", "o_opens", "latitude", "price_amount", "booking_url", "genre", "licence", "langue"];
    const type = { "content-type": "application/x-www-form-urlencoded" };
    const values = ["%00", "%ED%A0%80", "%FF%FE", "%", "%C3%28", "a%00b", "%F0%9F%92", "%0D%0A", "%E2%80%AE", "__proto__", "0000-01-01", "9999-12-31", "1e999"];
    for (const [n, route] of posts.entries()) {
      const { host, path, cookie } = at(route);
      // The forms that write contents meet every value; the others, each a part of them.
      const strange = values.filter((_, m) => route.path.startsWith("/contribuer") || (n + m) % 4 === 0).map((value) => Buffer.from(names.map((name) => `${name}=${value}`).join("&")));
      const many = Buffer.from(Array.from({ length: 60_000 }, (_, n) => `${names[n % names.length]}=${n % 10}`).join("&").slice(0, 900_000));
      const long = Buffer.from(`title=${"x".repeat(400_000)}&name=${"x".repeat(100_000)}&email=${"a@".repeat(50_000)}&body=${"y".repeat(250_000)}`);
      for (const body of [...strange, many, long]) {
        const answer = await raw(host, path, { ...type, cookie }, body);
        expect(answer.status, `${route.path} ${body.subarray(0, 60).toString()}`).toBeLessThan(500);
      }
      await forgetThrottles(server.world);
    }
  });

  test("larger than allowed is refused before it is read, said or not", async () => {
    const body = Buffer.alloc(1_200_000, 97);
    for (const headers of [{ "content-length": String(body.length) }, { "transfer-encoding": "chunked" }] as Record<string, string>[]) {
      const answer = await raw(who.host, "/suivre", { "content-type": "application/x-www-form-urlencoded", cookie: who.cookie, ...headers }, body);
      expect(answer.status).toBe(413);
    }
    const heavy = multipart({ ...articleForm }, { name: "picture", filename: "a.png", type: "image/png", bytes: Buffer.alloc(23_000_000) });
    expect((await raw(who.host, "/contribuer/article", { ...heavy.headers, cookie: who.cookie, "content-length": String(heavy.body.length) }, heavy.body)).status).toBe(413);
  });
});

describe("a form with a fault", () => {
  const kept = { summary: "Un résumé qui reste", tags: "des, mots, qui, restent", body: "Un texte qui reste" };
  const past = "2020-01-01T10:00";

  test.each<[string, "article" | "evenement" | "dossier", Record<string, string>]>([
    ["no title", "article", { title: " " }],
    ["a long title", "article", { title: "x".repeat(201) }],
    ["a long summary", "dossier", { summary: `Un résumé qui reste ${"x".repeat(600)}` }],
    ["too many tags", "article", { tags: `des, mots, qui, restent, ${Array.from({ length: 70 }, (_, n) => `t${n}`).join(",")}` }],
    ["an unknown theme", "article", { themes: "alchimie" }],
    ["an unknown licence", "article", { licence: "volée" }],
    ["an unknown genre", "article", { genre: "constructor" }],
    ["a picture that is none", "article", { lead: "x" }],
    ["a date in the past", "article", { publish_at: past, do: "schedule" }],
    ["no date to publish at", "article", { do: "schedule" }],
    ["an unknown openness", "dossier", { contributions: "peut-être" }],
    ["no time", "evenement", { s_date: "" }],
    ["a day that isn't", "evenement", { s_date: "2026-02-30" }],
    ["the year zero", "evenement", { s_date: "0000-01-01" }],
    ["the year 9999", "evenement", { s_date: "9999-12-31" }],
    ["an hour that isn't", "evenement", { s_start: "25:00" }],
    ["an end before its start", "evenement", { s_end: "13:00" }],
    ["a repetition that isn't", "evenement", { s_repeat: "constructor" }],
    ["a rule smuggled into its end", "evenement", { s_repeat: "weekly", s_until: "20271218;BYSETPOS=9;UNTIL=20271218" }],
    ["an exception that isn't a day", "evenement", { s_repeat: "weekly", s_until: "2027-01-01", s_except: "jamais" }],
    ["a commune of nowhere", "evenement", { commune: "Zzzzz" }],
    ["a latitude beyond the pole", "evenement", { latitude: "91", longitude: "5" }],
    ["a latitude in words", "evenement", { latitude: "nord", longitude: "5" }],
    ["an age that isn't", "evenement", { age_min: "mille" }],
    ["ages in disorder", "evenement", { age_min: "12", age_max: "6" }],
    ["a price in words", "evenement", { price_label: "Plein", price_amount: "cher" }],
    ["an address that runs", "evenement", { booking_url: "javascript:alert(1)" }],
    ["an online address that isn't", "evenement", { online_url: "pas une adresse" }],
    ["an unknown type", "evenement", { type: "orgie" }],
    ["an unknown state", "evenement", { status: "zombie" }],
  ])("%s: said, with all that was typed", async (_name, word, fault) => {
    const base = word === "article" ? articleForm : word === "dossier" ? dossierForm : eventForm();
    const form = { ...base, title: "Un titre qui reste", ...kept, ...fault };
    const answer = await server.ask(who.host, `/contribuer/${word}`, { method: "POST", cookie: who.cookie, form });

    expect(answer.status).toBe(422);
    const { text } = answer;
    const shown = fault["title"] === undefined ? "Un titre qui reste" : "";
    for (const words of ["Un résumé qui reste", "des, mots, qui, restent", "Un texte qui reste", shown]) expect(text).toContain(words);
    const faults = /class="faults"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? "";
    const targets = [...faults.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? "");
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(text, `the fault leads to #${target}`).toMatch(new RegExp(`id="${target}["-]`));
    const { rows } = await sql`select from contents where title = 'Un titre qui reste'`.execute(server.world.db);
    expect(rows).toEqual([]);
  });

  test("the profile, the sign-up, the log-in and the new address say it too, and keep all but the password", async () => {
    const profile = await server.ask(who.host, "/mon-espace/profil", { method: "POST", cookie: who.cookie, form: { name: "<b>", bio: "Une vie qui reste", commune: "Vif", links: "javascript:alert(1)", interests: "physique", home } });
    expect(profile.status).toBe(422);
    for (const words of ["Une vie qui reste", "Vif", "javascript:alert(1)"]) expect(profile.text).toContain(words);
    expect(profile.text).toMatch(/value="physique" checked/);
    expect(profile.text).not.toMatch(/name="listed" value="1" checked/);
    const signUp = await server.ask(server.portal, "/inscription", { method: "POST", form: { name: "Un nom qui reste", email: "pas une adresse", password: "court", home: "nulle-part" } });
    expect(signUp.status).toBe(422);
    expect(signUp.text).toContain("Un nom qui reste");
    expect(signUp.text).toContain("pas une adresse");
    expect(signUp.text).not.toContain("court\"");
    const logIn = await server.ask(server.portal, "/connexion", { method: "POST", form: { email: "moi@example.org", password: "", retour: "/agenda" } });
    expect(logIn.status).toBe(422);
    expect(logIn.text).toContain("moi@example.org");
    expect((await server.ask(who.host, "/mon-espace/adresse", { method: "POST", cookie: who.cookie, form: { email: "non", password: "x" } })).status).toBe(422);
  });

  test("sent twice, or ten times at once, publishes once: contents, comments, likes, dossiers", async () => {
    const submission = crypto.randomUUID();
    const ten = (path: string, form: Record<string, string>) => Promise.all(Array.from({ length: 10 }, () => server.ask(who.host, path, { method: "POST", cookie: who.cookie, form })));
    const articles = await ten("/contribuer/article", { ...articleForm, title: "Une seule fois", submission });
    expect(new Set(articles.map((answer) => `${answer.status} ${String(answer.headers["location"])}`))).toEqual(new Set(["303 /articles/une-seule-fois"]));
    const content = (await sql<{ id: string }>`select id from contents where title = 'Une seule fois'`.execute(server.world.db)).rows;
    expect(content).toHaveLength(1);
    const id = content[0]?.id ?? "";
    await ten("/commenter", { content: id, body: "Bravo", submission: crypto.randomUUID(), retour: "/" });
    await ten("/aimer", { content: id, retour: "/" });
    await ten("/dossiers/nouveau", { title: "Un dossier une fois", content: id, submission: crypto.randomUUID() });
    const { rows } = await sql<{ comments: number; said: number; likes: number; dossiers: number; items: number }>`select comments, likes, (select count(*)::int from comments where content_id = ${id}) as said, (select count(*)::int from contents where title = 'Un dossier une fois') as dossiers, (select count(*)::int from dossier_items where content_id = ${id}) as items from contents where id = ${id}`.execute(server.world.db);
    expect(rows[0]).toEqual({ comments: 1, said: 1, likes: 1, dossiers: 1, items: 1 });
  });
});
