import type { Block, Inline, TextDocument } from "../text/document.ts";
import { plainInline, plainText } from "../text/plain.ts";
import type { Pdf, PdfPicture, Place, Run } from "./pdf.ts";

export interface TextSettings {
  /** How much deeper than in its own page the text's headings stand: 0 keeps level 2 at 2. */
  readonly deeper: number;
  /** The whole address that a path of ours leads to. */
  readonly whole: (href: string) => string | null;
  /** The picture of a text, by its media; null where it can't be had. */
  readonly picture: (media: string) => PdfPicture | null;
}

/** Writes a stored text into a document: what a page would show, in the same order. */
export function writeText(pdf: Pdf, place: Place, text: TextDocument, settings: TextSettings): void {
  for (const block of text.content) writeBlock(pdf, place, block, settings);
}

function writeBlock(pdf: Pdf, place: Place, block: Block, settings: TextSettings): void {
  switch (block.type) {
    case "paragraph":
      return pdf.paragraph(place, runsOf(block.content, settings));
    case "heading":
      return pdf.heading(place, levelOf(block.attrs.level + settings.deeper), runsOf(block.content, settings));
    case "bulletList":
      return pdf.list(place, block.content.map(() => "•"), (index, inside) => writeItem(pdf, inside, block.content[index]?.content ?? [], settings));
    case "orderedList": {
      const start = block.attrs?.start ?? 1;
      return pdf.list(place, block.content.map((_, index) => `${start + index}.`), (index, inside) => writeItem(pdf, inside, block.content[index]?.content ?? [], settings));
    }
    case "blockquote":
      return pdf.quote(place, (inside) => writeBlocks(pdf, inside, block.content, settings));
    case "codeBlock":
      return pdf.paragraph(place, runsOf(block.content, settings), { size: 9, tag: "Code" });
    case "horizontalRule":
      return pdf.rule();
    case "image": {
      const picture = settings.picture(block.attrs.media);
      return picture ? pdf.picture(place, { ...picture, alt: block.attrs.alt || picture.alt, under: [block.attrs.caption, block.attrs.credit].filter(Boolean).join(" · ") || picture.under }) : undefined;
    }
    case "gallery":
      return writeBlocks(pdf, place, block.content, settings);
    case "file":
    case "embed":
    case "formulaBlock":
      return pdf.paragraph(place, [{ text: plainText({ type: "doc", content: [block] }) }]);
    case "card":
      return undefined;
    case "table":
      return pdf.table(place, block.content.map((row) => row.content.map((cell) => ({ head: cell.type === "tableHeader", text: plainText({ type: "doc", content: cell.content }) }))));
    default:
      // A block that paper doesn't know is told in its words.
      return pdf.paragraph(place, [{ text: plainText({ type: "doc", content: [block] }) }]);
  }
}

function writeBlocks(pdf: Pdf, place: Place, blocks: readonly Block[], settings: TextSettings): void {
  for (const block of blocks) writeBlock(pdf, place, block, settings);
}

/** The lines of a list stand close. */
function writeItem(pdf: Pdf, place: Place, blocks: readonly Block[], settings: TextSettings): void {
  for (const block of blocks) {
    if (block.type === "paragraph") pdf.paragraph(place, runsOf(block.content, settings), { after: 2 });
    else writeBlock(pdf, place, block, settings);
  }
}

function levelOf(level: number): 1 | 2 | 3 | 4 | 5 | 6 {
  const levels = [1, 2, 3, 4, 5, 6] as const;
  return levels[Math.min(level, 6) - 1] ?? 6;
}

function runsOf(content: readonly Inline[] | undefined, settings: TextSettings): Run[] {
  return (content ?? []).map((piece) => {
    if (piece.type === "hardBreak") return { text: "\n" };
    if (piece.type !== "text") return { text: plainInline([piece]) };
    const marks = piece.marks ?? [];
    const href = marks.find((mark) => mark.type === "link")?.attrs.href;
    const link = href === undefined ? null : settings.whole(href);
    return { text: piece.text, bold: marks.some((mark) => mark.type === "bold"), italic: marks.some((mark) => mark.type === "italic"), ...(link ? { link } : {}) };
  });
}
