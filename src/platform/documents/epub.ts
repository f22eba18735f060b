import type { Packed } from "../files/zip.ts";
import { escapeXml } from "./xhtml.ts";

export interface Book {
  /** `urn:uuid:…`, the same for each making of the same book. */
  readonly id: string;
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly authors: readonly string[];
  readonly publisher: string;
  readonly description: string;
  readonly subjects: readonly string[];
  /** The address of which this is a copy. */
  readonly source: string;
  readonly modifiedAt: Temporal.Instant;
  /** JPEG. */
  readonly cover: Uint8Array | null;
  /** What a shop of books says of its accessibility, in a sentence. */
  readonly accessibility: string;
  readonly words: { readonly contents: string; readonly cover: string };
}

export interface Chapter {
  readonly title: string;
  /** 1 stands in the table of contents under the last chapter of 0. */
  readonly depth: 0 | 1;
  /** Well-formed: see xhtml.ts. Its pictures are `pictures/<name>`. */
  readonly body: string;
  readonly pictures: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** True when a picture of it has no alternative text: the book doesn't then claim that all have. */
  readonly silentPicture: boolean;
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly depth: 0 | 1;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const style = "body{margin:5%;line-height:1.5}h1,h2,h3,h4{line-height:1.2;text-align:start}img{max-width:100%;height:auto}figcaption,.facts{font-size:.9em}blockquote{margin:1em 1.5em}table{border-collapse:collapse}th,td{border:1px solid;padding:.3em;text-align:start}nav ol{list-style:none}.note{border-inline-start:3px solid;padding-inline-start:1em}";

/** EPUB 3.3 as the parts of its archive, in order: its type first, its package last, one chapter in memory at a time. */
export async function* epubParts(book: Book, chapters: AsyncIterable<Chapter>): AsyncGenerator<Packed> {
  yield { name: "mimetype", bytes: bytes("application/epub+zip"), stored: true };
  yield { name: "META-INF/container.xml", bytes: bytes('<?xml version="1.0" encoding="UTF-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n') };
  yield { name: "EPUB/style.css", bytes: bytes(style) };
  const listed: Listed[] = [];
  const pictures = new Set<string>();
  let spoken = true;
  if (book.cover) {
    yield { name: "EPUB/cover.jpg", bytes: book.cover, stored: true };
    yield { name: "EPUB/cover.xhtml", bytes: bytes(page(book, book.words.cover, `<section epub:type="cover"><img src="cover.jpg" alt="${escapeXml(book.words.cover)}"/></section>`)) };
  }
  for await (const chapter of chapters) {
    const id = `c${listed.length + 1}`;
    listed.push({ id, title: chapter.title, depth: listed.length === 0 ? 0 : chapter.depth });
    spoken &&= !chapter.silentPicture;
    for (const picture of chapter.pictures) {
      if (pictures.has(picture.name)) continue;
      pictures.add(picture.name);
      yield { name: `EPUB/pictures/${picture.name}`, bytes: picture.bytes, stored: true };
    }
    yield { name: `EPUB/${id}.xhtml`, bytes: bytes(page(book, chapter.title, chapter.body)) };
  }
  yield { name: "EPUB/nav.xhtml", bytes: bytes(page(book, book.words.contents, `<nav epub:type="toc" role="doc-toc" id="toc"><h1>${escapeXml(book.words.contents)}</h1>${nested(listed)}</nav>`)) };
  yield { name: "EPUB/package.opf", bytes: bytes(packageOf(book, listed, [...pictures], spoken)) };
}

function page(book: Book, title: string, body: string): string {
  const language = escapeXml(book.language);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}"><head><title>${escapeXml(title) || "…"}</title><link rel="stylesheet" type="text/css" href="style.css"/></head><body>${body}</body></html>\n`;
}

function nested(listed: readonly Listed[]): string {
  const items = listed.map((chapter, index) => {
    const link = `<li><a href="${chapter.id}.xhtml">${escapeXml(chapter.title) || "…"}</a>`;
    const next = listed[index + 1]?.depth ?? 0;
    if (chapter.depth === 0) return link + (next === 1 ? "<ol>" : "</li>");
    return `${link}</li>${next === 0 ? "</ol></li>" : ""}`;
  });
  return `<ol>${items.join("")}</ol>`;
}

function packageOf(book: Book, listed: readonly Listed[], pictures: readonly string[], spoken: boolean): string {
  const pictured = pictures.length > 0 || book.cover !== null;
  const meta = (property: string, value: string) => `<meta property="${property}">${escapeXml(value)}</meta>`;
  const features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", ...(pictured && spoken ? ["alternativeText"] : [])];
  const metadata = [
    `<dc:identifier id="id">${escapeXml(book.id)}</dc:identifier>`,
    `<dc:title>${escapeXml(book.title) || "…"}</dc:title>`,
    `<dc:language>${escapeXml(book.language)}</dc:language>`,
    ...book.authors.map((author) => `<dc:creator>${escapeXml(author)}</dc:creator>`),
    `<dc:publisher>${escapeXml(book.publisher)}</dc:publisher>`,
    ...(book.description ? [`<dc:description>${escapeXml(book.description)}</dc:description>`] : []),
    ...book.subjects.map((subject) => `<dc:subject>${escapeXml(subject)}</dc:subject>`),
    `<dc:source>${escapeXml(book.source)}</dc:source>`,
    meta("dcterms:modified", book.modifiedAt.toString({ fractionalSecondDigits: 0 })),
    meta("schema:accessMode", "textual"),
    ...(pictured ? [meta("schema:accessMode", "visual")] : []),
    ...(spoken ? [meta("schema:accessModeSufficient", "textual")] : []),
    ...features.map((feature) => meta("schema:accessibilityFeature", feature)),
    meta("schema:accessibilityHazard", "none"),
    meta("schema:accessibilitySummary", book.accessibility),
  ];
  const manifest = [
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    '<item id="style" href="style.css" media-type="text/css"/>',
    ...(book.cover ? ['<item id="cover-image" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>', '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>'] : []),
    ...listed.map((chapter) => `<item id="${chapter.id}" href="${chapter.id}.xhtml" media-type="application/xhtml+xml"/>`),
    ...pictures.map((name, index) => `<item id="p${index + 1}" href="pictures/${escapeXml(name)}" media-type="image/jpeg"/>`),
  ];
  const spine = [...(book.cover ? ['<itemref idref="cover"/>'] : []), '<itemref idref="nav"/>', ...listed.map((chapter) => `<itemref idref="${chapter.id}"/>`)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${escapeXml(book.language)}" prefix="schema: http://schema.org/"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${metadata.join("")}</metadata><manifest>${manifest.join("")}</manifest><spine>${spine.join("")}</spine></package>\n`;
}
