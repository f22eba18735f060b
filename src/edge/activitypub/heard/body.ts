import { readDocument, withoutBlocks, type Block, type Inline, type Mark, type TextDocument, type Words } from "../../../platform/text/document.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import { plainText } from "../../../platform/text/plain.ts";
import { isObject, listOf, textOf, type JsonObject } from "../guard/json.ts";
import { cleanText, readHtml } from "./text.ts";

const longestHtml = 200_000;
/** Markdown is read with more pains than HTML. */
const longestMarkdown = 20_000;
/** What is ours alone to show: their words may not name our files, pictures or contents. */
const ours: readonly Block["type"][] = ["image", "gallery", "file", "card"];

export interface HeardText {
  readonly body: TextDocument;
  /** A language as two or three letters, where its author said one. */
  readonly language: string | null;
}

/** The text of something, in the language that suits readers here best among those in which it is said. */
export function textIn(thing: JsonObject): HeardText {
  const map = isObject(thing["contentMap"]) ? thing["contentMap"] : {};
  const said = Object.keys(map).slice(0, 60).filter((each) => textOf(map[each]) !== "" && languageOf(each) !== null);
  const own = languageNamed(thing);
  const best = said.find((each) => languageOf(each) === "fr") ?? said.find((each) => languageOf(each) === own) ?? said[0];
  const content = best === undefined ? textOf(thing["content"]) : textOf(map[best]);
  return { body: documentOf(content, textOf(thing["mediaType"]), baseOf(thing)), language: best === undefined ? own : languageOf(best) };
}

/** The language in which something says that it is written: as a code, or as an object that holds one. */
function languageNamed(thing: JsonObject): string | null {
  for (const each of [...listOf(thing["inLanguage"]), ...listOf(thing["language"])].slice(0, 4)) {
    const language = languageOf(textOf(isObject(each) ? each["identifier"] : each));
    if (language) return language;
  }
  return null;
}

/** The first part of a language tag; null for what isn't one, or says that nobody knows. */
export function languageOf(tag: string): string | null {
  const [, language = ""] = /^([a-z]{2,3})(?:[-_][a-z0-9]{1,8}){0,4}$/i.exec(tag) ?? [];
  return language === "" || ["und", "zxx", "mul", "mis"].includes(language.toLowerCase()) ? null : language.toLowerCase();
}

function baseOf(thing: JsonObject): string {
  return listOf(thing["url"]).map(textOf).find((each) => /^https?:/.test(each)) ?? textOf(thing["id"]);
}

/** HTML from outside as structured text: through the one gate that all outside HTML takes, then with links that say where they lead. */
function documentOf(content: string, mediaType: string, base: string): TextDocument {
  const text = cleanText(content.slice(0, longestHtml));
  const read = /^text\/(?:markdown|plain)\b/i.test(mediaType) ? written(text, /markdown/i.test(mediaType)) : readHtml(text);
  const honest = { ...read, content: read.content.map((block) => inBlock(block, base)) };
  return readDocument(honest) ?? readDocument(linesOf(plainText(read))) ?? { type: "doc", content: [] };
}

/** Markdown, or lines. A word of a thousand letters is none, and looking for addresses in it takes long. */
function written(text: string, markdown: boolean): TextDocument {
  if (!markdown || /\S{1000}/.test(text)) return linesOf(text);
  return withoutBlocks(fromMarkdown(text.slice(0, longestMarkdown)), (block) => ours.includes(block.type));
}

function linesOf(text: string): TextDocument {
  const paragraphs = text.split(/\n\s*\n|\n/).map((line) => line.trim()).filter(Boolean).slice(0, 1000);
  return { type: "doc", content: paragraphs.map((line) => ({ type: "paragraph", content: [{ type: "text", text: line.slice(0, 50_000) }] })) };
}

function inBlock(block: Block, base: string): Block {
  const inside = (each: Block) => inBlock(each, base);
  switch (block.type) {
    case "paragraph":
    case "heading":
      return block.content ? { ...block, content: inLine(block.content, base) } : block;
    case "blockquote":
      return { ...block, content: block.content.map(inside) };
    case "bulletList":
    case "orderedList":
      return { ...block, content: block.content.map((item) => ({ ...item, content: item.content.map(inside) })) };
    case "table":
      return { ...block, content: block.content.map((row) => ({ ...row, content: row.content.map((cell) => ({ ...cell, content: cell.content.map(inside) })) })) };
    default:
      return block;
  }
}

type Text = Extract<Words, { type: "text" }>;

/** Pieces with the same marks are one; a link says its host when its words say another. */
function inLine(pieces: readonly Inline[], base: string): Inline[] {
  const joined: Inline[] = [];
  let run: Text[] = [];
  const flush = () => {
    const [first] = run;
    if (first) joined.push(honest({ ...first, text: run.map((each) => each.text).join("") }));
    run = [];
  };
  for (const piece of pieces) {
    if (piece.type !== "text") {
      flush();
      joined.push(piece);
      continue;
    }
    const text = based(piece, base);
    if (run[0] && JSON.stringify(run[0].marks) !== JSON.stringify(text.marks)) flush();
    run.push(text);
  }
  flush();
  return joined;
}

/** What began with a slash led somewhere on their host, never on ours. */
function based(piece: Text, base: string): Text {
  if (!piece.marks?.some((mark) => mark.type === "link" && /^[/#]/.test(mark.attrs.href))) return piece;
  const marks = piece.marks.flatMap((mark): Mark[] => {
    if (mark.type !== "link" || !/^[/#]/.test(mark.attrs.href)) return [mark];
    return mark.attrs.href.startsWith("/") && /^https?:/.test(base) && URL.canParse(mark.attrs.href, base) ? [{ type: "link", attrs: { href: new URL(mark.attrs.href, base).href } }] : [];
  });
  return marks.length > 0 ? { ...piece, marks } : { type: "text", text: piece.text };
}

function honest(piece: Text): Text {
  const href = piece.marks?.find((mark) => mark.type === "link")?.attrs.href ?? "";
  const [, said = ""] = /^\s*(?:https?:\/\/)?(?:www\.)?((?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24})(?=[/:?#\s]|$)/iu.exec(piece.text.slice(0, 500)) ?? [];
  if (said === "" || !/^https?:/.test(href)) return piece;
  const host = new URL(href).hostname.replace(/^www\./, "");
  return hostNamed(said) === host ? piece : { ...piece, text: `${piece.text} (${host})` };
}

function hostNamed(said: string): string {
  return URL.canParse(`https://${said}/`) ? new URL(`https://${said}/`).hostname : said.toLowerCase();
}
