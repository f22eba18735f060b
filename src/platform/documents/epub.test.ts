import { buffer } from "node:stream/consumers";
import { EpubCheck } from "@likecoin/epubcheck-ts";
import { unzipSync, strFromU8 } from "fflate";
import sharp from "sharp";
import { expect, test } from "vitest";
import { zipOf } from "../files/zip.ts";
import { fromMarkdown } from "../text/from-markdown.ts";
import { renderText } from "../text/render.ts";
import { epubParts, type Book, type Chapter } from "./epub.ts";
import { toXhtml } from "./xhtml.ts";

const book: Book = {
  id: "urn:uuid:01a213a6-33f1-7aa5-bce3-c479af1daaae", title: "Ciel d’hiver", language: "fr", authors: ["Ada"], publisher: "Echosciences", description: "Un dossier", subjects: ["astronomie"], source: "https://lille.example/dossiers/ciel",
  modifiedAt: Temporal.Instant.from("2026-11-24T11:00:00Z"), cover: null, accessibility: "Texte structuré.", words: { contents: "Sommaire", cover: "Couverture" },
};
const plain = (title: string, depth: 0 | 1 = 0, body = "<p>Mot</p>"): Chapter => ({ title, depth, body: `<h1>${title.replaceAll(/[<&]/g, "")}</h1>${body}`, pictures: [], silentPicture: false });

async function made(given: Book, chapters: readonly Chapter[]): Promise<{ bytes: Uint8Array; files: Record<string, Uint8Array>; faults: string[] }> {
  const each = async function* () {
    yield* chapters;
  };
  const bytes = new Uint8Array(await buffer(zipOf(epubParts(given, each()))));
  const { messages } = await EpubCheck.validate(bytes);
  return { bytes, files: unzipSync(bytes), faults: messages.filter((message) => message.severity !== "info" && message.severity !== "usage").map((message) => `${message.id} ${message.message}`) };
}

test("a book opens with its type, stored; its package lists every file, and a validator of EPUB finds nothing", async () => {
  const jpeg = new Uint8Array(await sharp({ create: { width: 20, height: 20, channels: 3, background: "#123456" } }).jpeg().toBuffer());
  const pictured: Chapter = { ...plain("Images", 1, '<figure><img src="pictures/a.jpg" alt="Un bleu"/></figure>'), pictures: [{ name: "a.jpg", bytes: jpeg }] };

  const { bytes, files, faults } = await made({ ...book, cover: jpeg }, [plain("Avant-propos"), plain("Section"), pictured, plain("Un", 1), plain("Fin")]);

  expect(faults).toEqual([]);
  expect(Buffer.from(bytes.subarray(30, 58)).toString()).toBe("mimetypeapplication/epub+zip");
  const opf = strFromU8(files["EPUB/package.opf"] ?? new Uint8Array());
  const listed = [...opf.matchAll(/href="([^"]+)"/g)].map((match) => `EPUB/${match[1]}`);
  expect([...listed, "EPUB/package.opf", "META-INF/container.xml", "mimetype"].toSorted()).toEqual(Object.keys(files).toSorted());
  const ids = [...opf.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(opf).toContain("alternativeText");
  expect(strFromU8(files["EPUB/nav.xhtml"] ?? new Uint8Array())).toMatch(/Section<\/a><ol><li><a href="c3.xhtml">Images<\/a><\/li><li>.*Un<\/a><\/li><\/ol><\/li><li>/);
});

test("hostile titles and texts are words in a book, and nothing else", async () => {
  const hostile = '</title><script>alert(1)</script>&nbsp;]]>\u0000\u0008\uFFFF\uD800"\'';
  const body = toXhtml(renderText(fromMarkdown(`## ${hostile}\n\n[lien](javascript:alert(1)) [ici](/agenda) [là](#nulle-part)\n\n<img src=x onerror=alert(1)>\n\n| a | b |\n| --- | --- |\n| c | d |\n\n---\n\nligne\\\nsuivante`), { image: () => "", tableLabel: "Table" }), (href) => (href.startsWith("/") ? `https://lille.example${href}` : null));

  const { files, faults } = await made({ ...book, title: hostile, authors: [hostile], description: hostile, subjects: [hostile] }, [{ ...plain("x"), title: hostile, body: `<h1>x</h1>${body}` }]);

  expect(faults).toEqual([]);
  const chapter = strFromU8(files["EPUB/c1.xhtml"] ?? new Uint8Array());
  expect(chapter).not.toMatch(/<script|<img|href="javascript/);
  expect(chapter).toContain('<a href="https://lille.example/agenda">ici</a>');
});

test("a picture without words makes the book claim less", async () => {
  const { files } = await made(book, [{ ...plain("Un"), silentPicture: true }]);

  expect(strFromU8(files["EPUB/package.opf"] ?? new Uint8Array())).not.toMatch(/accessModeSufficient|alternativeText/);
});
