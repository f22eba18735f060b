import type { Block, Inline, TextDocument } from "./document.ts";

/** The words of a text, a line for each block. */
export function plainText(document: TextDocument): string {
  return document.content.map(plainBlock).filter(Boolean).join("\n");
}

function plainBlock(block: Block): string {
  if (block.type === "image") return [block.attrs.alt, block.attrs.caption].filter(Boolean).join(". ");
  if (block.type === "horizontalRule") return "";
  if (block.type === "paragraph" || block.type === "heading" || block.type === "codeBlock") return plainInline(block.content);
  if (block.type === "table") return block.content.map((row) => row.content.map((cell) => cell.content.map(plainBlock).join(" ")).join(" · ")).join("\n");
  if (block.type === "blockquote") return block.content.map(plainBlock).join("\n");
  return block.content.map((item) => item.content.map(plainBlock).join("\n")).join("\n");
}

function plainInline(content: readonly Inline[] | undefined): string {
  return (content ?? []).map((piece) => (piece.type === "text" ? piece.text : "\n")).join("");
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
  const found = new Set<string>();
  const visit = (block: Block): void => {
    if (block.type === "image") found.add(block.attrs.media);
    if (block.type === "blockquote") block.content.forEach(visit);
    if (block.type === "bulletList" || block.type === "orderedList") block.content.forEach((item) => item.content.forEach(visit));
    if (block.type === "table") block.content.forEach((row) => row.content.forEach((cell) => cell.content.forEach(visit)));
  };
  document.content.forEach(visit);
  return [...found];
}

/** Minutes to read, at 230 words a minute, never under one. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(text.split(/\s+/).length / 230));
}
