import { buffer } from "node:stream/consumers";
import type { Content } from "../../features/contents/show-content.ts";
import type { Section } from "../../features/dossiers/outline.ts";
import { epubParts, type Chapter } from "../../platform/documents/epub.ts";
import { escapeXml, toXhtml } from "../../platform/documents/xhtml.ts";
import { zipOf } from "../../platform/files/zip.ts";
import { escapeHtml, renderText } from "../../platform/text/render.ts";
import { pictureOf, picturesOf, piecesOf, urlOf, wholeFrom, type Piece, type Print, type PrintedPicture } from "./print.ts";

/** A dossier as a book for a reading light or a phone: a chapter for each section and each content. */
export async function dossierEpub(print: Print, dossier: Content, sections: readonly Section[], tell: (done: number) => Promise<void>): Promise<Uint8Array> {
  const { t } = print;
  const territory = print.directory.byId(dossier.territory).name;
  const cover = await pictureOf(print, dossier.picture);
  const book = {
    id: `urn:uuid:${dossier.id}`,
    title: dossier.title,
    language: dossier.language,
    authors: dossier.writers.map((writer) => writer.name),
    publisher: `Echosciences ${territory}`,
    description: dossier.summary,
    subjects: dossier.tags.map((tag) => tag.label),
    source: urlOf(print, dossier),
    modifiedAt: dossier.updatedAt,
    cover: cover?.bytes ?? null,
    accessibility: t("document_accessibility"),
    words: { contents: t("dossier_contents"), cover: cover?.alt || t("document_cover") },
  };
  return new Uint8Array(await buffer(zipOf(epubParts(book, chaptersOf(print, dossier, sections, cover, tell)))));
}

async function* chaptersOf(print: Print, dossier: Content, sections: readonly Section[], cover: PrintedPicture | null, tell: (done: number) => Promise<void>): AsyncGenerator<Chapter> {
  const { t } = print;
  const address = urlOf(print, dossier);
  const opening = await bodyOf(print, dossier);
  yield {
    title: dossier.title,
    depth: 0,
    body: [`<h1>${escapeXml(dossier.title)}</h1>`, paragraph(dossier.summary), paragraph(t("document_kept_by", { names: dossier.writers.map((writer) => writer.name).join(", ") })), linkTo(address), cover?.credit ? paragraph(t("credit", { name: cover.credit })) : "", opening.body].join(""),
    pictures: opening.pictures,
    silentPicture: opening.silentPicture,
  };
  const total = Math.max(1, sections.reduce((sum, section) => sum + section.entries.length, 0));
  let done = 0;
  for await (const piece of piecesOf(print, sections)) {
    yield await chapterOf(print, piece);
    if (piece.kind !== "section") await tell(++done / total);
  }
}

async function chapterOf(print: Print, piece: Piece): Promise<Chapter> {
  const { entry, content } = piece;
  const plain = (body: string): Chapter => ({ title: piece.title, depth: piece.depth, body, pictures: [], silentPicture: false });
  const note = entry?.note ? `<aside class="note">${toXhtml(renderText(entry.note, { image: () => "", tableLabel: "" }), (href) => (/^(https?|mailto):/.test(href) ? href : null))}</aside>` : "";
  const heading = `<h1>${escapeXml(piece.title)}</h1>`;
  if (piece.kind === "section") return plain(heading);
  if (piece.kind === "gone") return plain(`${heading}${note}`);
  const facts = `${piece.facts.map((line) => `<p class="facts">${escapeXml(line)}</p>`).join("")}${linkTo(piece.url)}`;
  if (!content) return plain(`${heading}${facts}${note}${paragraph(entry?.card?.summary ?? "")}${piece.apart ? paragraph(print.t(piece.apart)) : ""}`);
  const lead = await pictureOf(print, content.picture);
  const text = await bodyOf(print, content);
  return {
    title: piece.title,
    depth: piece.depth,
    body: `${heading}${facts}${note}${paragraph(content.summary)}${lead ? toXhtml(figure(print, lead, lead.alt, ""), () => null) : ""}${text.body}`,
    pictures: lead ? [lead, ...text.pictures] : text.pictures,
    silentPicture: text.silentPicture || lead?.alt === "",
  };
}

async function bodyOf(print: Print, content: Content): Promise<{ body: string; pictures: PrintedPicture[]; silentPicture: boolean }> {
  const pictures = await picturesOf(print, content);
  const shown: PrintedPicture[] = [];
  let silentPicture = false;
  const html = renderText(content.body, {
    tableLabel: "",
    image: (attrs) => {
      const picture = pictures.get(attrs.media);
      if (!picture) return "";
      const alt = attrs.alt || picture.alt;
      shown.push(picture);
      silentPicture ||= alt === "";
      return figure(print, { ...picture, credit: attrs.credit || picture.credit }, alt, attrs.caption);
    },
  });
  return { body: toXhtml(html, wholeFrom(print, content)), pictures: shown, silentPicture };
}

function figure(print: Print, picture: PrintedPicture, alt: string, caption: string): string {
  const under = [caption, picture.credit ? print.t("credit", { name: picture.credit }) : ""].filter(Boolean).join(" – ");
  return `<figure><img src="pictures/${picture.name}" alt="${escapeHtml(alt)}">${under ? `<figcaption>${escapeHtml(under)}</figcaption>` : ""}</figure>`;
}

function paragraph(text: string): string {
  return text ? `<p>${escapeXml(text)}</p>` : "";
}

function linkTo(url: string): string {
  return `<p class="facts"><a href="${escapeXml(url)}">${escapeXml(url)}</a></p>`;
}
