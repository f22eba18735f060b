import MarkdownIt, { type Token } from "markdown-it";
import { deepest, inOrder, isSafeHref, type Block, type Inline, type ListItem, type Mark, type TableCell, type TableRow, type TextDocument } from "./document.ts";

const parser = new MarkdownIt({ html: false, linkify: true, breaks: false, maxNesting: deepest }).disable(["reference"]);
parser.validateLink = (href: string) => isSafeHref(href) || href.startsWith("media:");

/** Markdown (CommonMark with tables, no HTML) to structured text. An image is `![alt](media:<id> "caption | credit")`. */
export function fromMarkdown(markdown: string): TextDocument {
  const tokens = parser.parse(markdown.replace(/\r\n?/g, "\n"), {});
  return { type: "doc", content: readBlocks(new Reader(tokens), null) };
}

class Reader {
  #at = 0;
  readonly #tokens: readonly Token[];
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }
}

function readBlocks(reader: Reader, until: string | null): Block[] {
  const blocks: Block[] = [];
  for (let token = reader.next(); token && token.type !== until; token = reader.next()) blocks.push(...readBlock(reader, token));
  return blocks;
}

function readBlock(reader: Reader, token: Token): Block[] {
  switch (token.type) {
    case "paragraph_open":
      return splitImages(readInline(reader));
    case "heading_open":
      return [{ type: "heading", attrs: { level: headingLevel(token.tag) }, ...withContent(readInline(reader).filter(isInline)) }];
    case "bullet_list_open":
      return [{ type: "bulletList", content: readItems(reader, "bullet_list_close") }];
    case "ordered_list_open":
      return [{ type: "orderedList", attrs: { start: Number(token.attrGet("start") ?? 1) }, content: readItems(reader, "ordered_list_close") }];
    case "blockquote_open":
      return [{ type: "blockquote", content: readBlocks(reader, "blockquote_close") }];
    case "fence":
    case "code_block":
      return [{ type: "codeBlock", ...withContent(token.content ? [{ type: "text", text: token.content.replace(/\n$/, "") || " " }] : []) }];
    case "hr":
      return [{ type: "horizontalRule" }];
    case "table_open":
      return [{ type: "table", content: readRows(reader) }];
    default:
      return [];
  }
}

function headingLevel(tag: string): 2 | 3 | 4 {
  const level = Number(tag.slice(1));
  return level <= 2 ? 2 : level === 3 ? 3 : 4;
}

function readItems(reader: Reader, until: string): ListItem[] {
  const items: ListItem[] = [];
  for (let token = reader.next(); token && token.type !== until; token = reader.next()) {
    if (token.type === "list_item_open") {
      const content = readBlocks(reader, "list_item_close");
      items.push({ type: "listItem", content: content.length > 0 ? content : [{ type: "paragraph" }] });
    }
  }
  return items;
}

function readRows(reader: Reader): TableRow[] {
  const rows: TableRow[] = [];
  let cells: TableCell[] = [];
  for (let token = reader.next(); token && token.type !== "table_close"; token = reader.next()) {
    if (token.type === "tr_open") cells = [];
    if (token.type === "tr_close") rows.push({ type: "tableRow", content: cells });
    if (token.type === "th_open" || token.type === "td_open") {
      const paragraph: Block = { type: "paragraph", ...withContent(readInline(reader).filter(isInline)) };
      cells.push({ type: token.type === "th_open" ? "tableHeader" : "tableCell", content: [paragraph] });
    }
  }
  return rows;
}

type Piece = Inline | Extract<Block, { type: "image" }>;

function isInline(piece: Piece): piece is Inline {
  return piece.type !== "image";
}

/** The inline token that follows an opening one, and the closing one after it. */
function readInline(reader: Reader): Piece[] {
  const inline = reader.next();
  reader.next();
  const pieces: Piece[] = [];
  const marks: Mark[] = [];
  for (const token of inline?.children ?? []) readInlineToken(token, pieces, marks);
  return pieces;
}

function readInlineToken(token: Token, pieces: Piece[], marks: Mark[]): void {
  if (token.type === "text" && token.content) addText(pieces, token.content, marks);
  else if (token.type === "code_inline" && token.content) addText(pieces, token.content, [...marks, { type: "code" }]);
  else if (token.type === "softbreak") addText(pieces, " ", marks);
  else if (token.type === "hardbreak") pieces.push({ type: "hardBreak" });
  else if (token.type === "strong_open") marks.push({ type: "bold" });
  else if (token.type === "em_open") marks.push({ type: "italic" });
  else if (token.type === "link_open") marks.push({ type: "link", attrs: { href: String(token.attrGet("href") ?? "#") } });
  else if (/^(strong|em|link)_close$/.test(token.type)) marks.pop();
  else if (token.type === "image") pieces.push(...readImage(token));
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
  const media = /^media:([0-9a-f-]{36})$/i.exec(String(token.attrGet("src") ?? ""))?.[1];
  if (!media) return token.content ? [{ type: "text", text: token.content }] : [];
  const [caption = "", credit = ""] = String(token.attrGet("title") ?? "").split("|").map((part) => part.trim());
  return [{ type: "image", attrs: { media: media.toLowerCase(), alt: token.content.slice(0, 500), credit: credit.slice(0, 200), caption: caption.slice(0, 500) } }];
}

/** An image stands between paragraphs, not inside one. */
function splitImages(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  let line: Inline[] = [];
  const flush = () => {
    if (line.some((piece) => piece.type !== "text" || piece.text.trim())) blocks.push({ type: "paragraph", content: line });
    line = [];
  };
  for (const piece of pieces) {
    if (isInline(piece)) line.push(piece);
    else {
      flush();
      blocks.push(piece);
    }
  }
  flush();
  return blocks;
}

function withContent(content: readonly Inline[]): { content?: readonly Inline[] } {
  return content.length > 0 ? { content } : {};
}
