import type { Token } from "markdown-it";
import { inOrder, isSafeHref, mostInGallery, type Block, type ImageBlock, type Inline, type Mark, type Words } from "./document.ts";
import { playerOf } from "./players.ts";

/** What a line can hold while it is read: words, and what will stand between paragraphs. */
export type Piece = Inline | Extract<Block, { type: "image" | "file" | "card" }>;
export type Notes = ReadonlyMap<number, readonly Words[]>;

export function isInline(piece: Piece): piece is Inline {
  return piece.type === "text" || piece.type === "hardBreak" || piece.type === "footnote" || piece.type === "formula";
}

export function isWords(piece: Piece): piece is Words {
  return piece.type === "text" || piece.type === "hardBreak";
}

export function readPieces(tokens: readonly Token[], notes: Notes): Piece[] {
  const pieces: Piece[] = [];
  const marks: Mark[] = [];
  for (const token of tokens) readToken(token, pieces, marks, notes);
  return pieces;
}

function readToken(token: Token, pieces: Piece[], marks: Mark[], notes: Notes): void {
  if (token.type === "text" && token.content) addText(pieces, token.content, marks);
  else if (token.type === "code_inline" && token.content) addText(pieces, token.content, [...marks, { type: "code" }]);
  else if (token.type === "softbreak") addText(pieces, " ", marks);
  else if (token.type === "hardbreak") pieces.push({ type: "hardBreak" });
  else if (token.type === "strong_open") marks.push({ type: "bold" });
  else if (token.type === "em_open") marks.push({ type: "italic" });
  else if (token.type === "link_open") marks.push({ type: "link", attrs: { href: String(token.attrGet("href") ?? "#") } });
  else if (/^(strong|em|link)_close$/.test(token.type)) marks.pop();
  else if (token.type === "formula") pieces.push({ type: "formula", attrs: { latex: token.content } });
  else if (token.type === "footnote_ref") {
    const content = notes.get((token.meta as { id: number }).id);
    if (content && content.length > 0) pieces.push({ type: "footnote", content });
  } else if (token.type === "image") pieces.push(...readImage(token));
}

function addText(pieces: Piece[], text: string, marks: readonly Mark[]): void {
  const last = pieces.at(-1);
  // A link without an address, or with one that leads nowhere harmless, is its words.
  const kept = inOrder(marks.filter((mark) => mark.type !== "link" || isSafeHref(mark.attrs.href)));
  if (last?.type === "text" && JSON.stringify(last.marks ?? []) === JSON.stringify(kept)) {
    pieces[pieces.length - 1] = { ...last, text: last.text + text };
  } else pieces.push({ type: "text", text, ...(kept.length > 0 ? { marks: kept } : {}) });
}

function readImage(token: Token): Piece[] {
  const [, what, found = ""] = /^(media|fichier|contenu):([0-9a-f-]{36})$/i.exec(String(token.attrGet("src") ?? "")) ?? [];
  const id = found.toLowerCase();
  if (what === "fichier") return [{ type: "file", attrs: { file: id, name: token.content.slice(0, 200) } }];
  if (what === "contenu") return [{ type: "card", attrs: { content: id, title: token.content.slice(0, 200) } }];
  if (!what) return token.content ? [{ type: "text", text: token.content }] : [];
  const [caption = "", credit = ""] = String(token.attrGet("title") ?? "").split("|").map((part) => part.trim());
  return [{ type: "image", attrs: { media: id, alt: token.content.slice(0, 500), credit: credit.slice(0, 200), caption: caption.slice(0, 500) } }];
}

/** What a paragraph gives: a picture stands between paragraphs, several in a row are a gallery, an address alone is what it plays. */
export function splitPieces(pieces: readonly Piece[]): Block[] {
  const alone = pieces.length === 1 ? pieces[0] : undefined;
  const href = alone?.type === "text" ? alone.marks?.find((mark) => mark.type === "link")?.attrs.href : undefined;
  const player = href && alone?.type === "text" && alone.text.replace(/^https?:\/\//, "") === href.replace(/^https?:\/\//, "") ? playerOf(href) : null;
  if (player) return [{ type: "embed", attrs: { url: player.page } }];
  const blocks: Block[] = [];
  let line: Inline[] = [];
  let pictures: ImageBlock[] = [];
  const hang = () => {
    const [first] = pictures;
    if (first) blocks.push(pictures.length === 1 ? first : { type: "gallery", content: pictures.slice(0, mostInGallery) });
    pictures = [];
  };
  const flush = () => {
    if (line.some((piece) => piece.type !== "text" || piece.text.trim())) {
      hang();
      blocks.push({ type: "paragraph", content: line });
    }
    line = [];
  };
  for (const piece of pieces) {
    if (isInline(piece)) {
      line.push(piece);
      continue;
    }
    flush();
    if (piece.type === "image") pictures.push(piece);
    else {
      hang();
      blocks.push(piece);
    }
  }
  flush();
  hang();
  return blocks;
}
