import MarkdownIt, { type Token } from "markdown-it";
import footnotes from "markdown-it-footnote";
import { deepest, isSafeHref, longestFormula, type Block, type Inline, type ListItem, type TableCell, type TableRow, type TextDocument, type Words } from "./document.ts";
import { isInline, isWords, readPieces, splitPieces, type Notes, type Piece } from "./markdown-inline.ts";

const parser = new MarkdownIt({ html: false, linkify: true, breaks: false, maxNesting: deepest }).disable(["reference"]).use(footnotes);
parser.validateLink = (href: string) => isSafeHref(href) || /^(?:media|fichier|contenu):/.test(href);

// As in pandoc: the signs touch what they hold, and no figure follows, so that "$20 to $30" stays a price.
const formula = new RegExp(String.raw`^\$((?:[^$\\\s]|\\.)(?:(?:[^$\\]|\\[^]){0,${longestFormula}}?(?:[^$\\\s]|\\.))?)\$(?!\d)`);
parser.inline.ruler.after("escape", "formula", (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x24) return false;
  const [whole = "", latex = ""] = formula.exec(state.src.slice(state.pos, state.pos + longestFormula + 2)) ?? [];
  if (!whole || latex.length > longestFormula) return false;
  if (!silent) state.push("formula", "", 0).content = latex;
  state.pos += whole.length;
  return true;
});

/**
 * Markdown (CommonMark with tables, notes `[^1]` and formulae `$…$`, no HTML) to structured text. A picture is
 * `![alt](media:<id> "caption | credit")`, several on successive lines a gallery; a file `![name](fichier:<id>)`; a content
 * of the network `![title](contenu:<id>)`; a video is its address alone.
 */
export function fromMarkdown(markdown: string): TextDocument {
  const tokens = parser.parse(markdown.replace(/\r\n?/g, "\n"), {});
  const end = tokens.findIndex((token) => token.type === "footnote_block_open");
  const [body, tail] = end < 0 ? [tokens, []] : [tokens.slice(0, end), tokens.slice(end)];
  return { type: "doc", content: readBlocks(new Reader(body, readNotes(tail)), null) };
}

/** One line of Markdown: words alone, for a note. */
export function wordsFromMarkdown(markdown: string): Words[] {
  return readPieces(parser.parseInline(markdown.replace(/\s+/g, " ").trim(), {})[0]?.children ?? [], new Map()).filter(isWords);
}

/** The words of the notes by their number; a note of several paragraphs is one line. */
function readNotes(tokens: readonly Token[]): Notes {
  const notes = new Map<number, Words[]>();
  let open = -1;
  for (const token of tokens) {
    if (token.type === "footnote_open") open = (token.meta as { id: number }).id;
    if (token.type !== "inline") continue;
    const before = notes.get(open);
    const words = readPieces(token.children ?? [], new Map()).filter(isWords);
    notes.set(open, before ? [...before, { type: "hardBreak" }, ...words] : words);
  }
  return notes;
}

class Reader {
  #at = 0;
  readonly #tokens: readonly Token[];
  readonly notes: Notes;
  constructor(tokens: readonly Token[], notes: Notes) {
    this.#tokens = tokens;
    this.notes = notes;
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
      return readParagraph(reader);
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

/** The inline token that follows an opening one, and the closing one after it. */
function readInline(reader: Reader): Piece[] {
  const inline = reader.next();
  reader.next();
  return readPieces(inline?.children ?? [], reader.notes);
}

function readParagraph(reader: Reader): Block[] {
  const inline = reader.next();
  reader.next();
  const latex = /^\$\$([^]+)\$\$$/.exec(inline?.content.trim() ?? "")?.[1]?.trim() ?? "";
  if (latex && latex.length <= longestFormula && !latex.includes("$$")) return [{ type: "formulaBlock", attrs: { latex } }];
  return splitPieces(readPieces(inline?.children ?? [], reader.notes));
}

function withContent<Piece extends Inline>(content: readonly Piece[]): { content?: readonly Piece[] } {
  return content.length > 0 ? { content } : {};
}
