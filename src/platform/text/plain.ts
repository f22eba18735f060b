import { everyBlock, type Block, type Inline, type TextDocument } from "./document.ts";
import { playerOf } from "./players.ts";

/** The words of a text, a line for each block. */
export function plainText(document: TextDocument): string {
  return document.content.map(plainBlock).filter(Boolean).join("\n");
}

function plainBlock(block: Block): string {
  switch (block.type) {
    case "image":
      return [block.attrs.alt, block.attrs.caption].filter(Boolean).join(". ");
    case "horizontalRule":
    // What a card says is its content's to say, to those who may read it.
    case "card":
      return "";
    case "file":
      return block.attrs.name;
    case "embed":
      return `${playerOf(block.attrs.url)?.host ?? ""} ${block.attrs.url}`.trim();
    case "formulaBlock":
      return block.attrs.latex;
    case "paragraph":
    case "heading":
    case "codeBlock":
      return plainInline(block.content);
    case "table":
      return block.content.map((row) => row.content.map((cell) => cell.content.map(plainBlock).join(" ")).join(" · ")).join("\n");
    case "blockquote":
    case "gallery":
      return block.content.map(plainBlock).filter(Boolean).join("\n");
    case "bulletList":
    case "orderedList":
      return block.content.map((item) => item.content.map(plainBlock).join("\n")).join("\n");
  }
}

/** The words of a line: a note is said in brackets where it stands, a formula as it was typed. */
export function plainInline(content: readonly Inline[] | undefined): string {
  return (content ?? []).map((piece) => {
    if (piece.type === "text") return piece.text;
    if (piece.type === "footnote") return ` (${plainInline(piece.content).trim()})`;
    return piece.type === "formula" ? piece.attrs.latex : "\n";
  }).join("");
}

/** At most `longest` characters, cut between two words. */
export function excerpt(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longest / 2)).replace(/[\s,;:.–-]+$/, "")}…`;
}

/** The media that a text shows. */
export function mediaOf(document: TextDocument): string[] {
  return [...new Set([...everyBlock(document.content)].flatMap((block) => (block.type === "image" ? [block.attrs.media] : [])))];
}

/** The files that a text offers. */
export function filesOf(document: TextDocument): string[] {
  return [...new Set([...everyBlock(document.content)].flatMap((block) => (block.type === "file" ? [block.attrs.file] : [])))];
}

/** The other contents that a text cites. */
export function citedIn(document: TextDocument): string[] {
  return [...new Set([...everyBlock(document.content)].flatMap((block) => (block.type === "card" ? [block.attrs.content] : [])))];
}

/** The addresses of the videos and sounds that a text offers to play. */
export function embedsOf(document: TextDocument): string[] {
  return [...new Set([...everyBlock(document.content)].flatMap((block) => (block.type === "embed" ? [block.attrs.url] : [])))];
}

/** Minutes to read, at 230 words a minute, never under one. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(text.split(/\s+/).length / 230));
}
