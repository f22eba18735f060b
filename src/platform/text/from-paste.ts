import { parseDocument } from "htmlparser2";
import { cleanHref } from "./clean-href.ts";
import type { TextDocument } from "./document.ts";
import { gatherNotes, type PastedNotes } from "./paste-notes.ts";
import { formulaElement, isTooDeep, noteElement, readNodes, textOf, type DomNode } from "./read-html.ts";
import { listedWord } from "./word-lists.ts";

/**
 * What a word processor, a shared document or a web page puts on the clipboard, to structured text: headings, lists,
 * tables, links, notes and emphasis stay; styles, classes, comments, hidden words and what follows people around go.
 */
export function fromPaste(html: string): TextDocument {
  const given = html.slice(0, 1_000_000);
  const root = parseDocument(isTooDeep(given) ? given.replace(/<[^<>]*>/g, " ") : given) as unknown as DomNode;
  const notes = gatherNotes(root);
  const nodes = (root.children ?? []).flatMap((node) => clean(node, notes));
  return { type: "doc", content: readNodes(steppedDown(listedWord(nodes))) };
}

const dropped = new Set(["script", "style", "meta", "link", "title", "head", "xml", "template", "noscript", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "button", "input", "select", "textarea", "form", "nav", "del", "map", "wbr"]);
const kept = new Set(["p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "strong", "b", "em", "i", "a", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "div", "section", "article", "figure", "figcaption", "main", "center", "dl", "dt", "dd", "img"]);

function clean(node: DomNode, notes: PastedNotes): DomNode[] {
  if (node.type === "text") return [node];
  const name = node.name ?? "";
  if (node.type === "comment" || node.type === "directive" || node.type === "cdata" || notes.bodies.has(node) || isDirt(node, name)) return [];
  const note = notes.words.get(node);
  if (note) return [{ type: "tag", name: noteElement, children: note.flatMap((child) => clean(child, notes)) }];
  const latex = name === "math" || node.attribs?.["class"] === "katex" ? annotationOf(node) : null;
  if (latex) return [{ type: "tag", name: formulaElement, children: [{ type: "text", data: latex }] }];
  const children = (node.children ?? []).flatMap((child) => clean(child, notes));
  if (name === "table" && isLayout(node)) return children;
  if (name === "a") {
    const href = cleanHref(node.attribs?.["href"] ?? "");
    return href ? [{ type: "tag", name, attribs: { href }, children: emphasised(node, children) }] : emphasised(node, children);
  }
  if (name === "img") {
    const src = cleanHref(node.attribs?.["src"] ?? "");
    return src ? [{ type: "tag", name, attribs: { src, alt: node.attribs?.["alt"] ?? "" } }] : [];
  }
  const title = /^h[1-6]$/.test(name) || isTitle(node);
  if (title) return [{ type: "tag", name: isTitle(node) ? "h1" : name, children: children.flatMap(plainer) }];
  if ((name === "b" || name === "strong") && /font-weight:\s*(?:normal|400)/i.test(styleOf(node))) return children;
  if (!kept.has(name)) return emphasised(node, children);
  const attribs = { ...(node.attribs?.["start"] ? { start: node.attribs["start"] } : {}), ...wordListOf(node) };
  return [{ type: "tag", name, attribs, children: name === "p" || name === "li" || name === "td" || name === "th" ? emphasised(node, children) : children }];
}

function isDirt(node: DomNode, name: string): boolean {
  if (dropped.has(name) || /^(?:o|w|v|m|st1):(?!p$)/.test(name)) return true;
  const style = styleOf(node);
  const className = node.attribs?.["class"] ?? "";
  return /display:\s*none|mso-hide:\s*all|mso-element:\s*comment|mso-list:\s*ignore/i.test(style) || /\bMsoCommentReference\b|\bmsocomoff\b|\bmsocomanchor\b|Apple-interchange-newline/.test(className);
}

function styleOf(node: DomNode): string {
  return node.attribs?.["style"] ?? "";
}

/** Emphasis that is only said in a style. */
function emphasised(node: DomNode, children: readonly DomNode[]): DomNode[] {
  const style = styleOf(node);
  let inner = [...children];
  if (/font-style:\s*italic/i.test(style)) inner = [{ type: "tag", name: "em", children: inner }];
  if (/font-weight:\s*(?:bold|[6-9]00)/i.test(style)) inner = [{ type: "tag", name: "strong", children: inner }];
  return inner;
}

/** A heading is strong by itself. */
function plainer(node: DomNode): DomNode[] {
  if (node.name === "strong" || node.name === "b") return (node.children ?? []).flatMap(plainer);
  return [node.children ? { ...node, children: node.children.flatMap(plainer) } : node];
}

function isTitle(node: DomNode): boolean {
  return node.name === "p" && /^(?:MsoTitle|title)\b/.test(node.attribs?.["class"] ?? "");
}

/** One cell is no table: somebody placed things with it. */
function isLayout(node: DomNode): boolean {
  const cells = (each: DomNode): number => (each.children ?? []).reduce((sum, child) => sum + (child.name === "td" || child.name === "th" ? 1 : 0) + cells(child), 0);
  return cells(node) <= 1;
}

/** The list of Word that a paragraph stands in, for `listedWord`. */
function wordListOf(node: DomNode): Record<string, string> {
  const [, level] = /mso-list:\s*l\d+\s+level(\d)/i.exec(styleOf(node)) ?? [];
  if (node.name !== "p" || !level) return {};
  const marker = (each: DomNode): string => (/mso-list:\s*ignore/i.test(styleOf(each)) ? textOf(each) : (each.children ?? []).map(marker).join(""));
  return { "data-level": level, "data-ordered": /^[\s\u00a0(]*(?:\d+|[a-z]|[ivxlc]+)[.)]/i.test(marker(node)) ? "1" : "" };
}

function annotationOf(node: DomNode): string | null {
  if (node.name === "annotation" && /tex/i.test(node.attribs?.["encoding"] ?? "")) return textOf(node);
  for (const child of node.children ?? []) {
    const found = annotationOf(child);
    if (found) return found;
  }
  return null;
}

/** A document with headings of the first level has its own title among them: each goes one level down, as a page of ours has its own. */
function steppedDown(nodes: readonly DomNode[]): DomNode[] {
  const has = (each: DomNode): boolean => each.name === "h1" || (each.children ?? []).some(has);
  if (!nodes.some(has)) return [...nodes];
  const step = (each: DomNode): DomNode => {
    const [, level] = /^h([1-6])$/.exec(each.name ?? "") ?? [];
    return { ...each, ...(level ? { name: `h${Math.min(6, Number(level) + 1)}` } : {}), ...(each.children ? { children: each.children.map(step) } : {}) };
  };
  return nodes.map(step);
}
