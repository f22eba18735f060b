import ICAL from "ical.js";
import { parseFeed } from "feedsmith";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { TestServer } from "../support/server.ts";
import { testServer } from "../support/server.ts";
import { articleForm, dangersIn, dossierForm, eventForm, png, script, signedIn, textsOf, upload } from "../support/hostile.ts";

let server: TestServer;
let hosts: string[];
let author: Awaited<ReturnType<typeof signedIn>>;
let reader: Awaited<ReturnType<typeof signedIn>>;
let pages: string[];
let dossier: string;

/** One person writes the script into each text of each form there is; the rest of the file reads it everywhere. */
beforeAll(async () => {
  server = await testServer();
  const { world } = server;
  const here = await world.territory();
  await server.reload();
  author = await signedIn(server, here);
  reader = await signedIn(server, here, { animates: [here] });
  hosts = [author.host, server.portal];
  // A name that the form refuses may come from elsewhere one day: pages don't count on the form.
  await sql`update members set name = ${script.slice(0, 100)} where id = ${author.member.id}`.execute(world.db);
  const post = (path: string, form: Record<string, string>) => server.ask(author.host, path, { method: "POST", cookie: author.cookie, form });

  const picture = JSON.parse((await upload(server, author, { filename: script.replaceAll('"', ""), type: "image/png", bytes: await png() }, { alt: script, credit: script.slice(0, 190) })).text) as { id: string };
  const body = `${script}\n\n## ${script}\n\n[${script}](https://a.example/${encodeURIComponent(script)})\n\n![${script.replace(/[[\]]/g, "")}](media:${picture.id} "a | ${script.replaceAll('"', "'")}")\n\n\`${script}\`\n\n| ${script.replaceAll("|", "")} |\n|---|\n| x |`;
  const texts = { title: script.slice(0, 200), summary: script, body, tags: `${script.slice(0, 60).replaceAll(",", "")}, hostile`, lead: picture.id, lead_alt: script, lead_credit: script };
  const answers = await Promise.all([
    post("/contribuer/article", { ...articleForm, ...texts, themes: "physique" }),
    post("/contribuer/evenement", { ...eventForm(), ...texts, place_name: script.slice(0, 200), address: script, organiser: script.slice(0, 200), status: "cancelled", status_reason: script, price_label: script.slice(0, 100), price_amount: "3", pricing: "paid" }),
    post("/contribuer/dossier", { ...dossierForm, ...texts }),
  ]);
  for (const answer of answers) expect(answer.status, /class="faults"[\s\S]*?<\/ul>/.exec(answer.text)?.[0]).toBe(303);
  const { rows } = await sql<{ id: string; kind: string; slug: string }>`select id, kind, slug from contents`.execute(world.db);
  pages = answers.map((answer) => String(answer.headers["location"]));
  dossier = rows.find((row) => row.kind === "dossier")?.id ?? "";
  for (const row of rows.filter((each) => each.kind !== "dossier")) {
    await post("/commenter", { content: row.id, body: script, retour: "/", submission: crypto.randomUUID() });
    await post(`/dossiers/${dossier}/ajouter`, { content: row.id, note: script });
  }
  await post("/mon-espace/profil", { name: "Nom", bio: script, commune: script.slice(0, 100), links: "https://a.example/%22%3E%3Cscript%3E", home: here.id, listed: "1" });
  await sql`update members set name = ${script.slice(0, 100)} where id = ${author.member.id}`.execute(world.db);
  await server.reload();
});

describe("D1 a script typed into any field", () => {
  test("is published by every form without harm", async () => {
    expect(pages.map((page) => page.split("/")[1])).toEqual(["articles", "evenements", "dossiers"]);
    const { rows } = await sql<{ comments: number; items: number }>`select (select count(*)::int from comments) as comments, (select count(*)::int from dossier_items) as items`.execute(server.world.db);
    expect(rows[0]).toEqual({ comments: 2, items: 2 });
  });

  test("runs in no page, for a visitor, its author or an animator", async () => {
    const own = ["/mon-espace", "/mon-espace/contenus", "/mon-espace/profil", "/mon-espace/compte", "/animation", "/contribuer/article"];
    const { rows } = await sql<{ id: string; kind: string }>`select id, kind from contents`.execute(server.world.db);
    const edits = rows.map((row) => `/contribuer/${row.kind === "event" ? "evenement" : row.kind}/${row.id}`);
    const everyone = ["/", "/agenda", "/articles", "/dossiers", "/carte", "/membres", "/mots-cles", "/mots-cles/hostile", "/recherche?q=hostile", "/recherche?q=alert", `/membres/${author.member.handle}`, "/a-propos", "/api", "/territoires", ...pages];
    for (const [who, paths] of [[null, everyone], [author, [...everyone, ...own, ...edits]], [reader, [...everyone, ...own, ...edits]]] as const) {
      for (const path of paths) {
        const answer = await server.ask(author.host, path, who ? { cookie: who.cookie } : {});
        expect(answer.status, path).toBeLessThan(500);
        expect(dangersIn(answer.text), path).toEqual([]);
      }
    }
    for (const path of everyone.filter((each) => !pages.includes(each))) expect(dangersIn((await server.ask(server.portal, path)).text), path).toEqual([]);
    expect((await server.ask(author.host, pages[0] ?? "")).text).toContain("alert(1)");
  });

  test("D5 ends no JSON-LD early, and is its title there", async () => {
    for (const path of pages) {
      const { text } = await server.ask(author.host, path);
      const blocks = [...text.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map(([, json]) => JSON.parse(json ?? "") as { name?: string });
      expect(blocks.map((block) => block.name), path).toEqual([script.slice(0, 200)]);
    }
  });

  test("D5 is a text and nothing else in RSS, Atom, JSON Feed and GeoJSON", async () => {
    for (const host of hosts) {
      for (const path of ["/articles", "/dossiers", "/agenda", "/mots-cles/hostile"]) {
        for (const suffix of ["rss", "atom"]) {
          const { text } = await server.ask(host, `${path}.${suffix}`);
          const { feed } = parseFeed(text) as { feed: { items?: { title?: string }[]; entries?: { title?: { value?: string } }[] } };
          expect([...(feed.items ?? []).map((item) => item.title), ...(feed.entries ?? []).map((entry) => entry.title?.value)], `${path}.${suffix}`).toContain(script.slice(0, 200));
          expect([textsOf(text, "script"), textsOf(text, "iframe"), textsOf(text, "img")], path).toEqual([[], [], []]);
        }
        const json = JSON.parse((await server.ask(host, `${path}.json`)).text) as { items: { title: string }[] };
        expect(json.items.map((item) => item.title)).toContain(script.slice(0, 200));
      }
      const { headers, text } = await server.ask(host, "/agenda.geojson");
      expect(headers["content-type"]).toMatch(/^application\/geo\+json/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(JSON.parse(text)).toMatchObject({ type: "FeatureCollection" });
    }
  });

  test("D5 stays inside its line of an ICS, and inside its cell of a CSV", async () => {
    for (const path of ["/agenda.ics", `${pages[1]}.ics`]) {
      const { text } = await server.ask(author.host, path);
      const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents("vevent");
      expect(events.map((event) => event.getFirstPropertyValue("summary"))).toEqual([script.slice(0, 200)]);
      expect(text.split(/\r\n|\n|\r/).every((line) => line.length <= 80), path).toBe(true);
    }
    for (const path of ["/articles.csv", "/agenda.csv", "/dossiers.csv"]) {
      const { text } = await server.ask(author.host, path);
      expect(text).toContain(`"${script.slice(0, 200).replaceAll('"', '""')}"`);
    }
  });

  test("comes out of the API as JSON that no browser takes for a page", async () => {
    const { rows } = await sql<{ id: string }>`select id from contents`.execute(server.world.db);
    for (const path of ["/api/v1/contents", "/api/v1/events", "/api/v1/search?q=hostile", "/api/v1/tags", "/api/v1/members", `/api/v1/members/${author.member.handle}`, ...rows.map((row) => `/api/v1/contents/${row.id}`), `/api/v1/oembed?url=${encodeURIComponent(`http://${author.host}${pages[0]}`)}`]) {
      const { headers, text } = await server.ask(author.host, path);
      expect([headers["content-type"], headers["x-content-type-options"], headers["content-security-policy"]], path).toEqual(["application/json; charset=utf-8", "nosniff", "default-src 'none'; sandbox"]);
      const { data } = JSON.parse(text) as { data?: { html?: string } };
      if (data?.html !== undefined) expect(dangersIn(data.html), path).toEqual([]);
    }
  });

  test("D3 is not in the mails of the account, whose only link is the portal's", async () => {
    await server.ask(server.portal, "/inscription", { method: "POST", form: { name: "Ici https://evil.example clic", email: "victime@example.org", password: "une phrase assez longue", home: author.host.split(".")[0] ?? "", retour: `//evil.example/${script}` } });
    await server.ask(server.portal, "/mot-de-passe", { method: "POST", form: { email: author.email } });
    const { rows } = await sql<{ subject: string; body_text: string; body_html: string }>`select subject, body_text, body_html from accounts.mails`.execute(server.world.db);
    expect(rows.length).toBe(2);
    for (const mail of rows) {
      expect(dangersIn(mail.body_html)).toEqual([]);
      expect(`${mail.subject}${mail.body_text}${mail.body_html}`).not.toContain("evil.example");
      expect([...mail.body_html.matchAll(/href="([^"]*)"/g)].map(([, href]) => new URL((href ?? "").replaceAll("&#58;", ":").replaceAll("&#47;", "/")).host)).toEqual([server.portal]);
    }
  });
});
