import { request } from "node:http";
import { EpubCheck } from "@likecoin/epubcheck-ts";
import { strFromU8, unzipSync } from "fflate";
import { sql } from "kysely";
import sharp from "sharp";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, expect, test } from "vitest";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import { arrange } from "../../src/features/dossiers/arrange.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { testServer, until, type TestServer } from "../support/server.ts";

let server: TestServer;
let here: Territory;
let curator: MemberViewer;
let host: string;
let dossier: ContentId;
const contents = new Map<string, ContentId>();

/** Bytes and not text: a file is read as it came. */
function fetchFile(path: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: server.port, path, headers: { host, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

async function ready(path: string) {
  await until(async () => (await fetchFile(path)).status === 200);
  return fetchFile(path);
}

async function wordsOf(path: string): Promise<string> {
  const { bytes } = await ready(path);
  if (path.endsWith(".pdf")) return (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text.replace(/\s+/g, " ");
  return Object.entries(unzipSync(new Uint8Array(bytes))).filter(([name]) => /\.(xhtml|opf)$/.test(name)).map(([, file]) => strFromU8(file)).join("\n");
}

beforeAll(async () => {
  server = await testServer();
  const { world } = server;
  here = await world.territory();
  curator = await world.member(here, { name: "Camille" });
  const author = await world.member(here, { name: "Sacha" });
  await server.reload();
  host = server.hostOf(here.slug);
  dossier = await world.dossier(curator, here, { title: "Ciel & nuit" });
  const write = async (name: string, title: string, body: string) => contents.set(name, await world.article(author, here, { title, body }));
  await write("plain", "Voir les étoiles", "## Avant de partir\n\nPrenez une **carte** et [ce guide](/articles/guide).\n\n- une lampe\n- un pull");
  await write("withdrawn", "Zibeline retirée", "Le mot zibeline.");
  await write("hidden", "Ocelot caché", "Le mot ocelot.");
  await write("hostile", "</title><script>alert(1)</script> & ]]>", "Texte <b>hostile</b> ]]> \u0008 fin.");
  const owned = articleInput.parse({ title: "Réservé à son auteur", summary: "Un résumé lisible.", body: fromMarkdown("Le mot quetzal."), licence: "all-rights" });
  const written = await writeArticle(world.as(author), { territory: here }, owned, { intent: "publish", publishAt: null, submission: null, revision: null });
  if (written.done) contents.set("owned", written.value.id);
  for (const content of contents.values()) await addContent(world.as(curator), { dossier, content, note: "Une note **du dossier**" });
  await arrange(world.as(curator), dossier, { kind: "add-section", title: "Pour finir" });
  await withdraw(world.as(author), contents.get("withdrawn") ?? dossier);
  await sql`update contents set state = 'reserved', community_id = ${await world.community(here, { access: "private" })} where id = ${contents.get("hidden")}`.execute(world.db);
});

test.each(["pdf", "epub"])("E1: the %s holds what the public sees, in order, and nothing of what was withdrawn, reserved, or is under all rights", async (form) => {
  const words = await wordsOf(`/dossiers/ciel-nuit.${form}`);

  for (const shown of ["Camille", "Voir les étoiles", "Avant de partir", "une lampe", "du dossier", "Réservé à son auteur", "Un résumé lisible.", "Tous droits réservés", "Pour finir", "n’est plus public"]) expect(words).toContain(shown);
  expect(words.indexOf("Avant de partir")).toBeLessThan(words.lastIndexOf("Réservé à son auteur"));
  for (const secret of ["ibeline", "celot", "quetzal"]) expect(words).not.toContain(secret);
});

test("a PDF is tagged, in its language, with bookmarks and whole addresses; a book passes the validator, hostile titles and all", async () => {
  const pdf = await ready("/dossiers/ciel-nuit.pdf");
  expect([pdf.headers["content-type"], pdf.headers["content-disposition"]]).toEqual(["application/pdf", 'attachment; filename="ciel-nuit.pdf"']);
  const document = await getDocumentProxy(new Uint8Array(pdf.bytes));
  expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
  expect((await document.getOutline()).map((each) => each.title)).toContain("Pour finir");
  const raw = pdf.bytes.toString("latin1");
  expect([raw.includes("/Lang (fr)"), raw.includes(`/URI (http://${host}/articles/guide)`)]).toEqual([true, true]);

  const epub = await ready("/dossiers/ciel-nuit.epub");
  const { messages } = await EpubCheck.validate(new Uint8Array(epub.bytes));
  expect(messages.filter((message) => message.severity === "error" || message.severity === "fatal").map((message) => message.message)).toEqual([]);
  expect(strFromU8(unzipSync(new Uint8Array(epub.bytes))["EPUB/package.opf"] ?? new Uint8Array())).toMatch(/accessibilityFeature[\s\S]*urn:uuid|urn:uuid[\s\S]*accessibilityFeature/);
});

test("a file is made once for each version: asked again it isn't sent, and a change makes another", async () => {
  const first = await ready("/dossiers/ciel-nuit.pdf");
  const etag = String(first.headers["etag"]);
  const made = async () => (await sql<{ asked_at: Temporal.Instant }>`select asked_at from dossier_exports where dossier_id = ${dossier} and form = 'pdf'`.execute(server.world.db)).rows[0]?.asked_at.toString();
  const before = await made();

  expect((await fetchFile("/dossiers/ciel-nuit.pdf", { "if-none-match": etag })).status).toBe(304);
  expect((await fetchFile("/dossiers/ciel-nuit.pdf")).bytes.equals(first.bytes)).toBe(true);
  expect(await made()).toBe(before);

  await arrange(server.world.as(curator), dossier, { kind: "note", content: contents.get("plain") ?? dossier, note: "Une note nouvelle", revision: null });
  expect(await wordsOf("/dossiers/ciel-nuit.pdf")).toContain("Une note nouvelle");
  expect((await ready("/dossiers/ciel-nuit.pdf")).headers["etag"]).not.toBe(etag);
});

test("a dossier that isn't public has no file, for its curator neither, and one withdrawn has none any more", async () => {
  const { world } = server;
  await world.dossier(curator, here, { title: "Encore secret", intent: "draft" });
  const email = await world.account(curator);
  const cookie = await server.logIn(email, "une phrase assez longue", host);
  const gone = await world.dossier(curator, here, { title: "Bientôt retiré" });
  await ready("/dossiers/bientot-retire.epub");

  await withdraw(world.as(curator), gone);

  for (const path of ["/dossiers/encore-secret.pdf", "/dossiers/encore-secret.epub", "/dossiers/bientot-retire.epub", "/dossiers/rien.pdf"]) {
    expect([(await fetchFile(path)).status, (await fetchFile(path, { cookie })).status], path).toEqual([404, 404]);
  }
});

test("pictures come along, drawn again, with their words and credit; an absent file is left out", async () => {
  const { world } = server;
  const jpeg = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#335577" } }).webp().toBuffer();
  const hash = "ab".repeat(32);
  const media = crypto.randomUUID();
  await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, alt, credit, created_at) values (${media}, ${here.id}, ${curator.id}, ${hash}, 900, 600, array[900], '#335577', 'Un grand bleu', 'Ada Lumière', now())`.execute(world.db);
  const files = (await import("../../src/platform/files/file-store.ts")).localFiles(`${server.dataDir}/files`);
  await files.put(`${hash}-900.webp`, jpeg);
  const shown = await world.dossier(curator, here, { title: "En images" });
  await sql`update contents set lead_id = ${media} where id = ${shown}`.execute(world.db);
  await sql`insert into content_media (content_id, media_id) values (${shown}, ${media})`.execute(world.db);

  expect(await wordsOf("/dossiers/en-images.pdf")).toContain("Ada Lumière");
  const book = unzipSync(new Uint8Array((await ready("/dossiers/en-images.epub")).bytes));
  expect(Object.keys(book)).toContain("EPUB/cover.jpg");
  expect(strFromU8(book["EPUB/cover.xhtml"] ?? new Uint8Array())).toContain("Un grand bleu");
});
