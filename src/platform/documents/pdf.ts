import type PdfKit from "pdfkit";
import { cuts, loadFonts, type Cut } from "./fonts.ts";
import { drawable, glyphTest, printable } from "./signs.ts";

/** A piece of a line, in one hand. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** A whole address: a document travels away from ours. */
  readonly link?: string;
}

export interface PdfHead {
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject: string;
  /** BCP 47: what a screen reader is told to speak. */
  readonly language: string;
  readonly size: "A4" | "A5";
  readonly madeAt: Temporal.Instant;
  /** What stands at the foot of each page: in what, which page of how many. */
  readonly foot: (page: number, pages: number) => string;
}

export interface PdfPicture {
  /** JPEG: see picture.ts. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  /** Caption and credit, under it. */
  readonly under: string;
}

type Element = ReturnType<InstanceType<typeof PdfKit>["struct"]>;

/** Where the text stands: how far from the left margin, and the element of the structure that it belongs to. */
export interface Place {
  readonly indent: number;
  readonly parent: Element;
}

/**
 * A document for paper and screen readers (PDF/UA-1: every mark is either in the structure or said to be decoration),
 * written from top to bottom. Sizes are in points. Nothing here waits: callers let others run between two parts.
 */
export interface Pdf {
  readonly root: Place;
  /** Also a bookmark of this depth (0 the outermost) when `bookmark` is given; `anchor` is where `jump` leads. */
  heading(place: Place, level: 1 | 2 | 3 | 4 | 5 | 6, runs: readonly Run[], more?: { bookmark?: number; anchor?: string }): void;
  paragraph(place: Place, runs: readonly Run[], more?: { size?: number; after?: number; tag?: string; soft?: boolean }): void;
  /** A line that leads to an anchor of this document. */
  jump(place: Place, text: string, anchor: string): void;
  /** Each item writes itself at the place that it is given. */
  list(place: Place, labels: readonly string[], writeItem: (index: number, inside: Place) => void): void;
  quote(place: Place, write: (inside: Place) => void): void;
  picture(place: Place, picture: PdfPicture): void;
  table(place: Place, rows: readonly (readonly { readonly head: boolean; readonly text: string }[])[]): void;
  rule(): void;
  gap(points: number): void;
  newPage(): void;
  readonly pages: number;
  /** Ends the document and gives its bytes. */
  finish(): Promise<Buffer>;
}

const ink = "#1d1a16";
const soft = "#5a544c";
const linkInk = "#0b4f8a";
const leading = 2.6;
const body = 10.5;
const headingSizes = [22, 16, 13.5, 12, 11, 10.5] as const;

export async function openPdf(head: PdfHead): Promise<Pdf> {
  const fonts = await loadFonts();
  const side = head.size === "A4" ? 62 : 42;
  const options: PDFKit.PDFDocumentOptions = {
    size: head.size, margins: { top: side, bottom: side + 6, left: side, right: side }, pdfVersion: "1.7", lang: head.language, tagged: true, displayTitle: true, bufferPages: true, autoFirstPage: false,
    info: { Title: printable(head.title), Author: printable(head.authors.join(", ")), Subject: printable(head.subject), CreationDate: new Date(head.madeAt.epochMilliseconds), ModDate: new Date(head.madeAt.epochMilliseconds), Creator: "Echosciences", Producer: "Echosciences" },
  };
  // The types of the library don't know this one yet.
  Object.assign(options, { subset: "PDF/UA" });
  // Loaded with the first document that is printed.
  const { default: Document } = await import("pdfkit");
  const doc = new Document(options);
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  for (const cut of cuts) doc.registerFont(cut, fonts.get(cut));
  const draws = glyphTest(doc);
  doc.addPage();
  const rootElement = doc.struct("Document");
  doc.addStructure(rootElement);
  const root: Place = { indent: 0, parent: rootElement };
  const bookmarks: PDFKit.PDFOutline[] = [doc.outline];
  const left = (place: Place) => doc.page.margins.left + place.indent;
  const widthAt = (place: Place) => doc.page.width - doc.page.margins.right - left(place);
  const need = (points: number) => {
    if (doc.y + points > doc.page.maxY()) doc.addPage();
  };
  const clean = (text: string, cut: Cut = "regular") => drawable(printable(text), (code) => draws(cut, code));
  const decoration = (draw: () => void) => {
    doc.markContent("Artifact", { type: "Layout" });
    draw();
    doc.endMarkedContent();
  };

  function write(place: Place, tag: string, runs: readonly Run[], size: number, colour: string, more: { anchor?: string | undefined; title?: boolean } = {}): void {
    const kept = runs.map((run) => ({ run, cut: cutOf(run, more.title ?? false), text: clean(run.text, cutOf(run, false)) })).filter(({ text }) => text !== "");
    const text = (index: number) => () => {
      const piece = kept[index];
      if (!piece) return;
      doc.font(titleCut(piece.cut, piece.text, draws)).fontSize(size).fillColor(piece.run.link ? linkInk : colour);
      const settings: PDFKit.Mixins.TextOptions = { width: widthAt(place), lineGap: leading, continued: index < kept.length - 1, underline: Boolean(piece.run.link), ...(piece.run.link ? { link: piece.run.link } : {}), ...(more.anchor && index === 0 ? { destination: more.anchor } : {}) };
      if (index === 0) doc.text(piece.text, left(place), doc.y, settings);
      else doc.text(piece.text, settings);
    };
    if (kept.length === 0) return;
    const element = doc.struct(tag, {}, kept.map(({ run }, index) => (run.link ? doc.struct("Link", {}, [text(index)]) : text(index))));
    place.parent.add(element);
  }

  const pdf: Pdf = {
    root,
    heading(place, level, runs, more = {}) {
      const size = headingSizes[level - 1] ?? body;
      if (doc.y > doc.page.margins.top) doc.y += size * 0.7;
      need(size + 4 * (body + leading));
      if (more.bookmark !== undefined) {
        const above = bookmarks[Math.min(more.bookmark, bookmarks.length - 1)] ?? doc.outline;
        bookmarks.splice(more.bookmark + 1, bookmarks.length, above.addItem(printable(runs.map((run) => run.text).join("")) || "…"));
      }
      write(place, `H${level}`, runs.map((run) => ({ ...run, bold: true })), size, ink, { anchor: more.anchor, title: level < 3 });
      doc.y += size * 0.3;
    },
    paragraph(place, runs, more = {}) {
      write(place, more.tag ?? "P", runs, more.size ?? body, more.soft ? soft : ink);
      doc.y += more.after ?? 6;
    },
    jump(place, text, anchor) {
      const [x, width] = [left(place), widthAt(place)];
      need(2 * (body + leading));
      const shown = clean(text);
      const line = doc.struct("P");
      place.parent.add(line);
      const link = doc.struct("Link");
      line.add(link);
      const from = doc.y;
      link.add(() => {
        doc.font("regular").fontSize(body).fillColor(linkInk).text(shown, x, from, { width, lineGap: leading });
      });
      const options = { structParent: link, Contents: new String(shown) as string };
      doc.goTo(x, from, width, Math.max(body, doc.y - from), anchor, options);
      line.end();
      doc.y += 2;
    },
    list(place, labels, writeItem) {
      const list = doc.struct("L");
      place.parent.add(list);
      labels.forEach((label, index) => {
        need(2 * (body + leading));
        const from = doc.y;
        const item = doc.struct("LI");
        list.add(item);
        item.add(doc.struct("Lbl", {}, [() => void doc.font("regular").fontSize(body).fillColor(ink).text(label, left(place), from, { width: 20, lineBreak: false })]));
        doc.y = from;
        const inside = doc.struct("LBody");
        item.add(inside);
        writeItem(index, { indent: place.indent + 18, parent: inside });
        if (doc.y === from) doc.y += body + leading;
      });
      list.end();
      doc.y += 3;
    },
    quote(place, writeInside) {
      const quote = doc.struct("BlockQuote");
      place.parent.add(quote);
      const [x, from, page] = [left(place), doc.y, doc.page];
      writeInside({ indent: place.indent + 16, parent: quote });
      quote.end();
      // The bar stands where the whole quotation fits on one page; the indent says it elsewhere.
      if (doc.page === page && doc.y > from) decoration(() => void doc.moveTo(x + 4, from).lineTo(x + 4, doc.y - 4).lineWidth(2).strokeColor("#b8b0a4").stroke());
    },
    picture(place, { bytes, width, height, alt, under }) {
      const most = Math.min(doc.page.height * 0.45, doc.page.maxY() - doc.page.margins.top - 40);
      const scale = Math.min(widthAt(place) / width, most / height, 1);
      const [w, h] = [width * scale, height * scale];
      need(h + 3 * (body + leading));
      const [x, y] = [left(place), doc.y];
      const options = { alt: printable(alt) || printable(under) || "—", bbox: [x, y, x + w, y + h], placement: "Block" };
      place.parent.add(doc.struct("Figure", options, [() => void doc.image(Buffer.from(bytes), x, y, { width: w, height: h })]));
      doc.y = y + h + 4;
      if (under) pdf.paragraph(place, [{ text: under }], { size: body - 2, soft: true, after: 8 });
      else doc.y += 6;
    },
    table(place, rows) {
      const columns = Math.max(...rows.map((row) => row.length), 0);
      if (columns === 0) return;
      const table = doc.struct("Table");
      place.parent.add(table);
      const [x, width] = [left(place), widthAt(place) / columns];
      for (const row of rows) {
        const cells = row.map((cell) => ({ ...cell, text: clean(cell.text, cell.head ? "bold" : "regular") }));
        const set = (head: boolean) => doc.font(head ? "bold" : "regular").fontSize(body - 1).fillColor(ink);
        const height = Math.max(...cells.map((cell) => set(cell.head).heightOfString(cell.text || " ", { width: width - 10 }))) + 8;
        const tall = height > doc.page.maxY() - doc.page.margins.top;
        if (!tall) need(height);
        const element = doc.struct("TR");
        table.add(element);
        const from = doc.y;
        cells.forEach((cell, column) => {
          const scope: { title?: string; scope?: string } = cell.head ? { scope: "Column" } : {};
          const tag = cell.head ? "TH" : "TD";
          // A row taller than a page is written cell under cell: nothing is cut.
          if (tall) element.add(doc.struct(tag, scope, [() => void set(cell.head).text(cell.text, x, doc.y, { width: width * columns - 10 })]));
          else element.add(doc.struct(tag, scope, cell.text ? [() => void set(cell.head).text(cell.text, x + column * width + 5, from + 4, { width: width - 10 })] : []));
        });
        element.end();
        if (!tall) doc.y = from + height;
        decoration(() => void doc.moveTo(x, doc.y).lineTo(x + width * columns, doc.y).lineWidth(0.5).strokeColor("#b8b0a4").stroke());
      }
      table.end();
      doc.y += 10;
    },
    rule() {
      need(24);
      decoration(() => void doc.moveTo(left(root), doc.y + 6).lineTo(left(root) + widthAt(root), doc.y + 6).lineWidth(0.5).strokeColor("#b8b0a4").stroke());
      doc.y += 16;
    },
    gap(points) {
      doc.y += points;
    },
    newPage() {
      if (doc.y > doc.page.margins.top) doc.addPage();
    },
    get pages() {
      return doc.bufferedPageRange().count;
    },
    async finish() {
      rootElement.end();
      const { count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        doc.switchToPage(page);
        doc.page.margins.bottom = 0;
        doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
        doc.font("regular").fontSize(8.5).fillColor(soft).text(clean(head.foot(page + 1, count)), doc.page.margins.left, doc.page.height - side + 12, { width: doc.page.width - 2 * side, lineBreak: false });
        doc.endMarkedContent();
      }
      doc.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
  return pdf;
}

function cutOf(run: Run, title: boolean): Cut {
  if (title) return "title";
  if (run.bold) return run.italic ? "boldItalic" : "bold";
  return run.italic ? "italic" : "regular";
}

/** Titles are set in letters that know fewer signs than the text's. */
function titleCut(cut: Cut, text: string, draws: (cut: Cut, code: number) => boolean): Cut {
  return cut === "title" && [...text].some((sign) => !draws("title", sign.codePointAt(0) ?? 0)) ? "bold" : cut;
}
