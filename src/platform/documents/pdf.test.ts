import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import sharp from "sharp";
import { fromMarkdown } from "../text/from-markdown.ts";
import { openPdf, type PdfPicture } from "./pdf.ts";
import { writeText } from "./pdf-text.ts";
import { forDocument } from "./picture.ts";

const head = { title: "Ciel d’hiver & œuvres", authors: ["Ada"], subject: "Un dossier", language: "fr", size: "A4", madeAt: Temporal.Instant.from("2026-11-24T11:00:00Z"), foot: (page: number, pages: number) => `${page} / ${pages}` } as const;
const settings = { deeper: 0, whole: (href: string) => (href.startsWith("/") ? `https://grenoble.example${href}` : href), picture: () => null };

async function read(bytes: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(pdf, { mergePages: false });
  return { text, pages: pdf.numPages, outline: await pdf.getOutline(), raw: bytes.toString("latin1"), marks: await pdf.getMarkInfo(), metadata: await pdf.getMetadata() };
}

test("a document says its title and language, is tagged for screen readers, and carries bookmarks and page numbers", async () => {
  const pdf = await openPdf(head);
  pdf.heading(pdf.root, 1, [{ text: "Le ciel" }], { bookmark: 0, anchor: "ciel" });
  pdf.heading(pdf.root, 2, [{ text: "Les planètes" }], { bookmark: 1 });
  pdf.jump(pdf.root, "Vers le ciel", "ciel");

  const { raw, pages, outline, text, marks } = await read(await pdf.finish());

  expect(raw).toContain("/Lang (fr)");
  expect(raw).toContain("pdfuaid:part>1<");
  expect(marks).toMatchObject({ Marked: true });
  expect(outline.map((each) => [each.title, each.items.map((item) => item.title)])).toEqual([["Le ciel", ["Les planètes"]]]);
  expect(pages).toBe(1);
  expect(text[0]).toContain("1 / 1");
});

test("headings, lists, quotes, links and tables of a stored text come out in order, over as many pages as it takes", async () => {
  const long = Array.from({ length: 60 }, (_, index) => `Paragraphe ${index} : ${"des mots encore et encore ".repeat(12)}`).join("\n\n");
  const source = `## Un titre\n\nUn **mot** et [un lien](/agenda) puis [ailleurs](https://example.org/x).\n\n- un\n- deux\n  - dedans\n\n3. trois\n4. quatre\n\n> Une citation\n> sur deux lignes\n\n| Ville | Heure |\n| --- | --- |\n| Gap | 14 h |\n\n${long}\n\nFin du texte.`;
  const pdf = await openPdf(head);

  writeText(pdf, pdf.root, fromMarkdown(source), settings);
  const { text, pages, raw } = await read(await pdf.finish());

  const whole = text.join(" ").replace(/\s+/g, " ");
  const order = ["Un titre", "un lien", "deux", "dedans", "3.", "trois", "Une citation", "Ville", "Gap", "Paragraphe 0", "Paragraphe 59", "Fin du texte."].map((each) => whole.indexOf(each));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(Math.min(...order)).toBeGreaterThanOrEqual(0);
  expect(pages).toBeGreaterThan(3);
  expect(raw).toContain("/URI (https://grenoble.example/agenda)");
  for (const tag of ["/S /L\n", "/S /LBody", "/S /Table", "/S /TH", "/S /Link", "/S /BlockQuote", "/S /H2"]) expect(raw).toContain(tag);
});

test("a picture carries its alternative text, and a file that isn't one is left out", async () => {
  const webp = await sharp({ create: { width: 60, height: 40, channels: 4, background: "#aa3300" } }).webp().toBuffer();
  const drawn = await forDocument(webp, 30);
  const pdf = await openPdf({ ...head, size: "A5" });
  const picture: PdfPicture = { bytes: drawn?.bytes ?? new Uint8Array(), width: drawn?.width ?? 0, height: drawn?.height ?? 0, alt: "Une toile orange", under: "Photo : Ada" };

  pdf.picture(pdf.root, picture);
  const { raw, text } = await read(await pdf.finish());

  expect(drawn?.width).toBe(30);
  expect(raw).toMatch(/\/Alt \(Une toile orange\)/);
  expect(text[0]).toContain("Photo : Ada");
  expect(await forDocument(new TextEncoder().encode("<svg/>"), 30)).toBeNull();
});

test("signs that no letter draws, halves of characters and hostile titles break nothing", async () => {
  const hostile = "Titre )\\ (Tj ET 🚀 \u0000\uD800\u202E漢字 <script>]]>";
  const pdf = await openPdf({ ...head, title: hostile, authors: [hostile] });

  pdf.heading(pdf.root, 1, [{ text: hostile }], { bookmark: 0 });
  pdf.paragraph(pdf.root, [{ text: "🚀" }]);
  pdf.list(pdf.root, ["•"], () => undefined);
  pdf.table(pdf.root, [[{ head: true, text: "" }, { head: false, text: "mot ".repeat(6000) }]]);
  const { text, pages } = await read(await pdf.finish());

  expect(text[0]).toContain("Titre )\\ (Tj ET");
  expect(text[0]).toContain("□□");
  expect(text[0]).not.toContain("🚀");
  expect(pages).toBeGreaterThan(3);
});
