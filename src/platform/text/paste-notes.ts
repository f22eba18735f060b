import type { DomNode } from "./read-html.ts";

/** The notes of a pasted text: what is said at each mark, and where it was said, so as not to say it twice. */
export interface PastedNotes {
  readonly words: ReadonlyMap<DomNode, readonly DomNode[]>;
  readonly bodies: ReadonlySet<DomNode>;
}

// Word, LibreOffice and Google Docs, in this order; `edn` are notes at the end.
const mark = /^#(?:_?(ftn|edn)(\d+)|sd(footnote|endnote)(\d+)sym|(ftnt)(\d+))$/i;
const back = /^#(?:_?(ftn|edn)ref(\d+)|sd(footnote|endnote)(\d+)anc|(ftnt)_ref(\d+))$/i;

/** Finds the notes by the links that go to them and back. */
export function gatherNotes(root: DomNode): PastedNotes {
  const marks = new Map<string, DomNode[]>();
  const said = new Map<string, { block: DomNode; words: DomNode[] }>();
  const visit = (node: DomNode, around: readonly DomNode[]): void => {
    const href = node.name === "a" ? (node.attribs?.["href"] ?? "").replace(/^[^#]*(?=#)/, "") : "";
    const to = keyOf(mark, href);
    if (to) marks.set(to, [...(marks.get(to) ?? []), node]);
    const from = keyOf(back, href);
    if (from && !said.has(from)) {
      const line = around.findLast((each) => each.name === "p" || each.name === "li") ?? around.at(-1);
      if (line) said.set(from, { block: line, words: (line.children ?? []).map((child) => without(child, node)) });
    }
    for (const child of node.children ?? []) visit(child, [...around, node]);
  };
  visit(root, []);
  const words = new Map<DomNode, readonly DomNode[]>();
  const bodies = new Set<DomNode>();
  for (const [key, places] of marks) {
    const note = said.get(key);
    if (!note) continue;
    bodies.add(note.block);
    for (const place of places) words.set(place, note.words);
  }
  return { words, bodies };
}

function keyOf(form: RegExp, href: string): string | null {
  const found = form.exec(href);
  const [kind, number] = (found ?? []).slice(1).filter(Boolean);
  return kind && number ? `${kind.toLowerCase()} ${number}` : null;
}

function without(node: DomNode, gone: DomNode): DomNode {
  if (node === gone) return { type: "text", data: "" };
  return node.children ? { ...node, children: node.children.map((child) => without(child, gone)) } : node;
}
