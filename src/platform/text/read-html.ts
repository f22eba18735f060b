import { deepest, inOrder, isSafeHref, longestFormula, type Block, type Inline, type Mark, type TableCell } from "./document.ts";

export interface DomNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Record<string, string>;
  readonly children?: readonly DomNode[];
}

// Elements that have no end, or whose end goes without saying.
const shallow = new Set(["p", "li", "tr", "td", "th", "br", "hr", "img", "input", "link", "meta", "col", "dt", "dd", "option", "source", "wbr"]);
const mostNested = 100;

/** Parsers take a time that grows with the square of the depth: what is nested beyond reason is read as words alone. */
export function isTooDeep(html: string): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  for (const [, end, typed = ""] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,15})/gi)) {
    const name = typed.toLowerCase();
    const count = open.get(name) ?? 0;
    // The end of what was never begun ends nothing.
    if (shallow.has(name) || (end && count === 0)) continue;
    const step = end ? -1 : 1;
    open.set(name, count + step);
    depth += step;
    if (depth > mostNested) return true;
  }
  return false;
}

const containers = new Set(["div", "section", "article", "thead", "tbody", "tfoot", "figure", "figcaption", "main", "center", "dl", "dt", "dd", "body", "html"]);

/** What a tree of HTML says, as structured text. Of elements that we don't know, the words are kept. */
export function readNodes(nodes: readonly DomNode[]): Block[] {
  return blocksOf(nodes, 0);
}


function blocksOf(nodes: readonly DomNode[], depth: number): Block[] {
  const blocks: Block[] = [];
  let line: Inline[] = [];
  const flush = () => {
    const content = trimLine(line);
    if (content.length > 0) blocks.push({ type: "paragraph", content });
    line = [];
  };
  for (const node of nodes) {
    const block = depth < deepest ? blockOf(node, depth) : null;
    if (block) {
      flush();
      blocks.push(...block);
    } else line.push(...inlineOf(node, []));
  }
  flush();
  return blocks;
}

function blockOf(node: DomNode, depth: number): Block[] | null {
  const children = node.children ?? [];
  switch (node.name) {
    case "p":
      return blocksOf(children, deepest);
    case "h1":
    case "h2":
      return heading(children, 2);
    case "h3":
      return heading(children, 3);
    case "h4":
    case "h5":
    case "h6":
      return heading(children, 4);
    case "ul":
      return [{ type: "bulletList", content: itemsOf(children, depth) }].filter((list) => list.content.length > 0) as Block[];
    case "ol":
      return [{ type: "orderedList", attrs: { start: Number(node.attribs?.["start"]) || 1 }, content: itemsOf(children, depth) }].filter((list) => list.content.length > 0) as Block[];
    case "blockquote":
      return [{ type: "blockquote", content: blocksOf(children, depth + 1) }];
    case "pre": {
      const text = textOf(node).replace(/\n$/, "");
      return text ? [{ type: "codeBlock", content: [{ type: "text", text }] }] : [];
    }
    case "hr":
      return [{ type: "horizontalRule" }];
    case "table":
      return tableOf(node, depth);
    default:
      return node.name && containers.has(node.name) ? blocksOf(children, depth + 1) : null;
  }
}

function heading(children: readonly DomNode[], level: 2 | 3 | 4): Block[] {
  const content = trimLine(children.flatMap((child) => inlineOf(child, [])));
  return content.length > 0 ? [{ type: "heading", attrs: { level }, content }] : [];
}

function itemsOf(children: readonly DomNode[], depth: number) {
  return children.filter((child) => child.name === "li").map((child) => {
    const content = blocksOf(child.children ?? [], depth + 1);
    return { type: "listItem" as const, content: content.length > 0 ? content : [{ type: "paragraph" as const }] };
  });
}

function tableOf(node: DomNode, depth: number): Block[] {
  const rows = descendants(node, "tr").slice(0, 300).map((row) => ({
    type: "tableRow" as const,
    content: (row.children ?? []).filter((cell) => cell.name === "td" || cell.name === "th").slice(0, 30).map((cell): TableCell => ({ type: cell.name === "th" ? "tableHeader" : "tableCell", content: blocksOf(cell.children ?? [], depth + 2) })),
  }));
  return rows.length > 0 ? [{ type: "table", content: rows }] : [];
}

function descendants(node: DomNode, name: string): DomNode[] {
  return (node.children ?? []).flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
}

function inlineOf(node: DomNode, marks: readonly Mark[]): Inline[] {
  if (node.type === "text") {
    const text = (node.data ?? "").replace(/[^\S\u00a0]+/g, " ");
    return text ? [{ type: "text", text, ...(marks.length > 0 ? { marks: inOrder(marks) } : {}) }] : [];
  }
  if (node.name === "br") return [{ type: "hardBreak" }];
  if (node.name === "img") return imageLink(node);
  if (node.name === noteElement) return noteOf(node);
  if (node.name === formulaElement) return formulaOf(node);
  const added = markOf(node);
  const inner = added && !marks.some((mark) => mark.type === added.type) ? [...marks, added] : marks;
  return (node.children ?? []).flatMap((child) => inlineOf(child, inner));
}

/** Elements that no HTML holds: what cleaning made of notes and formulae. */
export const noteElement = "es-note";
export const formulaElement = "es-formula";

function noteOf(node: DomNode): Inline[] {
  const content = trimLine((node.children ?? []).flatMap((child) => inlineOf(child, []))).filter((piece) => piece.type === "text" || piece.type === "hardBreak");
  return content.length > 0 ? [{ type: "footnote", content }] : [];
}

function formulaOf(node: DomNode): Inline[] {
  const latex = textOf(node).trim();
  return latex && latex.length <= longestFormula ? [{ type: "formula", attrs: { latex } }] : [];
}

function markOf(node: DomNode): Mark | null {
  if (node.name === "strong" || node.name === "b") return { type: "bold" };
  if (node.name === "em" || node.name === "i") return { type: "italic" };
  if (node.name === "code") return { type: "code" };
  const href = node.name === "a" ? (node.attribs?.["href"] ?? "") : "";
  return isSafeHref(href) ? { type: "link", attrs: { href } } : null;
}

function imageLink(node: DomNode): Inline[] {
  const href = node.attribs?.["src"] ?? "";
  const alt = (node.attribs?.["alt"] ?? "").trim();
  return alt && isSafeHref(href) ? [{ type: "text", text: alt, marks: [{ type: "link", attrs: { href } }] }] : [];
}

export function textOf(node: DomNode): string {
  return node.type === "text" ? (node.data ?? "") : (node.children ?? []).map(textOf).join("");
}

function trimLine(line: readonly Inline[]): Inline[] {
  const kept = [...line];
  while (kept[0] && isBlank(kept[0])) kept.shift();
  while (kept.at(-1) && isBlank(kept.at(-1) as Inline)) kept.pop();
  return kept;
}

function isBlank(piece: Inline): boolean {
  return piece.type === "hardBreak" || (piece.type === "text" && piece.text.trim() === "");
}
