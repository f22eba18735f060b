import { beforeAll, expect, test } from "vitest";
import { sql } from "kysely";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import { arrange } from "../../src/features/dossiers/arrange.ts";
import { listOutlineAnywhere } from "../../src/features/dossiers/list-outline.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { testServer, type TestServer } from "../support/server.ts";

const password = "une phrase assez longue";
let server: TestServer;
let [lille, grenoble]: Territory[] = [];
let curator: MemberViewer, stranger: MemberViewer;
let host: string, cookie: string, strangerCookie: string;
let dossier: ContentId, article: ContentId;

beforeAll(async () => {
  server = await testServer();
  const { world } = server;
  [lille, grenoble] = [await world.territory(), await world.territory()] as [Territory, Territory];
  [curator, stranger] = [await world.member(lille, { name: "Camille" }), await world.member(grenoble, { name: "Sacha" })];
  host = server.hostOf(lille.slug);
  const emails = [await world.account(curator), await world.account(stranger)];
  await server.reload();
  [cookie, strangerCookie] = [await server.logIn(emails[0] ?? "", password, host), await server.logIn(emails[1] ?? "", password, host)];
  dossier = await world.dossier(curator, lille, { title: "Ciel nocturne", contributions: "suggested" });
  article = await world.article(stranger, grenoble, { title: "Lire les étoiles" });
});

const post = (path: string, form: Record<string, string>, as = cookie) => server.ask(host, path, { method: "POST", cookie: as, form });
const addressOf = (slug: string) => `http://${server.hostOf(grenoble?.slug ?? "")}/articles/${slug}`;

test("pasting an address of another territory adds its content, and any other address is told, with what was typed", async () => {
  const added = await post(`/dossiers/${dossier}/ajouter`, { address: addressOf("lire-les-etoiles"), note: "À lire **d’abord**.", retour: "/dossiers/ciel-nocturne/organiser" });
  expect([added.status, added.headers["location"]]).toEqual([303, `/dossiers/ciel-nocturne/organiser#i-${article}`]);
  const page = await server.ask(host, "/dossiers/ciel-nocturne");
  expect(page.text).toMatch(/Lire les étoiles[\s\S]*<strong>d’abord<\/strong>/);

  for (const address of ["https://example.org/articles/lire-les-etoiles", addressOf("rien"), "javascript:alert(1)", "pas une adresse"]) {
    const refused = await post(`/dossiers/${dossier}/ajouter`, { address, note: "Mon mot gardé" });
    expect([refused.status, refused.text.includes("Mon mot gardé")], address).toEqual([409, true]);
  }
});

test("a curator orders by forms alone: sections, ranks, notes; what was gone meanwhile is said on the page", async () => {
  const other = await server.world.article(stranger, grenoble as Territory, { title: "Deuxième" });
  await addContent(server.world.as(curator), { dossier, content: other, note: "" });
  expect((await post(`/dossiers/${dossier}/section-ajouter`, { title: "Pour commencer", retour: "/" })).status).toBe(303);
  const section = (await listOutlineAnywhere(server.world.db, dossier))[1]?.id ?? "";

  await post(`/dossiers/${dossier}/placer`, { content: other, section, rank: "1", retour: "/" });
  await post(`/dossiers/${dossier}/glisser`, { content: article, section, before: other, retour: "/" });

  expect((await listOutlineAnywhere(server.world.db, dossier)).map((each) => each.entries.map((entry) => entry.content))).toEqual([[], [article, other]]);
  const late = await post(`/dossiers/${dossier}/noter`, { content: article, note: "Une note tardive", revision: "7", retour: "/" });
  expect([late.status, late.text.includes("Une note tardive"), late.text.includes("Quelqu’un d’autre a écrit entre-temps")]).toEqual([409, true, true]);
  expect((await post(`/dossiers/${dossier}/placer`, { content: article, section: dossier, rank: "1" })).status).toBe(409);
  expect((await post(`/dossiers/${dossier}/inventer`, { content: article })).status).toBe(404);
});

test("what is taken out comes back where it stood, with its note, by a button on the page that says so; nobody else has that button", async () => {
  const { world } = server;
  const dossier = await world.dossier(curator, lille as Territory, { title: "Par erreur" });
  for (const [content, note] of [[article, "À lire **d’abord**."], [await world.article(stranger, grenoble as Territory), ""]] as const) await addContent(world.as(curator), { dossier, content, note });
  await arrange(world.as(curator), dossier, { kind: "add-section", title: "Ensuite" });
  const section = (await listOutlineAnywhere(world.db, dossier))[1]?.id ?? "";
  for (const content of (await listOutlineAnywhere(world.db, dossier))[0]?.entries.map((entry) => entry.content) ?? []) await post(`/dossiers/${dossier}/placer`, { content, section, rank: "9", retour: "/" });
  const outline = async (): Promise<string[][]> => (await listOutlineAnywhere(world.db, dossier)).map((each) => each.entries.map((entry) => `${entry.content} ${entry.noteWords}`));
  const before = await outline();
  const since = async () => (await sql<{ at: string }>`select added_at::text as at from dossier_items where dossier_id = ${dossier} and content_id = ${article}`.execute(world.db)).rows[0]?.at;
  const added = await since();
  const fields = (html: string) => Object.fromEntries(["content", "section", "before", "note", "since", "retour"].map((name) => [name, new RegExp(`remettre[\\s\\S]*?name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ""]));

  const taken = await post(`/dossiers/${dossier}/enlever`, { content: article, retour: "/dossiers/par-erreur/organiser" });
  expect([taken.status, /«\sLire les étoiles\s» n’est plus dans ce dossier\./.test(taken.text)]).toEqual([200, true]);
  expect((await outline()).flat().some((line) => line.startsWith(article))).toBe(false);
  expect((await post(`/dossiers/${dossier}/remettre`, fields(taken.text), strangerCookie)).status).toBe(403);
  const put = await post(`/dossiers/${dossier}/remettre`, fields(taken.text));

  expect(put.headers["location"]).toBe(`/dossiers/par-erreur/organiser#i-${article}`);
  expect(await outline()).toEqual(before);
  expect((await post(`/dossiers/${dossier}/remettre`, fields(taken.text))).status).toBe(303);
  expect(await outline()).toEqual(before);
  // What comes back has been there all along: no feed, no count and no follower takes it for new.
  expect(await since()).toBe(added);
  expect((await sql`select from facts where subject_id = ${dossier} and kind = 'dossier.content_listed'`.execute(world.db)).rows).toHaveLength(2);
  const again = fields((await post(`/dossiers/${dossier}/enlever`, { content: article, retour: "/" })).text);
  await post(`/dossiers/${dossier}/remettre`, { ...again, section: crypto.randomUUID() });
  expect((await outline())[0]).toEqual(before.flat().filter((line) => line.startsWith(article)));
});

test("a member suggests with a word; the curators answer in a page, and the suggester reads the answer in their space and by mail", async () => {
  const { world } = server;
  const found = await world.article(stranger, grenoble as Territory, { title: "Une trouvaille" });

  const sent = await post(`/dossiers/${dossier}/ajouter`, { address: addressOf("une-trouvaille"), note: "Pour la fin ?" }, strangerCookie);
  expect(sent.headers["location"]).toBe("/dossiers/ciel-nocturne?dit=propose");
  expect((await server.ask(host, "/dossiers/ciel-nocturne/organiser", { cookie: strangerCookie })).status).toBe(403);
  const queue = await server.ask(host, "/dossiers/ciel-nocturne/organiser", { cookie });
  expect(queue.text).toMatch(/Une trouvaille[\s\S]*Pour la fin/);
  const [, suggestion] = /propositions\/([0-9a-f-]{36})\/accepter/.exec(queue.text) ?? [];

  expect((await post(`/dossiers/propositions/${suggestion}/accepter`, { answer: "" }, strangerCookie)).status).toBe(404);
  expect((await post(`/dossiers/propositions/${suggestion}/accepter`, { answer: "Merci bien", retour: "/" })).status).toBe(303);

  expect((await server.ask(host, "/mon-espace/dossiers", { cookie: strangerCookie })).text).toMatch(/Une trouvaille[\s\S]*Acceptée[\s\S]*Merci bien/);
  expect((await listOutlineAnywhere(world.db, dossier))[0]?.entries.map((entry) => entry.content)).toEqual([found]);
  const { rows } = await sql<{ recipient: string; subject: string }>`select recipient, subject from accounts.mails order by created_at`.execute(world.db);
  expect(rows.map((row) => row.recipient)).toEqual([`${curator.handle}@example.org`, `${stranger.handle}@example.org`]);
});

test("somebody invited by mail accepts from the link, once logged in, and stands among those who keep the dossier", async () => {
  expect((await post("/dossiers/ciel-nocturne/personnes/inviter", { who: `@${stranger.handle}` }, strangerCookie)).status).toBe(403);
  expect((await post("/dossiers/ciel-nocturne/personnes/inviter", { who: "@personne-de-ce-nom" })).status).toBe(422);
  expect((await post("/dossiers/ciel-nocturne/personnes/inviter", { who: "nouvelle@example.org" })).status).toBe(303);
  const { rows } = await sql<{ body_text: string }>`select body_text from accounts.mails where recipient = 'nouvelle@example.org'`.execute(server.world.db);
  const [, link = ""] = /(\/dossiers\/invitation\/\S+)/.exec(rows[0]?.body_text ?? "") ?? [];

  expect((await server.ask(host, link)).status).toBe(303);
  expect((await server.ask(host, link, { cookie: strangerCookie })).text).toContain("Ciel nocturne");
  expect((await post(link, { accepter: "1" }, strangerCookie)).headers["location"]).toBe("/dossiers/ciel-nocturne");

  expect((await post(link, { accepter: "1" }, strangerCookie)).status).toBe(409);
  expect((await server.ask(host, "/dossiers/ciel-nocturne")).text).toMatch(/Camille[\s\S]*Sacha/);
  expect((await post("/dossiers/ciel-nocturne/personnes/retirer", { member: stranger.id }, strangerCookie)).headers["location"]).toBe("/dossiers/ciel-nocturne?dit=parti");
});

test("past and cancelled events, closed announcements and withdrawn contents say so; the title of what was withdrawn is in no output", async () => {
  const { world } = server;
  const here = lille as Territory;
  const shelf = await world.dossier(curator, here, { title: "Ce qui passe" });
  const slot = [{ kind: "slot", start: "2024-03-01T14:00", end: "2024-03-01T16:00" }];
  const contents = [
    await world.event(curator, here, { title: "Il y a longtemps", sessions: slot }),
    await world.event(curator, here, { title: "Annulé à jamais", input: { status: "cancelled" } }),
    await world.announcement(curator, here, { title: "Appel clos", input: { deadline: "2024-03-01" } }),
    await world.article(curator, here, { title: "Xylophone retiré" }),
  ];
  for (const content of contents) await addContent(world.as(curator), { dossier: shelf, content, note: "Un mot du dossier" });
  await withdraw(world.as(curator), contents[3] ?? never());
  await arrange(world.as(curator), shelf, { kind: "add-section", title: "Plus tard" });

  const page = (await server.ask(host, "/dossiers/ce-qui-passe")).text;
  expect(page).toMatch(/Passé[\s\S]*Il y a longtemps[\s\S]*annulé[\s\S]*Annulé à jamais[\s\S]*Close[\s\S]*Appel clos[\s\S]*n’est plus public[\s\S]*Un mot du dossier/);
  const outputs = ["/dossiers/ce-qui-passe", "/dossiers/ce-qui-passe.rss", "/dossiers/ce-qui-passe.atom", "/dossiers/ce-qui-passe.json", `/api/v1/dossiers/${shelf}`, `/api/v1/dossiers/ce-qui-passe`];
  for (const path of outputs) expect((await server.ask(host, path)).text, path).not.toContain("Xylophone");
  expect((await server.ask(host, "/dossiers/ce-qui-passe/organiser", { cookie })).text).toContain("Xylophone");
  const { data } = JSON.parse((await server.ask(host, `/api/v1/dossiers/${shelf}`)).text) as { data: { sections: { title: string | null; entries: { content: object | null }[] }[]; items: object[] } };
  expect(data.sections.map((section) => [section.title, section.entries.map((entry) => entry.content !== null)])).toEqual([[null, [true, true, true, false]], ["Plus tard", []]]);
  expect(data.items).toHaveLength(4);
});

test("the listing is filtered by theme, tag and welcome, in the page and its feeds, and a dossier's own feed says its latest finds", async () => {
  const { world } = server;
  await world.dossier(curator, lille as Territory, { title: "Fermé à double tour", contributions: "closed" });
  const open = await server.ask(host, "/dossiers?ouverts=1");
  expect([open.text.includes("Ciel nocturne"), open.text.includes("Fermé à double tour")]).toEqual([true, false]);
  expect((await server.ask(host, "/dossiers.rss?ouverts=1")).text).not.toContain("double tour");
  expect((await server.ask(host, "/dossiers?theme=sky&mot-cle=%3Cscript%3E&ouverts=2")).status).toBe(200);

  const feed = JSON.parse((await server.ask(host, "/dossiers/ciel-nocturne.json")).text) as { title: string; items: { title: string; url: string }[] };
  expect(feed.title).toContain("Ciel nocturne");
  expect(feed.items.map((item) => item.title)).toEqual(["Une trouvaille", "Deuxième", "Lire les étoiles"]);
  expect((await server.ask(host, "/dossiers/rien-du-tout.rss")).status).toBe(404);
  const draft = await world.dossier(curator, lille as Territory, { title: "Brouillon secret", intent: "draft" });
  for (const path of ["/dossiers/brouillon-secret.rss", "/dossiers/brouillon-secret.json", `/api/v1/dossiers/${draft}`, "/dossiers/brouillon-secret/organiser", "/dossiers/brouillon-secret/personnes"]) {
    expect((await server.ask(host, path, { cookie: strangerCookie })).status, path).toBe(404);
  }
});

test("search engines read a collection in order", async () => {
  const { text } = await server.ask(host, "/dossiers/ciel-nocturne");
  const [, json = ""] = /<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/.exec(text) ?? [];
  const read = JSON.parse(json) as { "@type": string[]; itemListElement: { position: number; name: string }[] };
  expect(read["@type"]).toEqual(["Collection", "ItemList"]);
  expect(read.itemListElement.map((item) => `${item.position} ${item.name}`)).toEqual(["1 Une trouvaille", "2 Lire les étoiles", "3 Deuxième"]);
});

function never(): never {
  throw new Error("There is none");
}
