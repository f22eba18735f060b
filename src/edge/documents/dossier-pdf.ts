import type { Content } from "../../features/contents/show-content.ts";
import type { Section } from "../../features/dossiers/outline.ts";
import { openPdf, type Pdf } from "../../platform/documents/pdf.ts";
import { writeText } from "../../platform/documents/pdf-text.ts";
import { pictureOf, picturesOf, piecesOf, urlOf, wholeFrom, type Piece, type Print, type PrintedPicture } from "./print.ts";

/** A dossier on paper: who keeps it and what it holds, then each content with the curators' note, its text and its credits. */
export async function dossierPdf(print: Print, dossier: Content, sections: readonly Section[], tell: (done: number) => Promise<void>): Promise<Uint8Array> {
  const { t } = print;
  const curators = dossier.writers.map((writer) => writer.name);
  const pdf = await openPdf({ title: dossier.title, authors: curators, subject: dossier.summary, language: dossier.language, size: "A4", madeAt: print.now(), foot: (page, pages) => t("document_foot", { title: dossier.title, page: String(page), pages: String(pages) }) });
  const address = urlOf(print, dossier);
  pdf.heading(pdf.root, 1, [{ text: dossier.title }], { bookmark: 0 });
  if (dossier.summary) pdf.paragraph(pdf.root, [{ text: dossier.summary, bold: true }]);
  pdf.paragraph(pdf.root, [{ text: [t("document_kept_by", { names: curators.join(", ") }), print.directory.byId(dossier.territory).name].join(" · ") }], { soft: true, after: 2 });
  pdf.paragraph(pdf.root, [{ text: address, link: address }], { after: 10 });
  const cover = await pictureOf(print, dossier.picture);
  if (cover) writePicture(pdf, print, cover);
  await writeBody(pdf, print, dossier, 0);
  const titles = sections.flatMap((section) => [...(section.id ? [{ title: section.title, anchor: section.id as string }] : []), ...section.entries.flatMap((entry) => (entry.card ? [{ title: section.id ? `— ${entry.card.title}` : entry.card.title, anchor: entry.content as string }] : []))]);
  pdf.heading(pdf.root, 2, [{ text: t("dossier_contents") }], { bookmark: 0 });
  for (const { title, anchor } of titles) pdf.jump(pdf.root, title, anchor);

  const anchors = sections.flatMap((section) => (section.id ? [section.id as string] : [])).values();
  const total = Math.max(1, sections.reduce((sum, section) => sum + section.entries.length, 0));
  let done = 0;
  for await (const piece of piecesOf(print, sections)) {
    await writePiece(pdf, print, piece, piece.kind === "section" ? anchors.next().value : piece.entry?.content);
    if (piece.kind !== "section") await tell(++done / total);
  }
  return pdf.finish();
}

async function writePiece(pdf: Pdf, print: Print, piece: Piece, anchor: string | undefined): Promise<void> {
  const level = piece.depth === 0 ? 2 : 3;
  if (piece.kind === "section") {
    pdf.newPage();
    return pdf.heading(pdf.root, 2, [{ text: piece.title }], { bookmark: 0, ...(anchor ? { anchor } : {}) });
  }
  if (piece.kind === "gone") pdf.paragraph(pdf.root, [{ text: piece.title, italic: true }], { soft: true });
  else {
    pdf.heading(pdf.root, level, [{ text: piece.title }], { bookmark: piece.depth, ...(anchor ? { anchor } : {}) });
    for (const line of piece.facts) pdf.paragraph(pdf.root, [{ text: line }], { size: 9, soft: true, after: 1 });
    pdf.paragraph(pdf.root, [{ text: piece.url, link: piece.url }], { size: 9, after: 8 });
  }
  const { entry, content } = piece;
  if (entry?.note) {
    const note = entry.note;
    pdf.quote(pdf.root, (inside) => writeText(pdf, inside, note, { deeper: 0, whole: (href) => (/^(https?|mailto):/.test(href) ? href : null), picture: () => null }));
  }
  if (piece.apart) {
    if (entry?.card?.summary) pdf.paragraph(pdf.root, [{ text: entry.card.summary }]);
    pdf.paragraph(pdf.root, [{ text: print.t(piece.apart), italic: true }]);
  }
  if (!content) return;
  if (content.summary) pdf.paragraph(pdf.root, [{ text: content.summary, bold: true }]);
  const lead = await pictureOf(print, content.picture);
  if (lead) writePicture(pdf, print, lead);
  await writeBody(pdf, print, content, level - 1);
}

async function writeBody(pdf: Pdf, print: Print, content: Content, deeper: number): Promise<void> {
  const pictures = await picturesOf(print, content);
  writeText(pdf, pdf.root, content.body, {
    deeper,
    whole: wholeFrom(print, content),
    picture: (media) => {
      const picture = pictures.get(media);
      return picture ? { ...picture, under: credit(print, picture) } : null;
    },
  });
}

function writePicture(pdf: Pdf, print: Print, picture: PrintedPicture): void {
  pdf.picture(pdf.root, { ...picture, under: credit(print, picture) });
}

function credit(print: Print, picture: PrintedPicture): string {
  return picture.credit ? print.t("credit", { name: picture.credit }) : "";
}
