import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { takeEmbed } from "../../src/features/embeds/take-embed.ts";
import { done } from "../../src/platform/outcome.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import { testServer, type TestServer } from "../support/server.ts";
import { multipart, png } from "../support/hostile.ts";
import { standing, writer } from "../support/writer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});

type Writer = Awaited<ReturnType<typeof writer>>;

/** Sends a file as the editor does. */
async function attach(who: Writer, bytes: Uint8Array, name: string): Promise<{ id: string; name: string; error?: string }> {
  const answer = await server.ask(who.host, "/televerser/fichier", { method: "POST", cookie: who.cookie, ...multipart({}, { name: "file", filename: name, type: "application/octet-stream", bytes }) });
  return JSON.parse(answer.text) as { id: string; name: string; error?: string };
}

const pdf = new TextEncoder().encode("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
const withText = (body: string, more: object = {}) => ({ title: "Un texte", summary: "x", body, ...more });

test("a file is as private as the draft that offers it, and is only ever taken away", async () => {
  const who = await writer(server);
  const file = await attach(who, pdf, "Guide <des> mares.pdf");
  const draft = await who.post("/contribuer/article", withText(`![Guide](fichier:${file.id})`, { do: "draft" }));
  expect(draft.status).toBe(303);
  const address = `/media/${file.id}/${encodeURIComponent(file.name)}`;

  expect((await server.ask(who.host, address)).status).toBe(404);
  expect((await who.get(address)).status).toBe(200);
  const stranger = await writer(server);
  expect((await stranger.get(address)).status).toBe(404);
  const id = (await sql<{ content_id: string }>`select content_id from content_attachments where attachment_id = ${file.id}`.execute(server.world.db)).rows[0]?.content_id ?? "";
  const { revision } = await standing(server, id);
  await who.post(`/contribuer/article/${id}`, withText(`![Guide](fichier:${file.id})`, { do: "publish", revision: String(revision) }));

  const served = await server.ask(who.host, address);
  expect(served.status).toBe(200);
  expect(served.headers["content-disposition"]).toBe("attachment; filename*=UTF-8''Guide%20des%20mares.pdf");
  expect(served.headers["content-security-policy"]).toContain("sandbox");
  expect((await server.ask(who.host, "/articles/un-texte")).text).toContain(`href="${address}"`);
});

test("a file that lies about what it is, a page dressed as text, and an empty one are refused with the reason", async () => {
  const who = await writer(server);
  const page = new TextEncoder().encode("<!doctype html><script>alert(1)</script>");

  for (const [bytes, name] of [[page, "x.txt"], [page, "x.pdf"], [await png(1, 1), "x.png"], [new Uint8Array([0x4d, 0x5a, 0, 1, 2]), "x.exe"]] as const) expect((await attach(who, bytes, name)).error, name).toContain("ne peut pas être proposé");
  expect((await attach(who, new Uint8Array(), "x.txt")).error).toContain("Choisissez");
  expect(await attach(who, new TextEncoder().encode("jour;mare\n1;A"), "comptage.csv")).toMatchObject({ name: "comptage.csv" });
});

test("another's file, picture or draft named by its id in a text is refused with the reason", async () => {
  const [owner, thief] = [await writer(server), await writer(server)];
  const file = await attach(owner, pdf, "a.pdf");
  const draft = await server.world.article(owner.author, owner.here, { title: "Brouillon secret", intent: "draft" });

  const stolen = await thief.post("/contribuer/article", withText(`![a](fichier:${file.id})`, { do: "publish" }));
  expect([stolen.status, stolen.text.includes("Un des fichiers du texte n’est pas à vous")]).toEqual([422, true]);
  const told = await thief.post("/contribuer/article", withText(`![x](contenu:${draft})`, { do: "publish" }));
  expect([told.status, told.text.includes("que vous ne pouvez pas voir")]).toEqual([422, true]);
  const json = JSON.stringify({ type: "doc", content: [{ type: "embed", attrs: { url: "https://exemple.org/v" } }] });
  const unknown = await thief.post("/contribuer/article", withText("", { body_json: json, do: "publish" }));
  expect([unknown.status, unknown.text.includes("fault")]).toEqual([422, true]);
});

test("a card introduces what it cites to those who may see it, and says nothing of it to others, from one reading", async () => {
  const who = await writer(server);
  const cited = await server.world.article(who.author, who.here, { title: "Comète citée" });
  const draft = await server.world.article(who.author, who.here, { title: "Brouillon cité", intent: "draft" });
  await who.post("/contribuer/article", withText(`![x](contenu:${cited})\n\n![Brouillon cité](contenu:${draft})`, { title: "Qui cite", do: "publish" }));

  const seen = await server.ask(who.host, "/articles/qui-cite");
  expect(seen.text).toContain(`<a href="/articles/comete-citee">Comète citée</a>`);
  expect(seen.text).not.toContain("Brouillon cité");
  expect(seen.text).toContain("n’est pas public, ou ne l’est plus");
  const { revision } = await standing(server, cited);
  await who.post(`/contribuer/article/${cited}`, withText("x", { title: "Comète citée", do: "draft", revision: String(revision) }));

  await expect.poll(async () => (await server.ask(who.host, "/articles/qui-cite")).text).not.toContain("Comète citée");
  expect(JSON.parse((await who.get(`/contribuer/citer?adresse=${encodeURIComponent(`http://${who.host}/articles/qui-cite`)}`)).text)).toMatchObject({ title: "Qui cite" });
  const stranger = await writer(server);
  expect((await stranger.get(`/contribuer/citer?adresse=${encodeURIComponent(`http://${who.host}/articles/comete-citee`)}`)).status).toBe(404);
});

test("a video is a link and a picture of ours; only the page that shows one may hold its host's frame", async () => {
  const who = await writer(server);
  const url = "https://www.youtube.com/watch?v=abcdefghijk";
  await who.post("/contribuer/article", withText(url, { title: "Avec vidéo", do: "publish" }));
  const { rows } = await sql<{ id: never }>`select id from contents where title = 'Avec vidéo' and territory_id = ${who.here.id}`.execute(server.world.db);
  const asked: string[] = [];
  const files = localFiles(await mkdtemp(join(tmpdir(), "echosciences-embeds-")));
  const outgoing = { get: async (address: string) => {
    asked.push(address);
    const body = address.includes("oembed") ? new TextEncoder().encode(JSON.stringify({ title: "Les <b>mares</b>", thumbnail_url: "https://i.ytimg.com/vi/x/hq.jpg", html: "<script>alert(1)</script>" })) : await png(4, 3);
    return done({ status: 200, url: address, headers: {}, body });
  } };
  await takeEmbed({ db: server.world.db, files, outgoing, now: () => Temporal.Now.instant() }, { url, content: rows[0]?.id as never, territory: who.here.id });

  expect(asked).toEqual([`https://www.youtube.com/oembed?format=json&url=${encodeURIComponent(url)}`, "https://i.ytimg.com/vi/x/hq.jpg"]);
  const page = await server.ask(who.host, "/articles/avec-video");
  expect(page.text).toContain("Les &#60;b&#62;mares");
  expect(page.text).toMatch(/<es-embed[^>]*>.*<img src="\/media\//s);
  expect(page.text).not.toMatch(/<iframe|<script>alert|src="https:\/\/(?:www\.youtube|i\.ytimg)/);
  expect(page.headers["content-security-policy"]).toContain("frame-src https://www.youtube-nocookie.com");
  expect((await server.ask(who.host, "/articles")).headers["content-security-policy"]).not.toContain("frame-src");
});

test("what readers would miss is listed with the way to it, and never prevents publishing", async () => {
  const who = await writer(server);
  const event = { title: "Sortie", summary: "", body: "Voir [ici](https://exemple.org).", place_name: "La mare", commune: "38185", s_date: "2020-01-05", s_start: "10:00", s_end: "11:00" };

  const checked = await who.post("/contribuer/evenement", { ...event, do: "check" });
  expect(checked.status).toBe(200);
  for (const words of ["Il n’y a pas de résumé", "Un lien ne dit pas où il mène", "Le public n’est pas indiqué", "Toutes les dates sont passées"]) expect(checked.text).toContain(words);
  expect(checked.text).toContain(`<a href="#summary">`);
  const kept = JSON.parse((await who.post("/contribuer/garder/article", { submission: crypto.randomUUID(), ...withText("[ici](https://exemple.org)") })).text) as { lacking: { field: string }[] };
  expect(kept.lacking.map((each) => each.field)).toEqual(["body"]);

  expect((await who.post("/contribuer/article", { title: "Quand même", body: "[ici](https://exemple.org)", do: "publish" })).status).toBe(303);
});

test("without scripts, a picture or a file is put at the end of the Markdown", async () => {
  const who = await writer(server);
  const added = await server.ask(who.host, "/contribuer/article", { method: "POST", cookie: who.cookie, ...multipart({ title: "T", body: "Un.", add_alt: "La mare", do: "add" }, { name: "add_file", filename: "x.png", type: "image/png", bytes: await png(4, 3) }) });

  expect(added.text).toMatch(/Un\.\s+!\[La mare\]\(media:[0-9a-f-]{36}\)/);
});
